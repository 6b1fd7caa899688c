import { Hono } from 'hono';
import { serve } from '@hono/node-server';
import { authorization, listening, recipe } from './environment.js';

const app = new Hono();
app.use(recipe.allowOrigins);
app.use('/private', async (context, next) => {
  if (context.req.header('Authorization') !== authorization) return context.text('', 401);
  return next();
});
app.all('/private', (context) => context.text('private'));
app.all('/ok', (context) => context.text('ok', 200, { 'X-Total-Count': '7' }));
app.all('/fail', () => {
  throw new Error('as asked');
});
serve({ fetch: app.fetch, port: listening.port, hostname: listening.host });
