/** The views in a real browser: strangers' data stays text, marks hold their bytes, long lists stay short. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { MARKUP, hostile, hostileRecipes, longValue, markedBytes } from './hostile-report.js';
import { ROOT, openBrowser } from './site.js';

/** @type {import('puppeteer-core').Browser} */
let browser;
/** @type {string} */
let script;

before(async () => {
  const bundle = await build({
    stdin: {
      contents: 'export * from "./npm/view/index.js"; export { html, render } from "lit";', resolveDir: ROOT,
    },
    bundle: true, format: 'iife', globalName: 'views', write: false, logLevel: 'warning',
  });
  script = bundle.outputFiles[0].text;
  browser = await openBrowser();
});
after(() => browser?.close());

/** @param {{ theme?: string, width?: number }} [options] */
async function openPage({ theme = 'light', width = 1200 } = {}) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 500 });
  await page.setContent(`<!doctype html><html lang="en" data-theme="${theme}"><title>views</title>
    <body class="corscope"><main id="root" style="height: 400px"></main>`);
  await page.addStyleTag({ path: `${ROOT}npm/view/theme.css` });
  await page.addScriptTag({ content: script });
  return page;
}

/** @param {import('puppeteer-core').Page} page @param {unknown} report */
const show = (page, report) => page.evaluate((given) => {
  const { views } = /** @type {any} */ (globalThis);
  views.render(views.reportView(given), document.getElementById('root'));
}, report);

test('a report full of markup, links and control bytes stays text', async () => {
  const page = await openPage();
  await show(page, hostile);
  const seen = await page.evaluate(() => ({
    pwned: 'pwned' in globalThis,
    injected: document.querySelectorAll('#root :is(img, script, iframe, style, object, embed, b)').length,
    links: [...document.querySelectorAll('#root a')].map((a) => /** @type {HTMLAnchorElement} */ (a).href),
    texts: document.getElementById('root')?.textContent ?? '',
    root: { .../** @type {HTMLElement} */ (document.querySelector('[data-report-id]')).dataset },
  }));
  assert.equal(seen.pwned, false);
  assert.equal(seen.injected, 0);
  assert.ok(seen.links.length > 0);
  assert.ok(seen.links.every((href) => href.startsWith('https://fetch.spec.whatwg.org/')), seen.links.join());
  assert.ok(seen.texts.split(MARKUP).length > 15);
  assert.deepEqual({ ...seen.root }, {
    reportId: '"><b>1', verdict: 'blocked', code: 'allow-origin-mismatch', header: 'Access-Control-Allow-Origin',
    error: 'AllowOriginMismatch', parameter: MARKUP, engine: 'chromium',
  });
  await page.close();
});

test('marks hold exactly their bytes, one inside another, and an absent header has its place', async () => {
  const page = await openPage();
  await show(page, hostile);
  const found = await page.evaluate(() => {
    const text = (/** @type {string} */ selector) => document.querySelector(selector)?.textContent;
    return {
      primary: text('[data-mark="0"][data-message="1"][data-line="1"][data-role="primary"]'),
      secondary: text('[data-mark="0"] [data-mark="1"][data-role="secondary"]'),
      ghost: text('[data-mark="1"][data-message="1"][data-line="end-of-headers"]'),
      line: text('[data-message-index="1"] [data-line-number="2"] .cs-raw'),
      unseen: [...document.querySelectorAll('.cs-mark .cs-unseen')].map((each) => each.getAttribute('data-show')),
      headers: [...document.querySelectorAll('[data-diagnostic]')].map((each) => each.getAttribute('data-header')),
    };
  });
  assert.equal(found.primary, markedBytes);
  assert.equal(found.secondary, '\0');
  assert.equal(found.ghost, 'no Access-Control-Allow-Origin here'.replace('Origin', 'Credentials'));
  assert.equal(found.line, `Set-Cookie: ${longValue}`);
  assert.deepEqual(found.unseen, ['\\x00', '→', '\\xA0', '\\x85']);
  assert.deepEqual(found.headers, ['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials']);
  await page.close();
});

test('a note and its bytes light up together, by pointer and by keyboard, in folded messages, too', async () => {
  const page = await openPage();
  const [asked, answered] = hostile.view.messages;
  const text = 'the preflight';
  await show(page, {
    ...hostile, diagnostics: hostile.diagnostics.slice(0, 1), fixes: [],
    notes: [
      { code: 'a', severity: 'warning', headline: [{ text: 'of the folded one' }], body: [{ text }], evidence: [], marks: [{ message: 0, line: 0, from: 0, to: 3 }] },
      { code: 'b', severity: 'info', headline: [{ text: 'missed' }], body: [{ text }], evidence: [], marks: [{ message: 1, line: 'end-of-headers', from: 0, to: 0 }] },
      { code: 'c', severity: 'info', headline: [{ text: 'without bytes' }], body: [{ text }], evidence: [], marks: [] },
    ],
    view: { messages: [asked, answered] },
  });
  const lit = () => page.evaluate(() => [...document.querySelectorAll('[data-lit]')].map((part) => {
    const { mark, note, diagnostic } = /** @type {HTMLElement} */ (part).dataset;
    return mark ? `mark ${mark}` : note ? `note ${note}` : `diagnostic ${diagnostic}`;
  }).sort());
  const isOpen = () => page.$eval('[data-message-index="0"]', (message) => /** @type {HTMLDetailsElement} */ (message).open);
  assert.deepEqual(await lit(), []);
  assert.equal(await isOpen(), false, 'a note opens nothing by itself');
  await page.focus('[data-note="a"]');
  assert.deepEqual([await lit(), await isOpen()], [['mark 1', 'note a'], true]);
  await page.focus('[data-mark="2"]');
  assert.deepEqual(await lit(), ['mark 2', 'note b']);
  await page.hover('[data-diagnostic="0"] .cs-headline');
  assert.deepEqual([...new Set(await lit())], ['diagnostic 0', 'mark 0']);
  await page.hover('[data-note="b"]');
  assert.deepEqual(await lit(), ['mark 2', 'note b']);
  await page.hover('[data-note="c"]');
  assert.deepEqual(await lit(), [], 'nothing to point at');
  assert.equal(await page.$eval('[data-note="c"]', (note) => note.getAttribute('tabindex')), null);
  assert.equal(await page.$eval('[data-mark="2"]', (ghost) => ghost.textContent), 'missed');
  await page.close();
});

test('50,000 calls: few elements, every key, the selected row in sight', async () => {
  const page = await openPage();
  await page.evaluate(() => {
    const { views } = /** @type {any} */ (globalThis);
    const rows = Array.from({ length: 50_000 }, (_, n) => ({
      id: `r${n}`, method: 'GET', url: `https://api.example/v1/items/${n}`, origin: 'https://app.example',
      verdict: n % 2 ? 'allowed' : 'blocked', code: n % 2 ? null : 'allow-origin-missing',
      header: n % 2 ? null : 'Access-Control-Allow-Origin', phase: null, status: 200,
      flags: ['preflighted', 'of-tomorrow'],
      startedAt: null, timing: { total: n, preflight: null },
    }));
    const state = { selected: null, opened: null, viewport: { scrollTop: 0, height: 0 } };
    const draw = () => views.render(views.callList({
      ...state, rows,
      onSelect: (/** @type {any} */ id) => { state.selected = id; draw(); },
      onOpen: (/** @type {any} */ id) => { state.opened = id; },
      onViewport: (/** @type {any} */ viewport) => { state.viewport = viewport; draw(); },
    }), document.getElementById('root'));
    Object.assign(globalThis, { state });
    draw();
  });
  await page.waitForFunction(() => document.querySelectorAll('[data-row-id]').length > 10);
  const look = () => page.evaluate(() => {
    const grid = /** @type {HTMLElement} */ (document.querySelector('[role=grid]'));
    const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
    const box = grid.getBoundingClientRect();
    const at = active?.getBoundingClientRect();
    return {
      rows: document.querySelectorAll('[data-row-id]').length,
      active: active?.dataset.rowId ?? null,
      selected: document.querySelector('[aria-selected="true"]')?.getAttribute('data-row-id') ?? null,
      inSight: Boolean(at && at.top >= box.top + at.height - 1 && at.bottom <= box.bottom + 1),
      state: /** @type {any} */ (globalThis).state,
      scrollable: grid.scrollHeight,
    };
  });
  const first = await look();
  assert.ok(first.rows < 60);
  assert.equal(first.scrollable, 50_001 * 22);
  const row = await page.$eval('[data-row-id=r0]', (each) => ({
    verdict: each.getAttribute('data-verdict'), code: each.getAttribute('data-code'), text: each.textContent ?? '',
  }));
  assert.deepEqual([row.verdict, row.code], ['blocked', 'allow-origin-missing']);
  assert.match(row.text, /Blocked[^]*GET[^]*Access-Control-Allow-Origin/);
  await page.focus('[role=grid]');
  for (const [key, id] of /** @type {[import('puppeteer-core').KeyInput, string][]} */ ([
    ['ArrowDown', 'r0'], ['ArrowDown', 'r1'], ['End', 'r49999'], ['ArrowUp', 'r49998'], ['Home', 'r0'],
    ['PageDown', 'r16'], ['PageDown', 'r32'], ['ArrowUp', 'r31'],
  ])) {
    await page.keyboard.press(key);
    const now = await look();
    assert.deepEqual([now.state.selected, now.active, now.selected, now.inSight], [id, id, id, true], key);
    assert.ok(now.rows < 60);
  }
  await page.keyboard.press('Enter');
  assert.equal((await look()).state.opened, 'r31');
  await page.$eval('[role=grid]', (grid) => { grid.scrollTop = 600_000; });
  await page.waitForSelector(`[data-row-id=r${Math.floor(600_000 / 22)}]`);
  const far = await look();
  assert.deepEqual([far.active, far.rows < 60], [null, true]);
  await page.click(`[data-row-id=r${Math.floor(600_000 / 22) + 3}]`);
  assert.equal((await look()).state.selected, `r${Math.floor(600_000 / 22) + 3}`);
  await page.close();
});

test('in a narrow list a header to blame is told by what is its own, uncut', async () => {
  const page = await openPage({ width: 555 });
  const cell = await page.evaluate(() => {
    const { views } = /** @type {any} */ (globalThis);
    const row = {
      id: 'r0', method: 'GET', url: 'https://api.example/a-long-way/to-go', origin: 'https://app.example', flags: [],
      verdict: 'blocked', code: 'allow-origin-missing', header: 'Access-Control-Allow-Origin', status: 200, timing: {},
    };
    const viewport = { scrollTop: 0, height: 300 };
    views.render(views.callList({ rows: [row], selected: null, viewport, onSelect() {}, onViewport() {} }),
      document.getElementById('root'));
    const blame = /** @type {HTMLElement} */ (document.querySelector('[data-row-id] [data-column=blame]'));
    return { seen: blame.innerText, whole: blame.title, cut: blame.scrollWidth > blame.clientWidth };
  });
  assert.deepEqual(cell, {
    seen: 'Allow-Origin', whole: 'Access-Control-Allow-Origin: allow-origin-missing', cut: false,
  });
});

test('copying works without the clipboard permission, and says so', async () => {
  const page = await openPage();
  await show(page, hostile);
  const copied = await page.evaluate(() => new Promise((resolve) => {
    document.addEventListener('copy', () => resolve(/** @type {any} */ (document.activeElement).value), { once: true });
    /** @type {HTMLElement} */ (document.querySelector('.cs-console .cs-copy')).click();
  }));
  assert.equal(copied, hostile.console.text);
  await page.waitForSelector('.cs-copy[data-copied]');
  await page.close();
});

test('recipes: the named server first, chosen by keyboard, copied by the letter, and never markup', async () => {
  const page = await openPage();
  await page.evaluate((recipes) => {
    const { views } = /** @type {any} */ (globalThis);
    /** @type {string[]} */
    const asked = [];
    Object.assign(globalThis, { asked });
    /** @type {any} */
    let report = { id: '1' };
    const draw = () => views.render(views.recipes(recipesOf(report)), document.getElementById('root'));
    const recipesOf = views.recipeShelf(async (/** @type {any} */ { id }) => {
      asked.push(id);
      if (id === 'bad') throw new Error('<b>no</b>');
      return id === 'none' ? [] : recipes;
    }, draw);
    Object.assign(globalThis, { another: (/** @type {string} */ id) => { report = { id }; draw(); } });
    draw();
  }, hostileRecipes);
  const seen = () => page.evaluate(() => {
    const text = (/** @type {string} */ selector) => document.querySelector(selector)?.textContent ?? null;
    return {
      asked: [.../** @type {any} */ (globalThis).asked], stack: document.querySelector('[data-recipe]')?.getAttribute('data-recipe') ?? null,
      tested: document.querySelector('[data-tested]')?.getAttribute('data-tested'),
      groups: [...document.querySelectorAll('optgroup')].map(({ label }) => label),
      files: [...document.querySelectorAll('.cs-file')].map((file) => file.querySelector('pre')?.textContent),
      copies: [...document.querySelectorAll('.cs-file .cs-copy')].map((each) => each.getAttribute('aria-label')),
      none: text('.cs-recipe-none'), injected: document.querySelectorAll('#root :is(img, script, b)').length,
      pwned: 'pwned' in globalThis,
    };
  });
  assert.deepEqual((await seen()).asked, []);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-recipe=a]');
  const first = await seen();
  assert.deepEqual([first.asked, first.tested, first.groups], [['1'], 'yes', ['Named by the answers', 'Hinted at by the answers', 'All others']]);
  assert.deepEqual(first.files, hostileRecipes[0].files.map((/** @type {any} */ { text }) => text));
  assert.deepEqual(first.copies, [`Copy ${MARKUP}`, 'Copy b']);
  assert.deepEqual([first.injected, first.pwned], [0, false]);
  const copied = await page.evaluate(() => new Promise((resolve) => {
    document.addEventListener('copy', () => resolve(/** @type {any} */ (document.activeElement).value), { once: true });
    /** @type {HTMLElement} */ (document.querySelector('.cs-file .cs-copy')).click();
  }));
  assert.equal(copied, hostileRecipes[0].files[0].text);

  await page.focus('[data-control=stack]');
  await page.keyboard.press('ArrowDown');
  await page.waitForSelector('[data-recipe=b]');
  await page.keyboard.press('ArrowDown');
  await page.waitForSelector('[data-recipe=c][data-tested=no]');
  // The next call begins closed, and asks for nothing; the server that was chosen is still the one.
  await page.evaluate(() => /** @type {any} */ (globalThis).another('2'));
  const closed = await seen();
  assert.deepEqual([closed.asked, closed.stack], [['1'], null]);
  await page.click('summary');
  await page.waitForSelector('[data-recipe=c]');

  for (const [id, words] of /** @type {const} */ ([['none', /There is none/], ['bad', /<b>no<\/b>/]])) {
    await page.evaluate((one) => /** @type {any} */ (globalThis).another(one), id);
    await page.click('summary');
    await page.waitForFunction((source) => new RegExp(source).test(document.querySelector('.cs-recipe-none')?.textContent ?? ''), {},
      words.source);
    assert.equal((await seen()).injected, 0);
  }
  await page.close();
});

test('light and dark, wide and narrow: nothing cut off, and axe finds nothing', async () => {
  const axe = await readFile(`${ROOT}node_modules/axe-core/axe.min.js`, 'utf8');
  /** @type {string[]} */
  const found = [];
  for (const theme of ['light', 'dark']) {
    for (const width of [320, 1200]) {
      const page = await openPage({ theme, width });
      await page.addScriptTag({ content: axe });
      for (const what of ['report', 'empty', 'list']) {
        const { faults, wide } = await page.evaluate(async ([report, view, found]) => {
          const { views, axe: checker } = /** @type {any} */ (globalThis);
          const rows = ['blocked', 'failed', 'rejected', 'undetermined', 'allowed'].map((verdict, id) => ({
            id: String(id), method: 'GET', url: 'https://api.example/', origin: null, verdict, code: null, header: null,
            phase: null, status: null, flags: [], startedAt: null, timing: { total: null, preflight: null },
          }));
          const recipes = { open: true, found, problem: '', stack: '', onOpen() {}, onStack() {} };
          const drawn = view === 'report' ? views.reportView(report, { recipesShown: recipes }) : view === 'empty' ? views.emptyState()
            : views.callList({
              rows, selected: '1', viewport: { scrollTop: 0, height: 300 }, onSelect() {}, onViewport() {},
            });
          const root = document.getElementById('root');
          views.render(drawn, root);
          for (const details of document.querySelectorAll('details')) details.open = true;
          const { violations } = await checker.run(root, { rules: { region: { enabled: false } } });
          return {
            faults: violations.map((/** @type {any} */ { id, nodes: [node] }) =>
            `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
            wide: document.documentElement.scrollWidth - innerWidth,
          };
        }, /** @type {const} */ ([hostile, what, hostileRecipes]));
        for (const fault of faults) found.push(`${what} ${theme} ${width}: ${fault}`);
        if (wide > 0) found.push(`${what} ${theme} ${width}: ${wide} px too wide`);
      }
      await page.close();
    }
  }
  assert.deepEqual(found, []);
});
