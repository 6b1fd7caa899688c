import Koa from 'koa';
import { authorization, listening, recipe } from './environment.js';

const app = new Koa();
app.silent = true;
app.use(recipe.allowOrigins);
app.use((context) => {
  if (context.path === '/private') {
    if (context.get('Authorization') !== authorization) context.throw(401);
    context.body = 'private';
  }
  if (context.path === '/ok') {
    context.set('X-Total-Count', '7');
    context.body = 'ok';
  }
  if (context.path === '/fail') throw new Error('as asked');
});
app.listen(listening.port, listening.host);
