/** The playground as it is built, in a real browser. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildSite } from '../../scripts/build.js';
import { EXAMPLES } from '../../www/example-names.js';
import { toFragment } from '../../www/fragment.js';
import { ROOT, openBrowser, serve } from './site.js';

/** @typedef {import('puppeteer-core').Page} Page */

/** @type {import('puppeteer-core').Browser} */
let browser;
/** @type {{ origin: string, close: () => Promise<void> }} */
let site;
/** Every URL any page of these tests asked for. @type {string[]} */
const requested = [];

before(async () => {
  await buildSite();
  site = await serve(join(ROOT, 'www', 'build'));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** @param {string} [fragment] @param {{ width?: number, scheme?: string }} [options] */
async function open(fragment = '', { width = 1300, scheme = 'light' } = {}) {
  const page = await browser.newPage();
  page.on('request', (request) => requested.push(request.url()));
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(`${site.origin}/${fragment && `#${fragment}`}`);
  await settled(page);
  return { page, errors };
}

/** @param {Page} page @param {string} id */
async function choose(page, id) {
  await page.select('[data-control=example]', id);
  await settled(page);
}

/** Until the address holds the state: the last thing an evaluation does. @param {Page} page */
const settled = (page) => page.waitForSelector('#app[data-settled=yes]');

/** @param {Page} page */
const shown = (page) => page.evaluate(() => {
  const report = /** @type {HTMLElement} */ (document.querySelector('[data-report-id]'));
  const { verdict, code, error, parameter } = report.dataset;
  const now = /** @type {HTMLElement} */ (document.querySelector('[data-now]')).dataset.now;
  return { now, verdict, code: code ?? null, error: error ?? null, parameter: parameter ?? '' };
});

/** @param {Page} page @param {string} field @param {string} value */
async function type(page, field, value) {
  const selector = `[data-field="${field}"]`;
  await page.focus(selector);
  await page.$eval(selector, (each) => /** @type {HTMLInputElement} */ (each).select());
  await page.keyboard.press('Backspace');
  await page.type(selector, value);
}

/** @param {Page} page @param {string} verdict */
const becomes = (page, verdict) => page.waitForSelector(`[data-now="${verdict}"]`, { timeout: 5000 });

/** @param {string} file */
const casesOf = async (file) => JSON.parse(await readFile(join(ROOT, 'tests', 'cases', `${file}.json`), 'utf8'));

test('there are ten examples, and each shows the verdict its case states', async () => {
  assert.equal(EXAMPLES.length, 10);
  const { page, errors } = await open();
  for (const { file, name } of EXAMPLES) {
    const { expect } = (await casesOf(file)).find((/** @type {{ name: string }} */ each) => each.name === name);
    await choose(page, name);
    assert.deepEqual(await shown(page), {
      now: expect.verdict,
      verdict: expect.verdict,
      code: expect.cause?.code ?? null,
      error: expect.console?.error ?? null,
      parameter: expect.console?.parameter ?? '',
    }, name);
  }
  assert.deepEqual(errors, []);
  await page.close();
});

test('an edited header changes the verdict while typing, and the link restores it', async () => {
  const { page } = await open();
  await choose(page, 'allow-origin-trailing-slash');
  assert.equal((await shown(page)).verdict, 'blocked');
  await type(page, 'hops.0.request.headers', 'Access-Control-Allow-Origin: http://app.example');
  await becomes(page, 'allowed');
  await settled(page);
  const before = await page.evaluate(() => location.hash);
  await type(page, 'hops.0.request.headers', 'Access-Control-Allow-Origin: HTTP://app.example');
  await becomes(page, 'blocked');
  await settled(page);
  const link = (await page.evaluate(() => location.hash)).slice(1);
  await page.close();

  const { page: again } = await open(link);
  assert.equal((await shown(again)).verdict, 'blocked');
  assert.equal(await again.$eval('[data-field="hops.0.request.headers"]', (each) => /** @type {any} */ (each).value),
    'Access-Control-Allow-Origin: HTTP://app.example');
  assert.equal(await again.$('[data-notice]'), null);
  // Another link in the same page: followed like the first.
  await again.evaluate((hash) => { location.hash = hash; }, before);
  await becomes(again, 'allowed');
  await again.close();
});

test('the engine switch judges again, and travels in the link', async () => {
  const { page } = await open();
  await page.select('[data-control=engine]', 'standard');
  await page.waitForSelector('[data-report-id][data-engine=standard]');
  await settled(page);
  const link = (await page.evaluate(() => location.hash)).slice(1);
  await page.close();
  const { page: again } = await open(link);
  assert.equal(await again.$eval('[data-report-id]', (each) => each.getAttribute('data-engine')), 'standard');
  await again.close();
});

test('a redirect asks for the answer behind it, and hops come and go', async () => {
  const { page } = await open();
  await type(page, 'hops.0.request.status', '302');
  await type(page, 'hops.0.request.headers', 'Access-Control-Allow-Origin: *\nLocation: https://other.example/next');
  await page.waitForFunction(() =>
    document.querySelector('.hops code')?.textContent?.includes('https://other.example/next'));
  await becomes(page, 'undetermined');
  await page.click('[data-add-hop]');
  await becomes(page, 'blocked');
  await type(page, 'hops.1.request.headers', 'Access-Control-Allow-Origin: null');
  await becomes(page, 'allowed');
  await page.click('[data-remove-hop]');
  await becomes(page, 'undetermined');
  await page.close();
});

test('malformed lines and values are shown at their field, and the last report stays', async () => {
  const { page } = await open();
  const problem = (/** @type {string} */ field) =>
    page.waitForSelector(`[data-problem="${field}"]`, { timeout: 5000 })
      .then((each) => each?.evaluate((node) => node.textContent));
  await type(page, 'headers', 'X-Good: 1\nnothing');
  assert.match(await problem('headers') ?? '', /^line 2: no colon/);
  await becomes(page, 'unreadable');
  assert.ok(await page.$('[data-report-id]'));
  assert.equal(await page.$eval('[data-field=headers]', (each) => each.getAttribute('aria-invalid')), 'true');
  await type(page, 'headers', 'X-Good: 1');
  await page.waitForFunction(() => !document.querySelector('[data-problem]'));
  await type(page, 'hops.0.request.status', '2xx');
  assert.match(await problem('hops.0.request.status') ?? '', /100 to 999/);
  await type(page, 'hops.0.request.status', '200');
  await type(page, 'url', 'not a url');
  assert.match(await problem('url') ?? '', /url/);
  await type(page, 'url', 'https://api.example/');
  await page.waitForFunction(() => !document.querySelector('[data-problem]'));
  await type(page, 'origin', 'app');
  assert.match(await problem('origin') ?? '', /origin/);
  await page.close();
});

test('a broken link is said to be one, and the page works on', async () => {
  const bad = await toFragment({ scenario: { schema: 1, request: {}, exchanges: [] } });
  for (const [fragment, why] of /** @type {[string, RegExp][]} */ ([
    ['nonsense', /version/], ['9.z.abc', /version 9/], ['1.z.abcd', /damaged/],
    ['1.j.e30', /scenario/], [bad, /request\.url/],
  ])) {
    const { page, errors } = await open(fragment);
    assert.match(await page.$eval('[data-notice]', (each) => each.textContent ?? ''), why);
    await choose(page, EXAMPLES[1].name);
    assert.equal((await shown(page)).verdict, 'blocked');
    assert.equal(await page.$('[data-notice]'), null);
    assert.deepEqual(errors, []);
    await page.close();
  }
});

test('a link with a field the core does not know shows an error, never a broken page', async () => {
  const request = { url: 'https://api.example/', origin: 'https://app.example', mode: '<img src=x>', nonsense: 1 };
  const scenario = { schema: 1, request, exchanges: [] };
  const { page, errors } = await open(await toFragment({ scenario }));
  await becomes(page, 'unreadable');
  assert.ok(await page.$('[data-problem]'));
  assert.equal(await page.$('#app img'), null);
  assert.deepEqual(errors, []);
  await page.close();
});

test('light and dark, wide and narrow: nothing cut off, and axe finds nothing', async () => {
  const axe = await readFile(join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  /** @type {string[]} */
  const found = [];
  for (const scheme of ['light', 'dark']) {
    for (const width of [320, 1300]) {
      const { page } = await open('', { width, scheme });
      await choose(page, EXAMPLES[7].name);
      await page.evaluate(axe);
      const { faults, wide } = await page.evaluate(async () => {
        const { violations } = await /** @type {any} */ (globalThis).axe.run();
        return {
          faults: violations.map((/** @type {any} */ { id, nodes: [node] }) =>
            `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
          wide: document.documentElement.scrollWidth - innerWidth,
        };
      });
      for (const fault of faults) found.push(`${scheme} ${width}: ${fault}`);
      if (wide > 0) found.push(`${scheme} ${width}: ${wide} px too wide`);
      await page.close();
    }
  }
  assert.deepEqual(found, []);
});

test('the configuration for a server: worked out when it is opened, and again with every change', async () => {
  const { page, errors } = await open();
  await choose(page, 'allow-origin-trailing-slash');
  assert.equal(await page.$('[data-recipe]'), null);
  await page.click('.cs-recipes > summary');
  await page.waitForSelector('[data-recipe=nginx]');
  await page.select('[data-control=stack]', 'express');
  await page.waitForSelector('[data-recipe=express]');
  const text = () => page.$eval('[data-recipe=express] pre', (each) => each.textContent ?? '');
  assert.match(await text(), /origin: \['http:\/\/app\.example'\]/);
  await type(page, 'origin', 'http://other.example');
  await page.waitForFunction(() => document.querySelector('[data-recipe=express] pre')?.textContent?.includes('http://other.example'));
  assert.deepEqual(errors, []);
  await page.close();
});

test('no request left the page’s own origin', () => {
  assert.ok(requested.length > 0);
  assert.deepEqual(requested.filter((url) => !url.startsWith(`${site.origin}/`) && !url.startsWith('data:')), []);
});
