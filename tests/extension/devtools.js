// Drives a real Chromium with real devtools and a real extension, and listens to what the browser itself says.
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

/**
 * @typedef {import('puppeteer-core').Browser} Browser
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('puppeteer-core').Frame} Frame
 * @typedef {import('puppeteer-core').CDPSession} CDPSession
 *
 * @typedef {object} Verdict what the browser says about one request, redirects included
 * @property {string} requestId
 * @property {string} url the first one
 * @property {string} method
 * @property {string} type
 * @property {boolean} preflight
 * @property {'finished'|'failed'|'pending'} end
 * @property {number|null} status
 * @property {string|null} errorText
 * @property {{ corsError: string, failedParameter: string }|null} corsErrorStatus
 * @property {boolean} fromCache
 */

const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @returns {string|undefined} */
export const findChromium = () => [process.env.CHROMIUM, ...CHROMIUM_PATHS].find((path) => path && existsSync(path));

/**
 * @param {{ extension: string, args?: string[], headless?: boolean, width?: number, height?: number }} options
 * @returns {Promise<Browser>}
 */
export async function launchChromium({ extension, args = [], headless = true, width = 1400, height = 900 }) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium found: install it, or set CHROMIUM to its path');
  return puppeteer.launch({
    executablePath,
    headless,
    devtools: true,
    pipe: true,
    enableExtensions: [extension],
    defaultViewport: null,
    args: [
      // Root cannot use the sandbox, and neither can most containers.
      ...(headless || process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--window-size=${width},${height}`,
      ...args,
    ],
  });
}

/**
 * The devtools window of the first page, as a page of its own.
 * @param {Browser} browser
 * @returns {Promise<Page>}
 */
export async function devtoolsOf(browser) {
  const target = await browser.waitForTarget((one) => one.url().startsWith('devtools://devtools/'), {
    timeout: 30_000,
  });
  return target.asPage();
}

/**
 * The devtools windows of several tabs.
 * @param {Browser} browser
 * @param {number} count
 * @returns {Promise<Page[]>}
 */
export async function devtoolsPages(browser, count) {
  const targets = await poll(`${count} devtools windows`, async () => {
    const found = browser.targets().filter((one) => one.url().startsWith('devtools://devtools/'));
    return found.length >= count ? found : null;
  });
  return Promise.all(targets.map((target) => target.asPage()));
}

/**
 * A frame of the extension inside the devtools window; devtools loads it only when it is needed.
 * @param {Page} devtools
 * @param {string} file the last part of its URL
 * @returns {Promise<Frame>}
 */
export async function extensionFrame(devtools, file) {
  return poll(`the extension's ${file}`, async () => {
    const frame = devtools.frames().find((one) => {
      const url = one.url();
      return url.startsWith('chrome-extension://') && new URL(url).pathname.endsWith(`/${file}`);
    });
    return frame && (await frame.evaluate(() => document.readyState === 'complete')) ? frame : null;
  });
}

/**
 * Shows the extension's panel.
 * @param {Page} devtools
 * @param {string} title
 */
export async function selectPanel(devtools, title) {
  await poll(`the tab ${title}`, () =>
    devtools.evaluate(async (wanted) => {
      // @ts-expect-error a module of the devtools themselves
      const { InspectorView } = await import('./ui/legacy/legacy.js');
      const tabs = InspectorView.InspectorView.instance().tabbedPane;
      const id = tabs
        .tabIds()
        .find((/** @type {string} */ one) => one.startsWith('chrome-extension://') && one.endsWith(wanted));
      if (id) tabs.selectTab(id);
      return Boolean(id);
    }, title),
  );
}

/**
 * Where the devtools stand in their window: below the page they are as wide as most people have them.
 * @param {Page} devtools
 * @param {'bottom'|'right'|'undocked'} side
 */
export async function dockDevtools(devtools, side) {
  await devtools.evaluate(async (wanted) => {
    // @ts-expect-error a module of the devtools themselves
    const { DockController } = await import('./ui/legacy/legacy.js');
    DockController.DockController.instance().setDockSide(wanted);
  }, side);
}

/**
 * @param {Page} devtools
 * @param {string} theme 'dark' or 'light'
 */
export async function setDevtoolsTheme(devtools, theme) {
  await devtools.evaluate(async (wanted) => {
    // @ts-expect-error a module of the devtools themselves
    const { Settings } = await import('./core/common/common.js');
    Settings.Settings.instance()
      .moduleSetting('ui-theme')
      .set(wanted === 'dark' ? 'dark' : 'default');
  }, theme);
}

/**
 * Collects the browser's own words about every request of a page, its frames and workers.
 * @param {Page} page
 */
export async function listen(page) {
  /** @type {Map<string, Verdict>} */
  const verdicts = new Map();
  /** @type {{ code: string, details: any }[]} */
  const issues = [];
  /** @type {string[]} */
  const console = [];
  const root = await page.createCDPSession();
  await attach(root);
  return { verdicts, issues, console, session: root };

  /** @param {CDPSession} session */
  async function attach(session) {
    session.on('Network.requestWillBeSent', ({ requestId, request, type, redirectResponse, initiator }) => {
      const known = verdicts.get(requestId);
      if (known && redirectResponse) return;
      verdicts.set(requestId, {
        requestId,
        url: request.url,
        method: request.method,
        type: type ?? 'Other',
        preflight: initiator.type === 'preflight',
        end: 'pending',
        status: null,
        errorText: null,
        corsErrorStatus: null,
        fromCache: false,
      });
    });
    session.on('Network.requestServedFromCache', ({ requestId }) => change(requestId, { fromCache: true }));
    session.on('Network.responseReceived', ({ requestId, response }) =>
      change(requestId, {
        status: response.status,
        fromCache: response.fromDiskCache === true,
      }),
    );
    session.on('Network.loadingFinished', ({ requestId }) => change(requestId, { end: 'finished' }));
    session.on('Network.loadingFailed', ({ requestId, errorText, corsErrorStatus }) =>
      change(requestId, {
        end: 'failed',
        errorText,
        corsErrorStatus: corsErrorStatus ?? null,
      }),
    );
    session.on('Audits.issueAdded', ({ issue }) => issues.push({ code: issue.code, details: issue.details }));
    session.on('Log.entryAdded', ({ entry }) => console.push(entry.text));
    session.on('Target.attachedToTarget', async ({ sessionId }) => {
      const child = session.connection()?.session(sessionId);
      if (child) await attach(child);
    });
    // Sent in one go: a worker that waits for a debugger may answer nothing before it is told to run, and not all
    // know Audits.
    const wishes = ['Network.enable', 'Audits.enable', 'Log.enable'];
    const sent = wishes.map((method) => session.send(/** @type {any} */ (method)));
    sent.push(session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }));
    sent.push(session.send('Runtime.runIfWaitingForDebugger'));
    await Promise.allSettled(session === root ? sent : []);
    for (const one of sent) one.catch(() => {});
  }

  /** @param {string} requestId @param {Partial<Verdict>} news */
  function change(requestId, news) {
    const known = verdicts.get(requestId);
    if (known) verdicts.set(requestId, { ...known, ...news });
  }
}

/**
 * @template T
 * @param {string} what
 * @param {() => Promise<T|null|undefined|false>} action
 * @param {number} [limit] milliseconds
 * @returns {Promise<T>}
 */
export async function poll(what, action, limit = 20_000) {
  const end = Date.now() + limit;
  let last = '';
  while (Date.now() < end) {
    try {
      const value = await action();
      if (value) return value;
    } catch (error) {
      last = `: ${error instanceof Error ? error.message : error}`;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not appear${last}`);
}
