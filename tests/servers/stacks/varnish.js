/** Varnish in front of `apps/bare.js`, which knows nothing of CORS; `/private` is Varnish's own. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { freePort, startProcess } from '../lib/process.js';
import { startApp } from '../lib/app.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port, files }) {
  const behind = await freePort();
  const stopApp = await startApp('bare', { folder, port: behind, files: { none: 'none' } });
  const vcl = join(folder, 'default.vcl');
  const work = join(folder, 'work');
  await mkdir(work);
  await writeFile(vcl, `
vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "${behind}"; }
${await readFile(files['cors.vcl'] ?? '', 'utf8')}
sub vcl_recv {
    if (req.url == "/private" && req.http.Authorization != "Basic ${btoa(`${USER}:${PASSWORD}`)}") {
        return (synth(401));
    }
    # What is cached is what has to be told apart: cookies and passwords would keep every answer out of the cache.
    unset req.http.Cookie;
    unset req.http.Authorization;
}
sub vcl_backend_response {
    set beresp.ttl = 1m;
}
`);
  const args = ['-F', '-f', vcl, '-a', `127.0.0.1:${port}`, '-n', work, '-j', 'none', '-s', 'malloc,10m', '-T', 'none'];
  const stop = await startProcess('varnishd', args, { cwd: folder, port }).catch(async (error) => {
    await stopApp();
    throw error;
  });
  return () => stop().finally(stopApp);
}
