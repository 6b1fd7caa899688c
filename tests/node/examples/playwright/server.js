import { once } from 'node:events';
import http from 'node:http';

/** The page's server, and the API that it asks. */
export async function start() {
  const app = http.createServer((_, response) => { response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Orders</title>'); });
  const origin = await listen(app);
  const api = http.createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', origin).setHeader('Vary', 'Origin');
    if (request.method === 'OPTIONS') response.setHeader('Access-Control-Allow-Methods', request.url === '/orders' ? 'PUT' : 'GET').writeHead(204);
    response.end();
  });
  return { origin, api: await listen(api), stop: () => { for (const one of [app, api]) one.close().closeAllConnections(); } };
}

/** @param {http.Server} server */
async function listen(server) {
  server.listen(0);
  await once(server, 'listening');
  return `http://localhost:${server.address().port}`;
}
