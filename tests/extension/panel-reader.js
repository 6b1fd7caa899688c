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
 * @property {{ verdict: string, code: string }[]} alternatives under other assumptions
 */

/**
 * Chromium with devtools on the panel, and the demo's page in it.
 * @param {object} options
 * @param {string} options.extension the directory to load
 * @param {boolean} [options.headless]
 * @param {{ width: number, height: number }} [options.size] of the window
 * @param {(page: import('puppeteer-core').Page) => Promise<void>} [options.beforePanel] while devtools are open, and
 *   the panel was never shown
 */
export async function openPanel({ extension, headless = true, size, beforePanel }) {
  const demo = await startDemo();
  const browser = await launchChromium({ extension, args: demo.chromiumArgs, headless, ...size });
  try {
    const [page] = await browser.pages();
    if (!page) throw new Error('Chromium has no page');
    const devtools = await devtoolsOf(browser);
    if (beforePanel) {
      await devtoolsWatch(await extensionFrame(devtools, 'devtools.html'), page, demo.url);
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
      const best = rows.find(({ url }) => url.endsWith('/origin-trailing-slash')) ?? rows[0];
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
 * Loads the page until the devtools have seen it: on a busy machine they attach to it later than they appear.
 * @param {Frame} extension
 * @param {import('puppeteer-core').Page} page
 * @param {string} url
 */
async function devtoolsWatch(extension, page, url) {
  await poll('the page in the devtools', async () => {
    await page.goto(url);
    return extension.evaluate(async (wanted) => {
      const { network } = /** @type {any} */ (globalThis).chrome.devtools;
      /** @type {any} */
      const log = await new Promise((resolve) => network.getHAR(resolve));
      return log.entries.some((/** @type {any} */ entry) => entry.request.url === wanted);
    }, url);
  });
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
        alternatives: [...report.querySelectorAll('.cs-alternative')].map((element) => ({
          verdict: own(element).verdict ?? '',
          code: element.querySelector('.cs-tag')?.textContent ?? '',
        })),
        contradiction: report.querySelector('[data-contradiction]') !== null,
      };
    }, id),
  );
}
