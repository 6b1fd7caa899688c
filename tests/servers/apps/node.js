import { createServer } from 'node:http';
import { authorization, listening, recipe } from './environment.js';

const statuses = new Map([['/ok', 200], ['/private', 200], ['/fail', 500]]);

const server = createServer((request, response) => {
  if (recipe.allowOrigins(request, response)) return;
  const path = request.url ?? '';
  const refused = path === '/private' && request.headers.authorization !== authorization;
  if (path === '/ok') response.setHeader('X-Total-Count', '7');
  response.writeHead(refused ? 401 : (statuses.get(path) ?? 404)).end();
});
server.listen(listening.port, listening.host);
