import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAllowsCors } from 'corscope/node-test';
import { broken, server } from './server.js';

const call = { from: 'https://app.example.com', path: '/orders/7', method: 'PATCH' };

test('the app may change an order', async () => {
  assert.equal((await server.inject({ method: 'PATCH', url: '/orders/7' })).statusCode, 200);
  await assertAllowsCors(server, call);
});

test('the broken server', async () => {
  assert.equal((await broken.inject({ method: 'PATCH', url: '/orders/7' })).statusCode, 200);
  await assertAllowsCors(broken, call);
});
