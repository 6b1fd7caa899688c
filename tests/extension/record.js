// Records, for every demo situation, what devtools gives to an extension and what the browser says itself.
// Run by hand when Chromium changes: npm run record:har
// With ids of situations, only theirs are recorded anew.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../../scripts/demo/server.js';
import { ROOT } from '../../scripts/lib/steps.js';
import { devtoolsOf, extensionFrame, launchChromium, listen } from './devtools.js';

const OUT = new URL('../cases/har/chromium-demo.json', import.meta.url);

const demo = await startDemo();
const browser = await launchChromium({
  extension: fileURLToPath(new URL('./recorder', import.meta.url)),
  args: demo.chromiumArgs,
});
try {
  const [page] = await browser.pages();
  if (!page) throw new Error('Chromium has no page');
  const devtools = await devtoolsOf(browser);
  const recorder = await extensionFrame(devtools, 'devtools.html');
  const browserSays = await listen(page);
  await page.goto(demo.url);
  await page.waitForFunction(() => 'demo' in window);

  const ids = process.argv.slice(2);
  /** @type {{ situation: string }[]} */
  const kept = ids.length ? JSON.parse(await readFile(OUT, 'utf8')).recorded : [];
  const out = [];
  for (const situation of demo.situations) {
    if (ids.length && !ids.includes(situation.id)) {
      out.push(...kept.filter((one) => one.situation === situation.id));
      continue;
    }
    const before = {
      finished: (await take(recorder)).finished.length,
      issues: browserSays.issues.length,
      console: browserSays.console.length,
    };
    const result = await page.evaluate((id) => /** @type {any} */ (window).demo.run(id), situation.id);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const now = await take(recorder);
    const mine = (/** @type {string} */ url) => url.includes(`/${situation.id}`) && belongs(url, situation.id);
    const finished = now.finished.slice(before.finished).map(slim);
    out.push({
      situation: situation.id,
      page: result,
      browser: [...browserSays.verdicts.values()].filter((one) => mine(one.url)),
      issues: browserSays.issues.slice(before.issues),
      console: browserSays.console.slice(before.console),
      onRequestFinished: finished,
      getHAR: now.har
        .filter(
          (/** @type {any} */ entry) =>
            mine(entry.request.url) || finished.some((/** @type {any} */ one) => same(one, entry)),
        )
        .map(slim),
    });
    console.error(situation.id, result.outcome, result.detail);
  }
  const text = JSON.stringify({ browser: await browser.version(), recorded: out }, null, 1);
  // The driver's own frame of each stack names the folder this runs in.
  await writeFile(OUT, `${text.replaceAll(encodeURIComponent(ROOT), '')}\n`);
} finally {
  await browser.close();
  await demo.close();
}

/** @param {import('puppeteer-core').Frame} frame */
async function take(frame) {
  return JSON.parse(await frame.evaluate(() => /** @type {any} */ (globalThis).takeRecorded()));
}

/** @param {string} url @param {string} id */
function belongs(url, id) {
  const rest = url.slice(url.indexOf(`/${id}`) + id.length + 1);
  return rest === '' || /^[/?#]/.test(rest);
}

/** @param {any} a @param {any} b */
function same(a, b) {
  return (
    a.startedDateTime === b.startedDateTime && a.request.url === b.request.url && a.request.method === b.request.method
  );
}

/** Everything but the body. @param {any} entry */
function slim(entry) {
  const { text: _text, ...content } = entry.response.content ?? {};
  return { ...entry, response: { ...entry.response, content } };
}
