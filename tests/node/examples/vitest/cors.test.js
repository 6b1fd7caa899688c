import { accessTable } from 'corscope/vitest';
import { expect, test } from 'vitest';
import { broken, server } from './server.js';

const call = { from: 'https://app.example.com', path: '/orders', method: 'PUT', headers: { 'Content-Type': 'application/json' } };

test('the app may write orders', async () => {
  await expect(server).toAllowCors({ ...call, engines: ['chromium', 'firefox', 'webkit'] });
  await expect(server).toNeedPreflight(call);
  await expect(server).toExposeHeaders(['X-Total'], call);
  await expect(server).not.toAllowCors({ ...call, from: 'https://evil.example' });
  expect(await accessTable(server, { path: '/orders', origins: [call.from, 'null'], methods: ['GET', 'PUT'] })).toMatchInlineSnapshot(`
    "from                     GET                             PUT
    https://app.example.com  reads                           reads
    null                     blocked: allow-origin-mismatch  blocked: allow-origin-mismatch"
  `);
});

test('the broken server', async () => {
  await expect(broken).toAllowCors(call);
});
