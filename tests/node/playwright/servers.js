/** The page's server, and the API that it asks, which answers each path in its own way. */
import { once } from 'node:events';
import http from 'node:http';

/** @type {Record<string, (origin: string, method: string) => [status: number, lines: string[]]>} */
const API = {
  '/orders': (origin) => [200, ['Access-Control-Allow-Origin', origin]],
  '/slash': (origin) => [200, ['Access-Control-Allow-Origin', `${origin}/`]],
  '/nothing': () => [200, []],
  '/no-options': (origin, method) => [method === 'OPTIONS' ? 405 : 200, ['Access-Control-Allow-Origin', origin]],
  '/no-put': (origin) => [200, ['Access-Control-Allow-Origin', origin, 'Access-Control-Allow-Methods', 'GET']],
  '/any': () => [200, ['Access-Control-Allow-Origin', '*']],
  '/moved': (origin) => [302, ['Location', '/nothing', 'Access-Control-Allow-Origin', origin]],
};

export async function start() {
  let asks = '';
  const page = http.createServer((request, response) => {
    // One page asks by itself.
    const script = request.url === '/asking' ? `<script>fetch('${asks}')</script>` : '';
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!doctype html><title>${request.url}</title>${script}`);
  });
  const origin = await listen(page);
  const api = http.createServer((request, response) => {
    const [status, lines] = API[request.url ?? '']?.(origin, request.method ?? '') ?? [404, []];
    response.writeHead(status, lines).end();
  });
  const at = await listen(api);
  asks = `${at}/slash`;
  return { origin, api: at, stop: () => { for (const one of [page, api]) one.close().closeAllConnections(); } };
}

/** @param {http.Server} server */
async function listen(server) {
  server.listen(0);
  await once(server, 'listening');
  return `http://localhost:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
}
