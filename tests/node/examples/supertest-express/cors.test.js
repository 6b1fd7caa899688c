import { test } from 'node:test';
import { assertAllowsCors } from 'corscope/node-test';
import request from 'supertest';
import { broken, server } from './server.js';

const call = { from: 'https://app.example.com', path: '/orders', credentials: true };

test('the app may read orders, signed in', async () => {
  const agent = request.agent(server);
  await agent.get('/orders').expect(200, []);
  await assertAllowsCors(agent, call);
  await assertAllowsCors(request(server), call);
});

test('the broken server', async () => {
  const agent = request.agent(broken);
  // All is well, as far as it can see.
  await agent.get('/orders').expect(200, []);
  await assertAllowsCors(agent, call);
});
