import 'corscope/vitest';
import { expect, test } from 'vitest';
import { broken, server } from './server.js';

const call = { from: 'https://app.example.com', path: '/orders' };

test('the app can read how many orders there are', async () => {
  await expect(server).toExposeHeaders(['X-Total'], call);
});

test('the broken server', async () => {
  await expect(broken).toExposeHeaders(['X-Total'], call);
});
