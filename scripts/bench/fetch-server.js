/** The server that `fetch.js` asks: it allows everything it is asked for, and lets no preflight be kept. */
import http from 'node:http';

const ALLOWS = {
  'Access-Control-Allow-Origin': 'http://app.localhost:1', 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': 'x-id', 'Access-Control-Max-Age': '0',
};
const server = http.createServer((request, response) => {
  request.resume();
  if (request.method === 'OPTIONS') response.writeHead(204, ALLOWS).end();
  else response.writeHead(200, { ...ALLOWS, 'Content-Type': 'application/json' }).end('{"orders":[]}');
});
server.listen(0, '127.0.0.1', () => process.send?.(/** @type {import('node:net').AddressInfo} */ (server.address()).port));
process.on('disconnect', () => process.exit());
