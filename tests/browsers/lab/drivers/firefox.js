/**
 * Firefox, over WebDriver BiDi: every message of the console, with the key of its text (`CORSMissingAllowOrigin2`).
 *
 * The messages are read from the browser's own console service, in the browser's scope: BiDi's log events leave out
 * what a worker's requests caused.
 */
import puppeteer from 'puppeteer-core';
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
 * @param {string[]} pages the lab's pages to open @param {Notes} notes
 * @returns {Promise<{ version: string, close: () => Promise<void>, flush: () => Promise<void> }>}
 */
export async function openFirefox(pages, notes) {
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
      const { result } = await connection.send('script.evaluate', { expression, target: { context }, awaitPromise: false });
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
    for (const url of pages) await (await browser.newPage()).goto(url);
    await poll();
    return { version: (await browser.version()).replace(/^firefox\//iu, ''), close, flush };
  } catch (error) {
    await close();
    throw error;
  }
}
