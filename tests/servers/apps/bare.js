/** An application without CORS, for what stands in front of one. */
import { createServer } from 'node:http';

const statuses = new Map([['/ok', 200], ['/private', 200], ['/fail', 500]]);

const server = createServer((request, response) => {
  const path = request.url ?? '';
  if (path === '/ok') response.setHeader('X-Total-Count', '7');
  response.writeHead(statuses.get(path) ?? 404).end();
});
server.listen(Number(process.env.PORT), '127.0.0.1');
