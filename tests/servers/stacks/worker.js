/** workerd, by miniflare; the Worker's module is written here, for it can't import from elsewhere. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startApp } from '../lib/app.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port, files }) {
  const script = join(folder, 'worker.js');
  await writeFile(script, `${await readFile(files['cors.js'] ?? '', 'utf8')}
export default {
  fetch: allowOrigins(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/ok') return new Response('ok', { headers: { 'X-Total-Count': '7' } });
    if (pathname === '/fail') throw new Error('as asked');
    if (pathname !== '/private') return new Response(null, { status: 404 });
    const known = request.headers.get('Authorization') === 'Basic ${btoa(`${USER}:${PASSWORD}`)}';
    return new Response(null, { status: known ? 200 : 401 });
  }),
};
`);
  return startApp('worker', { folder, port, files: { script } });
}
