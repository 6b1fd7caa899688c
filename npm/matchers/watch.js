/** Watches what a page's requests come to: in Chromium by the network's own log, elsewhere by what the console says. */
import { setTimeout } from 'node:timers/promises';
import { openCapture } from '../node.js';
import { CdpLog } from './cdp-log.js';
import { isRefusal } from './console-lines.js';

/** @typedef {import('../types.js').Report} Report */

const PATIENCE_MS = 2000;
/** For answers that are still to come: a page may well ask for one that never does. */
const UNDER_WAY_MS = 1000;
const STEP_MS = 50;

/** A page that is closed has nothing to tell. @param {any} session */
const enable = (session) => session.send('Network.enable').catch(() => {});

/** @param {any} context Playwright's BrowserContext @param {string} browserName */
export function watch(context, browserName) {
  /** @type {string[]} */
  const lines = [];
  const log = browserName === 'chromium' ? new CdpLog() : null;
  /** @type {Promise<void>[]} */
  const attached = [];
  /** @type {any[]} */
  const sessions = [];

  /** @param {any} page */
  const add = async (page) => {
    page.on('console', (/** @type {any} */ message) => {
      const text = message.text();
      if (message.type() === 'error' && isRefusal(text)) lines.push(text);
    });
    if (!log) return;
    // A page that is closed before it is watched has nothing to tell.
    const session = await context.newCDPSession(page).catch(() => null);
    if (!session) return;
    log.listen(session);
    sessions.push(session);
    await enable(session);
  };
  const adding = (/** @type {any} */ page) => void attached.push(add(page));
  context.on('page', adding);
  context.pages().forEach(adding);

  const blocked = () => {
    const capture = openCapture();
    capture.add(log?.entries() ?? []);
    const reports = capture.rows().filter(({ verdict }) => verdict === 'blocked').map(({ id }) => capture.report(id));
    const urls = reports.flatMap(({ request, sent }) => [request.url, ...sent.map(({ url }) => url)]);
    return { reports, lines: lines.filter((line) => !urls.some((url) => line.includes(url))) };
  };

  return {
    /** Ends when all pages that there are now are watched. */
    async ready() {
      await Promise.all(attached);
    },

    /**
     * @returns {Promise<{ reports: Report[], lines: string[] }>} the calls that CORS blocked; and what the console says of others,
     *   whose messages were not seen
     */
    async blocked() {
      // What was asked for in the last moment is told before a question that is asked now.
      await Promise.all(sessions.map(enable));
      for (let waited = 0; log?.isWaiting() && waited < UNDER_WAY_MS; waited += STEP_MS) await setTimeout(STEP_MS);
      let found = blocked();
      // The console is told first, the network's log after it.
      for (let waited = 0; log && found.lines.length > 0 && waited < PATIENCE_MS; waited += STEP_MS) {
        await setTimeout(STEP_MS);
        found = blocked();
      }
      return found;
    },
  };
}
