import cors from '@fastify/cors';
import Fastify from 'fastify';

const app = (options) => {
  const fastify = Fastify();
  fastify.register(cors, options);
  fastify.patch('/orders/:id', async () => ({}));
  return fastify;
};

const origin = 'https://app.example.com';
export const server = app({ origin, methods: ['GET', 'PATCH'] });
/** Its default is `GET,HEAD,POST`. */
export const broken = app({ origin });
