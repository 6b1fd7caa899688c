import 'reflect-metadata';
import { All, Controller, HttpCode, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { authorization, listening, recipe } from './environment.js';

class Api {
  ok() {
    return 'ok';
  }

  fail() {
    throw new Error('as asked');
  }

  private() {
    return 'private';
  }
}

/** As decorators would do it. @param {string} name @param {string} path */
function route(name, path) {
  const described = Object.getOwnPropertyDescriptor(Api.prototype, name);
  if (!described) throw new Error(name);
  All(path)(Api.prototype, name, described);
  HttpCode(200)(Api.prototype, name, described);
}
route('ok', 'ok');
route('fail', 'fail');
route('private', 'private');
Controller()(Api);

class App {}
Module({ controllers: [Api] })(App);

const app = await NestFactory.create(App, { logger: false });
app.enableCors(recipe.corsOptions);
app.use((/** @type {any} */ request, /** @type {any} */ response, /** @type {() => void} */ next) => {
  if (request.path === '/private' && request.headers.authorization !== authorization) return response.status(401).end();
  if (request.path === '/ok') response.set('X-Total-Count', '7');
  return next();
});
await app.listen(listening.port, listening.host);
