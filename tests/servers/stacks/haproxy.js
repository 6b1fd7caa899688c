/** HAProxy itself answers: a success with `return`, errors as its own pages. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port, files }) {
  await writeFile(join(folder, 'haproxy.cfg'), `
defaults
    mode http
    timeout client 5s
    timeout connect 5s
    timeout server 5s
userlist users
    user ${USER} insecure-password ${PASSWORD}
frontend api
    bind 127.0.0.1:${port}
${await readFile(files['cors.cfg'] ?? '', 'utf8')}
    http-request auth realm private if { path /private } !{ http_auth(users) }
    http-request return status 200 hdr X-Total-Count 7 if { path /ok }
    http-request return status 200 if { path /private }
    http-request return status 500 if { path /fail }
    http-request return status 404
`);
  return startProcess('haproxy', ['-db', '-f', join(folder, 'haproxy.cfg')], { cwd: folder, port });
}
