// Reads the panel's DOM: what a person at the panel sees of a call.
import { devtoolsOf, extensionFrame, launchChromium, listen, poll, selectPanel } from './devtools.js';
import { startDemo } from '../../scripts/demo/server.js';

/**
 * @typedef {import('puppeteer-core').Frame} Frame
 * @typedef {import('../../scripts/demo/situations.js').Situation} Situation
 *
 * @typedef {object} SeenMark
 * @property {string} diagnostic its index
 * @property {string} role
 * @property {string} line
 * @property {string} text the marked bytes
 * @property {string} of 'preflight' or 'request'
 * @property {string} kind 'request' or 'response'
 * @property {string} hop
 *
 * @typedef {object} SeenCall
 * @property {string} id
 * @property {string} url
 * @property {string} method
 * @property {string} verdict of the report
 * @property {string} listVerdict of the row
 * @property {string|null} code
 * @property {string|null} header
 * @property {string|null} error
 * @property {string|null} parameter
 * @property {string[]} headlines
 * @property {string[]} codes of all diagnostics
 * @property {SeenMark[]} marks
 * @property {string} text all the report says
 * @property {boolean} contradiction
 */

/**
 * Chromium with devtools on the panel, and the demo's page in it.
 * @param {object} options
 * @param {string} options.extension the directory to load
 * @param {boolean} [options.headless]
 * @param {(page: import('puppeteer-core').Page) => Promise<void>} [options.beforePanel] while devtools are open, and
 *   the panel was never shown
 */
export async function openPanel({ extension, headless = true, beforePanel }) {
  const demo = await startDemo();
  const browser = await launchChromium({ extension, args: demo.chromiumArgs, headless });
  try {
    const [page] = await browser.pages();
    if (!page) throw new Error('Chromium has no page');
    const devtools = await devtoolsOf(browser);
    if (beforePanel) {
      await extensionFrame(devtools, 'devtools.html');
      await page.goto(demo.url);
      await page.waitForFunction(() => 'demo' in window);
      await beforePanel(page);
    }
    await selectPanel(devtools, 'CORS');
    const panel = await extensionFrame(devtools, 'panel.html');
    await poll('the panel', () =>
      panel.evaluate(() => document.querySelector('[data-phase="ready"], [data-broken]') !== null),
    );
    const problem = await panel.evaluate(() => document.querySelector('[data-broken]')?.textContent ?? null);
    if (problem) throw new Error(problem);
    const browserSays = await listen(page);
    if (!beforePanel) await page.goto(demo.url);
    await page.waitForFunction(() => 'demo' in window);
    const close = async () => {
      await browser.close();
      await demo.close();
    };
    // For a picture: a call with marks in a preflight.
    const showBest = async () => {
      await setPanel(panel, { search: '' });
      const rows = await readRows(panel);
      const best = rows.find(({ url }) => belongsTo(url, 'origin-trailing-slash')) ?? rows[0];
      if (best) await readCall(panel, best.id);
    };
    return { demo, browser, page, devtools, panel, browserSays, close, showBest };
  } catch (error) {
    await browser.close();
    await demo.close();
    throw error;
  }
}

/**
 * Sets a checkbox, a filter or the search of the panel.
 * @param {Frame} panel
 * @param {{ sameOrigin?: boolean, blockedFirst?: boolean, preserve?: boolean, filter?: string,
 *   search?: string }} wishes
 */
export async function setPanel(panel, wishes) {
  await panel.evaluate((wanted) => {
    const boxes = { 'same-origin': wanted.sameOrigin, 'blocked-first': wanted.blockedFirst, preserve: wanted.preserve };
    for (const [id, on] of Object.entries(boxes)) {
      const box = /** @type {HTMLInputElement|null} */ (document.getElementById(id));
      if (box && on !== undefined && box.checked !== on) box.click();
    }
    if (wanted.filter !== undefined) {
      /** @type {HTMLElement|null} */ (document.querySelector(`[data-filter="${wanted.filter}"]`))?.click();
    }
    const search = /** @type {HTMLInputElement|null} */ (document.getElementById('search'));
    if (search && wanted.search !== undefined) {
      search.value = wanted.search;
      search.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  }, wishes);
}

/**
 * The rows in sight.
 * @param {Frame} panel
 * @returns {Promise<{ id: string, url: string, verdict: string, header: string|null, code: string|null,
 *   text: string }[]>}
 */
export function readRows(panel) {
  return panel.evaluate(() =>
    [...document.querySelectorAll('[data-row-id]')].map((element) => {
      const row = /** @type {HTMLElement} */ (element);
      return {
        id: row.dataset.rowId ?? '',
        url: row.querySelector('[data-column="url"]')?.getAttribute('title') ?? '',
        verdict: row.dataset.verdict ?? '',
        header: row.dataset.header ?? null,
        code: row.dataset.code ?? null,
        text: row.textContent ?? '',
      };
    }),
  );
}

/**
 * Selects a row as a click does, and reads the report that is shown then.
 * @param {Frame} panel
 * @param {string} id
 * @returns {Promise<SeenCall>}
 */
export async function readCall(panel, id) {
  return poll(`the report of ${id}`, () =>
    panel.evaluate((wanted) => {
      const row = /** @type {HTMLElement|null} */ (document.querySelector(`[data-row-id="${CSS.escape(wanted)}"]`));
      if (!row) return null;
      if (row.getAttribute('aria-selected') !== 'true') row.click();
      const report = /** @type {HTMLElement|null} */ (document.querySelector('[data-report-id]'));
      if (report?.dataset.reportId !== wanted) return null;
      const own = (/** @type {Element} */ element) => /** @type {HTMLElement} */ (element).dataset;
      return {
        id: wanted,
        url: row.querySelector('[data-column="url"]')?.getAttribute('title') ?? '',
        method: row.querySelector('[data-column="method"]')?.textContent?.trim() ?? '',
        listVerdict: row.dataset.verdict ?? '',
        verdict: report.dataset.verdict ?? '',
        code: report.dataset.code ?? null,
        header: report.dataset.header ?? null,
        error: report.dataset.error ?? null,
        parameter: report.dataset.parameter ?? null,
        headlines: [...report.querySelectorAll('.cs-headline')].map((element) => element.textContent?.trim() ?? ''),
        codes: [...report.querySelectorAll('[data-diagnostic]')].map((element) => own(element).code ?? ''),
        marks: [...report.querySelectorAll('.cs-lines [data-mark]:not([data-part="rest"])')].map((element) => {
          const message = element.closest('[data-message-index]');
          const place = message ? own(message) : {};
          const { mark = '', role = '', line = '' } = own(element);
          return {
            diagnostic: mark,
            role,
            line,
            // What is drawn for an absent header are our own words, not bytes.
            text: line === 'end-of-headers' ? '' : (element.textContent ?? ''),
            of: place.of ?? '',
            kind: place.kind ?? '',
            hop: place.hop ?? '',
          };
        }),
        text: report.textContent ?? '',
        contradiction: report.querySelector('[data-contradiction]') !== null,
      };
    }, id),
  );
}

/**
 * Runs a situation in the page and finds its row: the last one of that URL, when there are several.
 * @param {{ page: import('puppeteer-core').Page, panel: Frame }} opened
 * @param {Situation} situation
 */
export async function runSituation({ page, panel }, situation) {
  const outcome = await page.evaluate((id) => /** @type {any} */ (window).demo.run(id), situation.id);
  if (situation.expect.entry === false) return { outcome, row: null };
  await setPanel(panel, { search: `/${situation.id}` });
  const rows = await poll(`a row for ${situation.id}`, async () => {
    const mine = (await readRows(panel)).filter(({ url }) => belongsTo(url, situation.id));
    return mine.length > 0 ? mine : null;
  });
  return { outcome, row: rows.at(-1) ?? null };
}

/**
 * @typedef {object} Result
 * @property {Situation} situation
 * @property {SeenCall|null} seen
 * @property {import('./devtools.js').Verdict|null} browser what the browser says of that very request
 * @property {{ corsError: string, failedParameter: string }|null} blockedByCors also when there was no request
 * @property {string} said the same in words
 */

/**
 * Runs all situations, and reads the panel and the browser for each.
 * @param {Awaited<ReturnType<typeof openPanel>>} opened
 * @returns {Promise<Result[]>}
 */
export async function resultsOf(opened) {
  const { demo, panel, browserSays } = opened;
  // In the order of their start, and all of them: the last row of a URL is the call that counts.
  await setPanel(panel, { sameOrigin: true, blockedFirst: false, filter: 'all' });
  const results = [];
  for (const situation of demo.situations) {
    const issuesBefore = browserSays.issues.length;
    const { row } = await runSituation(opened, situation);
    // A beacon's page does not wait for its end.
    const browser = await ended(opened, situation);
    const last =
      row && situation.requests.some(({ via }) => via === 'beacon') ? await runSettled(panel, situation) : row;
    const seen = last ? await readCall(panel, last.id) : null;
    const issue = browserSays.issues.slice(issuesBefore).find(({ code }) => code === 'CorsIssue');
    const blockedByCors = browser?.corsErrorStatus ?? issue?.details.corsIssueDetails.corsErrorStatus ?? null;
    results.push({ situation, seen, browser, blockedByCors, said: inWords(browser, blockedByCors) });
  }
  await setPanel(panel, { sameOrigin: false, blockedFirst: true, filter: 'all', search: '' });
  return results;
}

/** @param {Frame} panel @param {Situation} situation */
async function runSettled(panel, situation) {
  return poll(`the last row of ${situation.id}`, async () => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    return (await readRows(panel)).filter(({ url }) => belongsTo(url, situation.id)).at(-1);
  });
}

/**
 * @param {Awaited<ReturnType<typeof openPanel>>} opened
 * @param {Situation} situation
 */
async function ended({ browserSays }, situation) {
  if (situation.expect.entry === false) return null;
  const last = () =>
    [...browserSays.verdicts.values()]
      .filter(({ url, preflight }) => !preflight && belongsTo(url, situation.id))
      .sort((a, b) => Number(a.corsErrorStatus !== null) - Number(b.corsErrorStatus !== null))
      .at(-1) ?? null;
  // A body nobody reads never ends: its answer is there all the same.
  await poll(
    `the browser's word on ${situation.id}`,
    async () => last() && (last()?.end !== 'pending' || last()?.status !== null),
  );
  return last();
}

/**
 * @param {import('./devtools.js').Verdict|null} browser
 * @param {{ corsError: string, failedParameter: string }|null} cors
 */
function inWords(browser, cors) {
  if (cors) return cors.failedParameter ? `${cors.corsError} (${cors.failedParameter})` : cors.corsError;
  if (!browser) return 'nothing';
  return browser.end === 'failed' ? (browser.errorText ?? 'failed') : `${browser.status}`;
}

/** @param {string} url @param {string} id */
export function belongsTo(url, id) {
  const at = url.indexOf(`/${id}`);
  return at >= 0 && /^(?:[/?#].*)?$/.test(url.slice(at + id.length + 1));
}
