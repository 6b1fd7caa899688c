/**
 * Firefox, over WebDriver BiDi: every message of the console, with the key of its text (`CORSMissingAllowOrigin2`).
 *
 * The messages are read from the browser's own console service, in the browser's scope: BiDi's log events leave out
 * what a worker's requests caused.
 */
import puppeteer from 'puppeteer-core';
import { openRecorders } from '../captures/firefox.js';
import { FIREFOX } from '../../../../scripts/lib/browsers.js';

/** @typedef {import('../observe.js').Notes} Notes */

/** Nothing here touches CORS: pages stay on http, more connections are allowed, and the browser keeps to itself. */
const PREFS = {
  'dom.security.https_first': false,
  'dom.security.https_first_schemeless': false,
  'network.http.max-persistent-connections-per-server': 32,
  'network.http.max-connections': 900,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'media.autoplay.default': 0,
  // A kept preflight goes when its host is looked up anew (against DNS rebinding); how long a name is known is no matter of CORS.
  'network.dnsCacheExpiration': 3600,
};

const POLL_MS = 100;

/** Runs in the browser's scope. */
const LISTEN = `
  globalThis.labMessages = [];
  Services.console.registerListener({
    observe(message) {
      if (message instanceof Ci.nsIScriptError) labMessages.push([message.category, message.errorMessage]);
    },
  });
  undefined`;
const TAKE = 'JSON.stringify(labMessages.splice(0))';

/**
 * @param {string[]} urls the lab's pages to open @param {Notes} notes
 * @param {string} [recorder] folder of the extension that captures; then each tab has its devtools open
 * @returns {Promise<import('../observe.js').Driven>}
 */
export async function openFirefox(urls, notes, recorder) {
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: FIREFOX, headless: true,
    args: ['--remote-allow-system-access'], extraPrefsFirefox: PREFS,
  });
  /** @type {NodeJS.Timeout | undefined} */
  let polling;
  const close = async () => {
    clearTimeout(polling);
    await browser.close();
  };
  try {
    // Puppeteer has no door to the browser's scope; its connection does.
    const { connection } = /** @type {{ connection: { send: (method: string, parameters: object) => Promise<any> } }} */ (
      /** @type {unknown} */ (browser));
    const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const [{ context }] = tree.result.contexts;
    /** @param {string} expression @returns {Promise<any>} */
    const evaluate = async (expression) => {
      const { result } = await connection.send('script.evaluate', { expression, target: { context }, awaitPromise: true });
      if (result.exceptionDetails) throw new Error(result.exceptionDetails.text);
      return result.result?.value;
    };
    await evaluate(LISTEN);
    const flush = async () => {
      for (const [key, text] of JSON.parse(await evaluate(TAKE))) notes.keyed(key, text);
    };
    const poll = async () => {
      await flush();
      polling = setTimeout(() => poll().catch(() => {}), POLL_MS);
    };
    if (recorder !== undefined) await browser.installExtension(recorder);
    /** @type {{ page: import('puppeteer-core').Page, url: string }[]} */
    const pages = [];
    for (const url of urls) pages.push({ page: await browser.newPage(), url });
    const reload = async () => { for (const { page, url } of pages) await page.goto(url); };
    await reload();
    const taken = recorder === undefined ? undefined : await openRecorders(evaluate, pages.length);
    await poll();
    return { taken, reload, version: (await browser.version()).replace(/^firefox\//iu, ''), close, flush };
  } catch (error) {
    await close();
    throw error;
  }
}
