// The real extension in the real devtools of the real browser: what the panel shows against what the browser says.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { extensionFrame, poll, setDevtoolsTheme } from './devtools.js';
import { judge } from './judge.js';
import { openPanel, readCall, readRows, setPanel } from './panel-reader.js';
import { resultsOf } from './results.js';

const extension = process.env.CORSCOPE_EXTENSION ?? fileURLToPath(new URL('../../extension/build', import.meta.url));
if (!existsSync(extension)) throw new Error('extension/build is missing: npm run build');

const opened = await openPanel({ extension });
after(() => opened.close());
const { demo, page, panel, devtools } = opened;

const results = await resultsOf(opened);

for (const result of results) {
  const { situation, said } = result;
  test(`${situation.id}: ${said}`, () => assert.deepEqual(judge(result), []));
}

test('at least 18 different error names were seen, by the browser and in the panel', () => {
  const names = (/** @type {(string|null|undefined)[]} */ all) => new Set(all.filter(Boolean)).size;
  assert.ok(names(results.map(({ blockedByCors }) => blockedByCors?.corsError)) >= 18);
  assert.ok(names(results.map(({ seen }) => seen?.error)) >= 18);
});

test('what is unclear names the fact that is missing', () => {
  for (const { situation, seen } of results) {
    if (seen?.verdict !== 'undetermined') continue;
    assert.ok(seen.headlines.length > 0, situation.id);
  }
});

test('a call that leaves no entry is explained in the help', async () => {
  await setPanel(panel, { search: '' });
  await panel.evaluate(() => /** @type {HTMLElement|null} */ (document.querySelector('#close'))?.click());
  const text = await poll('the help', () => panel.evaluate(() => document.querySelector('.cs-no-entry')?.textContent));
  for (const word of ['same-origin', 'scheme', 'Content Security Policy', 'mixed content', 'opaque'])
    assert.ok(text.includes(word), word);
});

test('a URL that a captured page may not call is judged where its call left no entry', async () => {
  const asked = async (/** @type {string} */ id) => {
    const url = demo.situations.find((one) => one.id === id)?.requests[0]?.url ?? '';
    await panel.evaluate((typed) => {
      const details = /** @type {HTMLDetailsElement} */ (document.querySelector('.cs-no-entry'));
      details.open = true;
      const input = /** @type {HTMLInputElement} */ (details.querySelector('[data-ask]'));
      input.value = typed;
      input.dispatchEvent(new Event('input'));
    }, url);
    return poll(`an answer on ${id}`, () => panel.evaluate((typed) => {
      const input = /** @type {HTMLInputElement|null} */ (document.querySelector('[data-ask]'));
      const answer = document.querySelector('[data-answer]');
      if (input?.value !== typed || !answer?.textContent?.trim()) return null;
      return [...answer.querySelectorAll('[data-note]')].map((note) => (
        `${note.getAttribute('data-note')}: ${note.textContent}`)).join(' ') || answer.textContent;
    }, url));
  };
  assert.match(await asked('policy'), /^network-csp: .*\/policy\/frame\.html.*connect-src 'self'/su);
  assert.match(await asked('mixed-content'), /network-mixed-content: .*https:\/\/public\.example\/frame\.html/su);
  assert.match(await asked('same-origin'), /Neither the address/u);
});

test('blocked calls come first in the list', async () => {
  await setPanel(panel, { blockedFirst: true, search: '', filter: 'all' });
  const [first] = await readRows(panel);
  assert.equal(first?.verdict, 'blocked');
});

test('the keyboard moves the selection', async () => {
  const [first, second] = await readRows(panel);
  assert.ok(first && second);
  await readCall(panel, first.id);
  await panel.focus('[role="grid"]');
  await panel.page().keyboard.press('ArrowDown');
  await poll('the next report', () =>
    panel.evaluate(
      (id) => /** @type {HTMLElement|null} */ (document.querySelector('[data-report-id]'))?.dataset.reportId === id,
      second.id,
    ),
  );
});

test('the place that made the call is named as people count, and opened as devtools count', async () => {
  const lines = (await readFile(new URL('../../scripts/demo/public/run.js', import.meta.url), 'utf8')).split('\n');
  const index = lines.findIndex((line) => line.includes('await fetch('));
  const row = (await readRows(panel)).find(({ url }) => url.endsWith('/no-header'));
  assert.ok(row);
  await readCall(panel, row.id);
  const seen = await panel.evaluate(() => {
    const { corscopeDevtools } = /** @type {any} */ (window);
    const link = /** @type {HTMLElement} */ (document.querySelector('.panel-source'));
    const { openResource } = corscopeDevtools;
    /** @type {any[]} */
    let opened = [];
    corscopeDevtools.openResource = (/** @type {any[]} */ ...place) => (opened = place);
    link.click();
    corscopeDevtools.openResource = openResource;
    return { text: link.textContent?.trim(), opened };
  });
  assert.equal(seen.text, `run.js:${index + 1}`);
  assert.deepEqual(seen.opened.slice(1), [index, lines[index]?.indexOf('fetch(')]);
});

test('the configuration for a server stands with the fixes, once it is asked for', async () => {
  const row = (await readRows(panel)).find(({ url }) => url.endsWith('/no-header'));
  assert.ok(row);
  await readCall(panel, row.id);
  assert.equal(await panel.$('[data-recipe]'), null);
  await panel.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.cs-recipes > summary')).click());
  const text = await poll('the recipe', () => panel.evaluate(() => document.querySelector('[data-recipe] pre')?.textContent));
  assert.ok(text.includes(new URL(demo.url).origin), text);
  await panel.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('.cs-recipes > summary')).click());
  await poll('closed again', () => panel.evaluate(() => document.querySelector('[data-recipe]') === null));
});

test('a filter lists only what passes it', async () => {
  await setPanel(panel, { filter: 'not-cors' });
  const rows = await readRows(panel);
  assert.ok(rows.length > 0);
  assert.deepEqual([...new Set(rows.map(({ verdict }) => verdict))], ['failed']);
  await setPanel(panel, { filter: 'all' });
});

test('clear empties the list, and new calls come again', async () => {
  await panel.click('#clear');
  await poll('the empty state', () => panel.evaluate(() => document.querySelector('[data-empty]') !== null));
  await page.evaluate(() => /** @type {any} */ (window).demo.run('no-header'));
  await oneRow('/no-header');
});

test('leaving the page clears the list, and the calls of the next page are listed', async () => {
  await page.goto(`${demo.url}?two`);
  await poll('the empty list', async () => (await readRows(panel)).length === 0);
  assert.ok(await navigatedTo('?two'));
  await page.waitForFunction(() => 'demo' in window);
  await page.evaluate(() => /** @type {any} */ (window).demo.run('origin-trailing-slash'));
  await oneRow('/origin-trailing-slash');
});

test('a reload does the same', async () => {
  await page.reload();
  await poll('the empty list', async () => (await readRows(panel)).length === 0);
  await page.waitForFunction(() => 'demo' in window);
  await page.evaluate(() => /** @type {any} */ (window).demo.run('no-header'));
  await oneRow('/no-header');
});

test('a preflight of the page before is known to serve this one', async () => {
  await page.evaluate(() => /** @type {any} */ (window).demo.run('cached-preflight'));
  await page.reload();
  await page.waitForFunction(() => 'demo' in window);
  await page.evaluate(() => /** @type {any} */ (window).demo.run('cached-preflight'));
  const rows = await poll('both calls', async () => {
    const mine = (await readRows(panel)).filter(({ url }) => url.endsWith('/cached-preflight'));
    return mine.length === 2 ? mine : null;
  });
  for (const { id } of rows) assert.match((await readCall(panel, id)).text, /preflight cache/);
  await page.reload();
  await page.waitForFunction(() => 'demo' in window);
  await page.evaluate(() => /** @type {any} */ (window).demo.run('no-header'));
  await oneRow('/no-header');
});

test('with the log preserved, calls and selection outlive the page', async () => {
  await setPanel(panel, { preserve: true });
  const [row] = await readRows(panel);
  assert.ok(row);
  await readCall(panel, row.id);
  await page.goto(`${demo.url}?three`);
  await poll('the note', () => navigatedTo('?three'));
  await page.waitForFunction(() => 'demo' in window);
  await page.evaluate(() => /** @type {any} */ (window).demo.run('get-wildcard'));
  await poll('both rows', async () => (await readRows(panel)).length === 2);
  assert.equal((await readCall(panel, row.id)).id, row.id);
  await setPanel(panel, { preserve: false });
});

test('a script that mentions what no entry shows leaves a verdict open, and none is a reason', async () => {
  await page.goto(`${demo.url}?four`);
  await poll('the note', () => navigatedTo('?four'));
  await page.waitForFunction(() => 'demo' in window);
  const run = () => page.evaluate(() => /** @type {any} */ (window).demo.run('preflight-wildcard-credentials'));
  await run();
  const [{ id }] = await poll('the row', async () => {
    const rows = await readRows(panel);
    return rows.some(({ verdict }) => verdict === 'blocked') && rows;
  });
  assert.equal((await readCall(panel, id)).verdict, 'blocked');
  await poll('the reason', () =>
    panel.evaluate(() =>
      document.querySelector('[data-fact=targetAddressSpace]')?.textContent?.includes('no script that this page loaded'),
    ),
  );
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.src = URL.createObjectURL(new Blob(['const later = { targetAddressSpace: "local" };']));
    return new Promise((done) => {
      script.onload = () => done(null);
      document.head.append(script);
    });
  });
  await run();
  await poll('both to be open', async () => {
    const rows = await readRows(panel);
    return rows.length === 2 && rows.every(({ verdict }) => verdict === 'undetermined');
  });
  const { alternatives } = await readCall(panel, id);
  for (const reading of ['blocked', 'failed']) assert.ok(alternatives.some(({ verdict }) => verdict === reading), reading);
});

test('the panel follows the theme of the devtools', async () => {
  for (const theme of ['dark', 'light']) {
    await setDevtoolsTheme(devtools, theme);
    await poll(`the ${theme} theme`, () =>
      panel.evaluate((wanted) => document.documentElement.dataset.theme === wanted, theme),
    );
  }
});

test('what happened before the panel was first shown is listed, too', async () => {
  const other = await openPanel({
    extension,
    beforePanel: async (before) => {
      await before.evaluate(() => /** @type {any} */ (window).demo.run('origin-list'));
      await before.evaluate(() => /** @type {any} */ (window).demo.run('put-preflighted'));
    },
  });
  try {
    await poll('the earlier calls', async () => {
      const urls = (await readRows(other.panel)).map(({ url }) => url);
      return urls.length === 2 && urls.some((url) => url.endsWith('/origin-list'));
    });
    await extensionFrame(other.devtools, 'devtools.html');
  } finally {
    await other.close();
  }
});

/** @param {string} end */
function navigatedTo(end) {
  return panel.evaluate((wanted) => {
    const note = /** @type {HTMLElement|null} */ (document.querySelector('[data-navigated]'));
    return note?.dataset.navigated?.endsWith(wanted) ?? false;
  }, end);
}

/** @param {string} end */
async function oneRow(end) {
  await poll(`one row, ${end}`, async () => {
    const rows = await readRows(panel);
    return rows.length === 1 && rows[0]?.url.endsWith(end);
  });
}
