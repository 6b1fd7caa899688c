/** Every case's Report, drawn in a real browser: each mark stands in the document and holds its bytes. */
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { explain } from '../../npm/node.js';
import { ROOT, openBrowser } from './site.js';

/** @type {import('puppeteer-core').Browser} */
let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

async function reports() {
  const folder = join(ROOT, 'tests', 'cases');
  const found = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json'))) {
    for (const { name, scenario, engine } of JSON.parse(await readFile(join(folder, file), 'utf8'))) {
      found.push({ name, report: explain(scenario, { engine }) });
    }
  }
  return found;
}

test('each mark of each case is drawn where the Report says', async (t) => {
  const all = await reports();
  assert.ok(all.length > 0);
  const bundle = await build({
    stdin: {
      contents: 'export { reportView } from "./npm/view/index.js"; export { render } from "lit";',
      resolveDir: ROOT,
    },
    bundle: true, format: 'iife', globalName: 'views', write: false, logLevel: 'warning',
  });
  const page = await browser.newPage();
  await page.addScriptTag({ content: bundle.outputFiles[0].text });
  const wrong = await page.evaluate((given) => {
    const { views } = /** @type {any} */ (globalThis);
    /** @type {string[]} */
    const faults = [];
    for (const { name, report } of given) {
      views.render(views.reportView(report), document.body);
      const root = /** @type {HTMLElement} */ (document.querySelector('[data-report-id]'));
      if (root.dataset.verdict !== report.verdict) faults.push(`${name}: verdict`);
      if (root.dataset.error !== report.console?.error) faults.push(`${name}: console error`);
      const count = document.querySelectorAll('[data-diagnostic]').length;
      if (count !== report.diagnostics.length) faults.push(`${name}: count`);
      if (document.body.textContent?.includes('[object Object]')) faults.push(`${name}: an object drawn as text`);
      report.diagnostics.forEach((/** @type {any} */ diagnostic, /** @type {number} */ n) => {
        const shown = /** @type {HTMLElement} */ (document.querySelector(`[data-diagnostic="${n}"]`));
        if (shown.dataset.code !== diagnostic.code) faults.push(`${name}: code of ${n}`);
        for (const mark of [diagnostic.primary, ...diagnostic.secondary]) {
          const role = mark === diagnostic.primary ? 'primary' : 'secondary';
          const drawn = [...document.querySelectorAll(`[data-mark="${n}"][data-message="${mark.message}"]`
            + `[data-line="${mark.line}"][data-role="${role}"]`)];
          const message = report.view.messages.find((/** @type {any} */ each) => each.index === mark.message);
          const where = `${name}: ${diagnostic.code} ${role} ${mark.message}:${mark.line}:${mark.from}-${mark.to}`;
          if (drawn.length === 0) faults.push(`${where} is not drawn`);
          if (mark.line === 'end-of-headers') continue;
          const line = mark.line === 0 ? message.startLine : message.lines[mark.line - 1].join(': ');
          const bytes = line.slice(mark.from, mark.to);
          if (bytes.length !== mark.to - mark.from) faults.push(`${where} is outside its line`);
          const texts = drawn.map((each) => each.textContent);
          // A mark cut by another one is in pieces; several marks of one diagnostic may share a line.
          const held = texts.includes(bytes) || texts.join('').includes(bytes);
          if (!held) faults.push(`${where} holds ${texts.join('|')}`);
        }
      });
    }
    return faults;
  }, /** @type {any} */ (all));
  assert.deepEqual(wrong, []);
  t.diagnostic(`${all.length} reports`);
});
