/**
 * Chromium, over CDP: its own CORS error of each request, and its console.
 */
import puppeteer from 'puppeteer-core';
import { openRecorders, withDevtools } from '../captures/chromium.js';
import { INSECURE, PORTS, SECURE } from '../places.js';
import { openSecureFrames } from './secure-frames.js';

/** @typedef {import('../observe.js').Notes} Notes */
/** @typedef {import('puppeteer-core').CDPSession} CDPSession */

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling', '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows', '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
  `--ip-address-space-overrides=127.0.0.1:${PORTS.public}=public,127.0.0.1:${PORTS.secure}=public`,
  `--host-resolver-rules=MAP *.${INSECURE} 127.0.0.1, MAP *.${SECURE} 127.0.0.1`,
];

/** @param {CDPSession} session @param {Notes} notes @param {boolean} [worker] */
async function listen(session, notes, worker = false) {
  session.on('Network.requestWillBeSent', ({ requestId, request }) => notes.sent(requestId, request.url));
  session.on('Network.loadingFailed', ({ requestId, errorText, blockedReason, corsErrorStatus }) => {
    notes.failed(requestId, { error: blockedReason ?? errorText, cors: corsErrorStatus ?? null });
  });
  session.on('Audits.issueAdded', ({ issue }) => {
    const details = issue.details.corsIssueDetails;
    if (details && !details.isWarning) notes.issue(details.request.url ?? '', details.corsErrorStatus);
  });
  session.on('Log.entryAdded', ({ entry }) => {
    // The line "Failed to load resource" carries its URL beside the text, and says nothing about the reason.
    if (entry.source !== 'network') notes.line(entry.text);
  });
  // Sandboxed frames and workers are targets of their own.
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const inner = session.connection()?.session(sessionId);
    if (inner) void listen(inner, notes, targetInfo.type === 'worker');
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  // A worker's console lines are told by its page, too.
  for (const domain of worker ? ['Network', 'Audits'] : ['Network', 'Audits', 'Log']) {
    await session.send(/** @type {any} */ (`${domain}.enable`));
  }
  await session.send('Runtime.runIfWaitingForDebugger');
}

/**
 * @param {string[]} urls the lab's pages to open @param {Notes} notes
 * @param {string} [recorder] folder of the extension that captures; then each tab has its devtools open
 * @returns {Promise<import('../observe.js').Driven>}
 */
export async function openChromium(urls, notes, recorder) {
  const frames = await openSecureFrames();
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, pipe: true,
    args: [...FLAGS, `--ignore-certificate-errors-spki-list=${frames.fingerprint}`],
    ...(recorder === undefined ? {} : withDevtools(recorder)),
  }).catch((error) => {
    frames.close();
    throw error;
  });
  const close = async () => { await browser.close(); frames.close(); };
  try {
    /** @type {{ page: import('puppeteer-core').Page, session: CDPSession, url: string }[]} */
    const pages = [];
    const [first] = await browser.pages();
    for (const url of urls) {
      // A window each: Chromium loads no media in a tab that was never seen.
      const page = pages.length ? await browser.newPage({ type: 'window' }) : first;
      const session = await page.createCDPSession();
      await listen(session, notes);
      pages.push({ page, session, url: `${url}&public` });
    }
    const taken = recorder === undefined ? undefined : await openRecorders(browser, pages.length);
    const reload = async () => { for (const { page, url } of pages) await page.goto(url); };
    await reload();
    return {
      taken,
      reload,
      // It takes the preflight cache along, which all pages share.
      forgetPreflights: async () => { await pages[0].session.send('Network.clearBrowserCache'); },
      version: (await browser.version()).replace(/^(Headless)?Chrome\//u, ''),
      close,
      // A CORS failure is told by the network, by an issue and in the console, in no order.
      isTold: ({ error, cors, issue, console: lines }) => (cors ? issue !== null && lines.length > 0 : error !== null),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
