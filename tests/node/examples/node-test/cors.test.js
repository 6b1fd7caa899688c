import { test } from 'node:test';
import { assertAllowsCors, assertBlocksCors, assertNeedsPreflight } from 'corscope/node-test';
import { broken, server } from './server.js';

const call = { from: 'https://app.example.com', path: '/orders/7', method: 'DELETE' };

test('the app may delete an order, and nobody else', async () => {
  await assertNeedsPreflight(server, call);
  await assertAllowsCors(server, call);
  await assertBlocksCors(server, { ...call, from: 'https://evil.example' });
});

test('the broken server', async () => {
  await assertAllowsCors(broken, call);
});
