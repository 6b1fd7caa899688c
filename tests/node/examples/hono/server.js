import { Hono } from 'hono';
import { cors } from 'hono/cors';

const app = (options) => new Hono()
  .use(cors({ origin: 'https://app.example.com', ...options }))
  .get('/orders', (c) => c.json([], 200, { 'X-Total': '0' }));

export const server = app({ exposeHeaders: ['X-Total'] });
/** The header is there, but not for script. */
export const broken = app({});
