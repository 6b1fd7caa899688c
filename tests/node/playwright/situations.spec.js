// Pages that CORS stands in the way of, and others: which test has to fail, and with which Reports, `playwright.test.js` knows.
import { expect, test } from '../../../npm/matchers/playwright.js';
import { start } from './servers.js';

/** @type {Awaited<ReturnType<typeof start>>} */
let servers;
test.beforeAll(async () => { servers = await start(); });
test.afterAll(() => servers.stop());

/**
 * What the page's own script would do, all at once; it takes no notice of what fails.
 * @param {import('@playwright/test').Page | import('@playwright/test').Frame} page @param {[path: string, init?: RequestInit][]} calls
 */
const ask = (page, ...calls) => page.evaluate(
  (all) => Promise.all(all.map(([url, init]) => fetch(url, init).then(({ type }) => type, () => 'refused'))),
  calls.map(([path, init]) => /** @type {[string, any]} */ ([path.startsWith('http') ? path : servers.api + path, init])),
);

test('all is allowed', async ({ page }) => {
  await page.goto(servers.origin);
  expect(await ask(page, ['/orders'], ['/any'], ['/nothing', { mode: 'no-cors' }])).toEqual(['cors', 'cors', 'opaque']);
});

test('several are blocked, one is allowed', async ({ page }) => {
  await page.goto(servers.origin);
  expect(await ask(page, ['/slash'], ['/orders'], ['/nothing'], ['/no-options', { headers: { 'X-A': '1' } }], ['/no-put', { method: 'PUT' }]))
    .toEqual(['refused', 'cors', 'refused', 'refused', 'refused']);
});

test('XMLHttpRequest with credentials, and a redirect', async ({ page }) => {
  await page.goto(servers.origin);
  await page.evaluate((api) => new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open('GET', `${api}/any`);
    xhr.withCredentials = true;
    xhr.onloadend = resolve;
    xhr.send();
  }), servers.api);
  await ask(page, ['/moved']);
});

test('an image, in a frame', async ({ page }) => {
  await page.goto(servers.origin);
  await page.evaluate((origin) => new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.src = `${origin}/framed`;
    frame.onload = resolve;
    document.body.append(frame);
  }), servers.origin);
  await page.frames()[1].evaluate((api) => new Promise((resolve) => {
    Object.assign(document.body.appendChild(document.createElement('img')), { crossOrigin: 'anonymous', onerror: resolve, src: `${api}/nothing` });
  }), servers.api);
});

test('a page that the page opens', async ({ page }) => {
  await page.goto(servers.origin);
  const [opened] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => { window.open('/opened'); })]);
  await opened.waitForLoadState();
  // A page that opens is watched a moment later; until then the console alone tells.
  await opened.waitForTimeout(1000);
  await ask(opened, ['/slash']);
  await opened.close();
});

test('left under way when the test ends', async ({ page }) => {
  await page.goto(servers.origin);
  await page.evaluate((api) => { void fetch(`${api}/slash`); void fetch(`${api}/no-put`, { method: 'PUT' }); }, servers.api);
});

test('the page asks by itself', async ({ page }) => {
  await page.goto(`${servers.origin}/asking`);
});

test('the page is left, and closed', async ({ page }) => {
  await page.goto(servers.origin);
  await ask(page, ['/slash']);
  await page.goto(`${servers.origin}/elsewhere`);
  await page.close();
});

test.describe('some may be blocked', () => {
  test.use({ mayBeBlocked: [['/nothing', /\/no-p[a-z]+$/u], { scope: 'test' }] });

  test('and no others are', async ({ page }) => {
    await page.goto(servers.origin);
    await ask(page, ['/nothing'], ['/no-put', { method: 'PUT' }]);
  });

  test('but others are', async ({ page }) => {
    await page.goto(servers.origin);
    await ask(page, ['/nothing'], ['/slash'], ['/no-put', { method: 'PUT' }]);
  });
});

test.describe('a list that Playwright misreads', () => {
  test.use({ mayBeBlocked: ['/nothing', /\/slash$/u] });

  test('is said to be one', async ({ page }) => {
    await page.goto(servers.origin);
  });
});

test('what ends for another reason', async ({ page }) => {
  await page.goto(servers.origin);
  await page.route('**/aborted', (route) => route.abort());
  expect(await ask(page, ['http://localhost:1/'], ['/aborted'])).toEqual(['refused', 'refused']);
});

test('a mock of the test itself', async ({ page }) => {
  await page.goto(servers.origin);
  await page.route('**/mocked*', (route) => route.fulfill({ status: 200, headers: route.request().url().endsWith('?any') ? { 'Access-Control-Allow-Origin': '*' } : {} }));
  // Playwright adds what CORS asks for.
  expect(await ask(page, ['/mocked?any'], ['/mocked'])).toEqual(['cors', 'cors']);
});

test('it fails by itself, too', async ({ page }) => {
  await page.goto(servers.origin);
  expect(await ask(page, ['/slash'])).toEqual(['cors']);
});
