import express from 'express';
import { authorization, listening, recipe } from './environment.js';

const app = express();
app.use(recipe.allowOrigins);
app.use('/private', (request, response, next) => {
  if (request.headers.authorization === authorization) next();
  else response.status(401).end();
});
app.all('/private', (_, response) => void response.end('private'));
app.all('/ok', (_, response) => void response.set('X-Total-Count', '7').end('ok'));
app.all('/fail', () => {
  throw new Error('as asked');
});
app.listen(listening.port, listening.host);
