import fastify from 'fastify';
import cors from '@fastify/cors';
import { authorization, listening, recipe } from './environment.js';

const app = fastify();
await app.register(cors, recipe.corsOptions);
app.addHook('onRequest', async (request, reply) => {
  if (request.url === '/private' && request.headers.authorization !== authorization) return reply.code(401).send();
});
app.route({ method: ['GET', 'PUT'], url: '/private', handler: async () => 'private' });
app.route({ method: ['GET', 'PUT'], url: '/ok', handler: async (_, reply) => reply.header('X-Total-Count', '7').send('ok') });
app.get('/fail', async () => {
  throw new Error('as asked');
});
await app.listen(listening);
