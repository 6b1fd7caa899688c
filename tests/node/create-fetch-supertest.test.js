// What supertest gives as a `server`, by a URL, and by versions that tell less or do more than today's.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { test } from 'node:test';
import express from 'express';
// @ts-expect-error -- it has no types
import supertest from 'supertest';
import { createFetch } from '../../npm/node.js';

const ORIGIN = 'https://app.example.com';

const app = express();
app.get('/orders', (_, response) => { response.set('Access-Control-Allow-Origin', ORIGIN).send('express'); });

test('supertest’s `request(url)`', async () => {
  const server = http.createServer(app).listen(0);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const response = await createFetch({ origin: ORIGIN, server: supertest(`http://127.0.0.1:${port}`) })('http://api.example.com/orders');
  assert.equal(await response.text(), 'express');
  // One that listens stays where it is.
  await createFetch({ origin: ORIGIN, server: supertest(server) })('http://api.example.com/orders');
  assert.equal(server.listening, true);
  server.close();
});

test('a supertest that doesn’t tell its app: a TypeError that says what to pass', () => {
  const request = Object.fromEntries(['get', 'post', 'del', 'propfind', 'm-search'].map((name) => [name, () => ({})]));
  assert.throws(() => createFetch({ origin: ORIGIN, server: request }), { name: 'TypeError', message: /^server: .*`request\.agent\(app\)`$/u });
});

test('a supertest that has its server listen at once: not any longer', () => {
  let closed = false;
  const get = () => ({ app, _server: { listening: true, close() { closed = true; } } });
  createFetch({ origin: ORIGIN, server: { get, del: get, propfind: get, 'm-search': get } });
  assert.equal(closed, true);
});
