import { expect, test } from 'corscope/playwright';
import { start } from './server.js';

let servers;
test.beforeAll(async () => { servers = await start(); });
test.afterAll(() => servers.stop());

/** What the page's own script would do. */
const put = (page, path) => page.evaluate((url) => fetch(url, { method: 'PUT' }).then(() => 'saved', () => 'not saved'), servers.api + path);

test('the app may write orders', async ({ page }) => {
  await page.goto(servers.origin);
  expect(await put(page, '/orders')).toBe('saved');
  await expect(`${servers.api}/orders`).toAllowCors({ from: servers.origin, method: 'PUT' });
});

test.describe('what is meant to be blocked', () => {
  test.use({ mayBeBlocked: ['/invoices'] });

  test('the app may not write invoices', async ({ page }) => {
    await page.goto(servers.origin);
    expect(await put(page, '/invoices')).toBe('not saved');
  });
});

test('the broken server', async ({ page }) => {
  await page.goto(servers.origin);
  // The page says nothing about it; the browser does.
  await put(page, '/drafts');
});
