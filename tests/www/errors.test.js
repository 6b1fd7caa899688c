/** The error index as it is built, in a real browser; and what a finding says about its code, in place. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildSite } from '../../scripts/build.js';
import { codes, explainCode } from '../../npm/node.js';
import { inlineText } from '../../npm/view/inline.js';
import { ROOT, openBrowser, serve } from './site.js';

/** @type {import('puppeteer-core').Browser} */
let browser;
/** @type {{ origin: string, close: () => Promise<void> }} */
let site;
/** @type {string[]} */
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

/** @param {string} path @param {{ width?: number, scheme?: string }} [options] */
async function open(path, { width = 1200, scheme = 'light' } = {}) {
  const page = await browser.newPage();
  page.on('request', (request) => requested.push(request.url()));
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(`${site.origin}/${path}`);
  await page.waitForSelector(path.startsWith('errors') ? '.code' : '#app[data-settled=yes] [data-about]');
  return page;
}

/** @param {import('puppeteer-core').Page} page */
const look = (page) => page.evaluate(() => ({
  shown: [...document.querySelectorAll('.code > summary')].map(({ id }) => id),
  open: [...document.querySelectorAll('.code[open] > summary')].map(({ id }) => id),
  said: document.querySelector('output')?.textContent,
  focused: document.activeElement?.id,
  hash: location.hash,
  query: /** @type {HTMLInputElement} */ (document.querySelector('[data-control=search]')).value,
}));

test('the index has every code once, with its documentation', async () => {
  const page = await open('errors.html');
  const { shown, open: opened, said } = await look(page);
  assert.deepEqual([[...shown].sort(), opened, said], [[...codes()].sort(), [], `${shown.length} codes`]);
  const texts = await page.$$eval('.code', (all) => all.map((one) => one.textContent ?? ''));
  for (const [n, code] of shown.entries()) {
    const { happened, why, example, fix } = explainCode(code);
    const plain = (/** @type {any} */ part) => inlineText(part).replaceAll('`', '');
    for (const part of [plain(happened), plain(why), plain(fix), example]) assert.ok(texts[n].includes(part), `${code}: ${part}`);
  }
  await page.close();
});

test('an address is of one code, whatever is searched for', async () => {
  const page = await open('errors.html#preflight-status-not-ok');
  const first = await look(page);
  assert.deepEqual([first.open, first.focused], [['preflight-status-not-ok'], 'preflight-status-not-ok']);
  await page.type('[data-control=search]', 'CORSMissingAllowOrigin');
  const searched = await look(page);
  assert.ok(searched.shown.includes('allow-origin-missing') && !searched.shown.includes('network-dns'), searched.shown.join());
  await page.click('#allow-origin-missing');
  await page.waitForFunction(() => location.hash === '#allow-origin-missing');
  await page.evaluate(() => { location.hash = '#network-dns'; });
  await page.waitForSelector('[data-code=network-dns][open]');
  assert.deepEqual([(await look(page)).query, (await look(page)).focused], ['', 'network-dns']);
  await page.type('[data-control=search]', 'xyzzy preflight');
  const none = await look(page);
  assert.deepEqual([none.shown, none.said], [[], `0 of ${codes().length} codes`]);
  await page.close();
});

test('an address that names no code opens nothing', async () => {
  const page = await open('errors.html#%3Cimg%20src=x%3E');
  assert.deepEqual((await look(page)).open, []);
  await page.close();
});

test('a finding opens the documentation of its code in place, by keyboard, too', async () => {
  const page = await open('');
  const [code] = await page.$$eval('[data-diagnostic] [data-about]', (all) => all.map((one) => /** @type {HTMLElement} */ (one).dataset.about ?? ''));
  const at = `[data-diagnostic="0"] [data-about="${code}"]`;
  assert.equal(await page.$eval(at, (one) => /** @type {HTMLDetailsElement} */ (one).open), false);
  await page.focus(`${at} > summary`);
  await page.keyboard.press('Enter');
  assert.equal(await page.$eval(at, (one) => /** @type {HTMLDetailsElement} */ (one).open), true);
  assert.ok((await page.$eval(`${at} .cs-doc`, (doc) => doc.textContent ?? '')).includes(inlineText(explainCode(code).fix).replaceAll('`', '')));
  await page.click(`${at} .cs-copy`);
  await page.waitForSelector(`${at} .cs-copy[data-copied="yes"]`);
  await page.close();
});

test('light and dark, wide and narrow: nothing cut off, and axe finds nothing', async () => {
  const axe = await readFile(join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  /** @type {string[]} */
  const found = [];
  for (const scheme of ['light', 'dark']) {
    for (const width of [320, 1300]) {
      const page = await open('errors.html#allow-origin-mismatch', { width, scheme });
      await page.evaluate(axe);
      const { faults, wide } = await page.evaluate(async () => {
        const { violations } = await /** @type {any} */ (globalThis).axe.run();
        return {
          faults: violations.map((/** @type {any} */ { id, nodes: [node] }) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
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

test('nothing but the site itself is asked', () => {
  assert.deepEqual(requested.filter((url) => !url.startsWith(site.origin) && !url.startsWith('data:')), []);
});
