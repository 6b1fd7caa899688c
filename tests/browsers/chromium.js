/**
 * The driver: runs cases in the real Chromium, each from a page at the case's origin, and notes what the browser
 * itself says about them: what script got, the network entries' ends with their CORS error, the issues, the console
 * lines, the requests on the wire.
 *
 * Nothing is attributed by time. Every URL of a case carries the case's name as first path segment, so whatever names
 * a URL names the case, and many cases can run at once. No preflight cache entry can serve two cases either.
 */
import puppeteer from 'puppeteer-core';
import { startServer, PAGE_BODY, PAGE_PREFIX } from './server.js';
import { perform } from './page.js';

/** @typedef {import('./server.js').SeenRequest} SeenRequest */
/** @typedef {import('./page.js').PageResult} PageResult */
/** @typedef {{ corsError: string, failedParameter: string }} CorsErrorStatus */
/**
 * @typedef {{ url: string, preflight: boolean, errorText: string, blockedReason: string | null,
 *   cors: CorsErrorStatus | null }} Failure
 * @typedef {{ name: string, page: PageResult, seen: SeenRequest[], failures: Failure[],
 *   issues: CorsErrorStatus[], console: string[] }} Observation
 */

/**
 * Chromium opens six connections per host, and a redirected request keeps its old one until its next hop has another:
 * six such requests at once would wait for each other for ever.
 */
const IN_FLIGHT = 5;
/** Nothing more is expected once no event came for this long after the last case ended. */
const QUIET_MS = 400;
const ABORT_AFTER_MS = 1000;
const GIVE_UP_AFTER_MS = 10_000;

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
  // Pages on plain http names must stay there.
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
];

/**
 * Every `.example` name is the lab's server, on whatever port; the exceptions come first, because the first match
 * counts.
 * @param {number} port @param {number} publicPort
 */
const resolverRules = (port, publicPort) => [
  'MAP nowhere.example ^NOTFOUND',
  'MAP refused.example 127.0.0.1:1',
  `MAP public.example 127.0.0.1:${publicPort}`,
  `MAP *.example 127.0.0.1:${port}`,
  // Potentially trustworthy without TLS: what a page on https may ask for.
  `MAP *.localhost 127.0.0.1:${port}`,
].join(',');

/** @param {string} text @param {Map<string, Observation>} running */
function caseIn(text, running) {
  const name = text.split(/[^a-z0-9-]+/u).find((token) => running.has(token));
  return name === undefined ? undefined : running.get(name);
}

/** @param {import('./case-files.js').Case} made @param {string} networkError */
const endsBy = (made, networkError) => made.scenario.exchanges.some(({ received }) => (
  'networkError' in received && received.networkError === networkError));

/** @param {string} origin @param {import('./case-files.js').Case} made */
function stageOf(origin, made) {
  if (origin === 'null') return `http://app.example${PAGE_PREFIX}sandbox`;
  return `${origin}${PAGE_PREFIX}${endsBy(made, 'csp') ? 'csp' : 'plain'}`;
}

/**
 * Subscribes one page to everything the browser says, filed under the case it speaks of.
 * @param {import('puppeteer-core').CDPSession} cdp @param {Map<string, Observation>} running @param {() => void} touch
 */
async function listen(cdp, running, touch) {
  /** @type {Map<string, { of: Observation, url: string, preflight: boolean }>} */
  const entries = new Map();
  cdp.on('Network.requestWillBeSent', ({ requestId, request, initiator }) => {
    touch();
    const of = caseIn(request.url, running);
    if (!of) return;
    entries.set(requestId, { of, url: request.url, preflight: initiator.type === 'preflight' });
  });
  cdp.on('Network.loadingFailed', ({ requestId, errorText, blockedReason, corsErrorStatus }) => {
    touch();
    const entry = entries.get(requestId);
    entry?.of.failures.push({
      url: entry.url, preflight: entry.preflight, errorText,
      blockedReason: blockedReason ?? null, cors: corsErrorStatus ?? null,
    });
  });
  cdp.on('Audits.issueAdded', ({ issue }) => {
    touch();
    const details = issue.details.corsIssueDetails;
    if (details && !details.isWarning) caseIn(details.request.url ?? '', running)?.issues.push(details.corsErrorStatus);
  });
  cdp.on('Log.entryAdded', ({ entry }) => {
    touch();
    // The line "Failed to load resource" carries its URL beside the text, and says nothing about the reason.
    if (entry.source !== 'network') caseIn(entry.text, running)?.console.push(entry.text);
  });
  for (const domain of ['Network', 'Audits', 'Log', 'Page']) await cdp.send(/** @type {any} */ (`${domain}.enable`));
  await cdp.send('Network.setBlockedURLs', /** @type {any} */ ({ urls: ['*blocked-by-client*'] }));
}

/**
 * The server speaks no TLS, so a page on an https origin is given to the browser by hand. Only while it loads: with
 * interception on, Chromium sends redirected requests without their Origin header, and the lab would record that.
 * @param {import('puppeteer-core').Page} page @param {import('puppeteer-core').CDPSession} cdp @param {string} url
 */
async function openSecurePage(page, cdp, url) {
  cdp.on('Fetch.requestPaused', ({ requestId }) => {
    void cdp.send('Fetch.fulfillRequest', {
      requestId, responseCode: 200,
      responseHeaders: [{ name: 'Content-Type', value: 'text/html' }],
      body: Buffer.from(PAGE_BODY).toString('base64'),
    });
  });
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: `https://*${PAGE_PREFIX}*` }] });
  await page.goto(url);
  await cdp.send('Fetch.disable');
}

/**
 * @template T
 * @param {T[]} items @param {number} width @param {(item: T) => Promise<void>} work
 */
async function pool(items, width, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: width }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  }));
}

/** @returns the opened lab: server and browser */
export async function openLab() {
  const server = await startServer();
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    pipe: true,
    args: [...FLAGS, `--host-resolver-rules=${resolverRules(server.port, server.publicPort)}`,
      `--ip-address-space-overrides=127.0.0.1:${server.publicPort}=public`],
  });
  // Both hosts of shop.example are one site: this cookie goes with every credentialed request between them.
  await browser.setCookie({ name: 'session', value: '1', domain: 'api.shop.example', path: '/' });
  /** @type {Map<string, Observation>} */
  const running = new Map();
  let lastEvent = 0;
  const touch = () => { lastEvent = performance.now(); };

  /** @type {Map<string, Promise<import('puppeteer-core').Page>>} */
  const stages = new Map();
  /** @param {string} url */
  const open = async (url) => {
    const page = await browser.newPage();
    const cdp = await page.createCDPSession();
    await listen(cdp, running, touch);
    await (url.startsWith('https:') ? openSecurePage(page, cdp, url) : page.goto(url));
    return page;
  };

  /** @param {import('./case-files.js').Case} made */
  const runOne = async (made) => {
    const { request, exchanges } = made.scenario;
    const { seen } = server.script(made.name, exchanges.map(({ received }) => /** @type {any} */ (received)));
    /** @type {Observation} */
    const observation = {
      name: made.name, page: { outcome: 'error', message: 'no result' }, seen,
      failures: [], issues: [], console: [],
    };
    running.set(made.name, observation);
    const url = stageOf(request.origin, made);
    if (!stages.has(url)) stages.set(url, open(url));
    const page = await /** @type {Promise<import('puppeteer-core').Page>} */ (stages.get(url));
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve({ outcome: 'error', message: 'the lab gave up waiting' }), GIVE_UP_AFTER_MS);
    });
    const work = page.evaluate(perform, request, { abortAfter: endsBy(made, 'aborted') ? ABORT_AFTER_MS : null });
    observation.page = /** @type {PageResult} */ (await Promise.race([work, late]));
    clearTimeout(timer);
  };

  return {
    version: (await browser.version()).replace(/^(Headless)?Chrome\//u, 'Chromium '),
    /**
     * @param {import('./case-files.js').Case[]} cases
     * @returns {Promise<Map<string, Observation>>}
     */
    async run(cases) {
      running.clear();
      await pool(cases, IN_FLIGHT, runOne);
      touch();
      while (performance.now() - lastEvent < QUIET_MS) await new Promise((done) => { setTimeout(done, 50); });
      return new Map(running);
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
