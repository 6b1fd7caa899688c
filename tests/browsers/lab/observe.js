/**
 * Runs scenarios in a real browser and gathers, per scenario, all that is compared: what script got, what reached the
 * server, what the console printed, and the CORS error that the browser names where it has names.
 *
 * Everything is filed by the scenario's id in a URL, never by time.
 */
import { NO_SUCCESS, WARNING } from './compare.js';
import { openChromium } from './drivers/chromium.js';
import { openFirefox } from './drivers/firefox.js';
import { openWebkit } from './drivers/webkit.js';
import { SHARDS, TABS } from './places.js';
import { idIn, renamed, runsIn } from './scenario.js';
import { startLabServer } from './server.js';

/** @typedef {import('../page.js').PageResult} PageResult */
/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/** @typedef {import('./server.js').WireRequest} WireRequest */
/** @typedef {{ corsError: string, failedParameter: string }} CorsError */
/**
 * @typedef {{ page: PageResult, wire: WireRequest[], console: string[], cors: CorsError | null,
 *   error: string | null }} Observation error: the network's own name of the failure, where the browser tells it
 */
/** @typedef {{ console: string[], cors: CorsError | null, issue: CorsError | null, error: string | null }} Page what was heard of a scenario */
/**
 * What a driver hears goes here.
 * @typedef {{
 *   idIn: (text: string) => string | null,
 *   line: (text: string, id?: string | null) => void,
 *   keyed: (key: string, text: string) => void,
 *   sent: (requestId: string, url: string) => void,
 *   failed: (requestId: string, failure: { error: string, cors: CorsError | null }) => void,
 *   issue: (url: string, cors: CorsError) => void,
 * }} Notes
 */

/**
 * @typedef {object} Driven a browser under way
 * @property {string} version
 * @property {() => Promise<void>} close
 * @property {() => Promise<void>} [flush] takes what waits in the browser, where it has to be asked for
 * @property {(page: Page) => boolean} [isTold] whether all was heard that the browser says of a failure
 * @property {() => Promise<void>} [reload] all the pages
 * @property {() => Promise<void>} [forgetPreflights] where a full preflight cache behaves like no other
 * @property {() => Promise<import('../../../extension/capture.js').DevtoolsEvent[][]>} [taken] what devtools told since
 *   the last time, tab by tab
 */

/** @type {Record<string, (urls: string[], notes: Notes, recorder?: string) => Promise<Driven>>} */
const DRIVERS = { chromium: openChromium, firefox: openFirefox, webkit: openWebkit };

/** Nothing more is expected once the browser said nothing for this long after the last scenario ended. */
const QUIET_MS = 400;
/** What a browser says of a request reaches the lab this soon after script had its end. */
const HEAR_MS = 40;
/** A kept preflight may be gone after five seconds: what lasted so long on a busy machine is run again. */
const LATE_MS = 4500;
/** Some failures are told by nothing. */
const TOLD_MS = 5000;
/** So many scenarios don't fill Chromium's preflight cache of 1,024 entries, from which the newest go first once it is full. */
const CACHE_FITS = 1000;

/** A page gives up a scenario long before. */
const SILENT_MS = 45_000;

/**
 * Waits for all, or until nothing more comes, as of a page that died.
 * @template T
 * @param {Promise<T>[]} runs @returns {Promise<T[]>} those that ended
 */
function ended(runs) {
  /** @type {T[]} */
  const done = [];
  return new Promise((resolve) => {
    const stop = () => resolve(done);
    let timer = setTimeout(stop, SILENT_MS);
    for (const run of runs) {
      void run.then((result) => {
        done.push(result);
        clearTimeout(timer);
        if (done.length === runs.length) stop();
        else timer = setTimeout(stop, SILENT_MS);
      });
    }
    if (!runs.length) {
      clearTimeout(timer);
      stop();
    }
  });
}

function notebook() {
  /** @type {Map<string, Page>} */
  const pages = new Map();
  /** @type {Map<string, string>} */
  const owners = new Map();
  /** @type {string[]} */
  const lost = [];
  let last = 0;
  /** @param {string} id */
  const of = (id) => {
    const found = pages.get(id) ?? { console: [], cors: null, issue: null, error: null };
    pages.set(id, found);
    return found;
  };
  const touch = () => { last = performance.now(); };
  /** @type {Notes} */
  const notes = {
    idIn,
    line(text, id = idIn(text)) {
      touch();
      if (id === null) lost.push(text);
      else of(id).console.push(text);
    },
    keyed(key, text) {
      const id = idIn(text);
      notes.line(text, id);
      if (id === null || !/^(CORS|SOP$)/u.test(key)) return;
      // A warning names the failure only where there is no other, and that a request did not succeed where nothing says why.
      const page = of(id);
      const [before, now] = [page.cors?.corsError, key].map((one) => [undefined, WARNING, NO_SUCCESS].indexOf(one));
      if (before >= 0 && (now < 0 || now > before)) page.cors = { corsError: key, failedParameter: '' };
    },
    sent(requestId, url) {
      touch();
      const id = idIn(url);
      if (id !== null) owners.set(requestId, id);
    },
    failed(requestId, { error, cors }) {
      touch();
      const id = owners.get(requestId);
      if (id === undefined) return;
      const page = of(id);
      page.cors ??= cors;
      page.error ??= error;
    },
    issue(url, cors) {
      touch();
      const id = idIn(url);
      if (id !== null) of(id).issue = cors;
    },
  };
  return {
    notes,
    lost,
    of,
    touch,
    /** @param {string} id */
    drop(id) {
      pages.delete(id);
      // What still comes of its requests is no matter of the next.
      for (const [requestId, owner] of owners) if (owner === id) owners.delete(requestId);
    },
    clear() { pages.clear(); owners.clear(); lost.length = 0; },
    async quiet() {
      touch();
      while (performance.now() - last < QUIET_MS) await new Promise((done) => { setTimeout(done, 50); });
    },
  };
}

/**
 * @param {string} engine
 * @param {string} [recorder] folder of an extension that captures: with it, devtools are open
 * @returns the engine with its pages open, ready to run scenarios
 */
export async function openEngine(engine, recorder) {
  const book = notebook();
  // A beacon may be sent when its page has long had its end.
  const server = await startLabServer(book.touch);
  try {
    const pages = Array.from({ length: recorder === undefined ? SHARDS : TABS }, (_, shard) => server.pageUrl(shard));
    const browser = await DRIVERS[engine](pages, book.notes, recorder);
    /** @param {string} id @param {import('./server.js').Run} run @returns {Observation} */
    const observationOf = (id, { page, wire }) => {
      const { console, cors, issue, error } = book.of(id);
      // What never becomes a network entry is told by an issue alone.
      return { page, wire, console, cors: cors ?? (error === null ? issue : null), error };
    };
    /**
     * Alone and under other names, so that no cache knows of it.
     * @param {LabScenario} scenario @returns {Promise<Observation | null>} null: it was late each time
     */
    const runAgain = async (scenario) => {
      for (let turn = 1; turn <= 3; turn += 1) {
        const [seed, index, third = '0'] = scenario.id.split('-');
        const id = `${seed}-${index}-${third}99${turn}`;
        const run = await server.run(renamed(scenario, id));
        await book.quiet();
        await browser.flush?.();
        if (run.lasted <= LATE_MS) return JSON.parse(JSON.stringify(observationOf(id, run)).replaceAll(`/${id}/`, `/${scenario.id}/`));
      }
      return null;
    };
    return {
      version: browser.version,
      taken: browser.taken,
      reload: browser.reload,
      /** Console lines that name no scenario. */
      lost: book.lost,
      /**
       * Those that are no matter of this browser are left out, and so are those whose page died: then this browser can't
       * be used any more.
       * @param {LabScenario[]} scenarios @param {(done: number) => void} [progress]
       * @returns {Promise<Map<string, Observation>>}
       */
      async run(scenarios, progress) {
        book.clear();
        server.forget();
        let done = 0;
        const all = scenarios.filter((scenario) => runsIn(engine, scenario));
        const runs = [];
        for (let from = 0; from < all.length; from += CACHE_FITS) {
          await browser.forgetPreflights?.();
          runs.push(...await ended(all.slice(from, from + CACHE_FITS).map(async (scenario) => {
            const run = await server.run(scenario);
            done += 1;
            progress?.(done);
            return { id: scenario.id, run };
          })));
        }
        await book.quiet();
        // A busy machine may have left something there.
        await browser.flush?.();
        await book.quiet();
        const observations = new Map(runs.map(({ id, run }) => [id, observationOf(id, run)]));
        for (const { id, run } of runs.filter(({ run: { lasted } }) => lasted > LATE_MS)) {
          const scenario = /** @type {LabScenario} */ (scenarios.find((one) => one.id === id));
          const again = await runAgain(scenario);
          if (again) observations.set(id, again);
        }
        return observations;
      },
      /**
       * One step of a sequence: what the browser says of it is taken before the next step is made.
       * @param {LabScenario} scenario
       * @returns {Promise<{ ended: number, observation: Observation }>} ended: when script had its end
       */
      async step(scenario) {
        const { id } = scenario;
        book.drop(id);
        const run = await server.run(scenario);
        const ended = performance.now();
        const failed = run.page.outcome === 'error';
        const hear = async () => {
          await new Promise((done) => { setTimeout(done, HEAR_MS); });
          await browser.flush?.();
        };
        await hear();
        const isTold = browser.isTold ?? (({ console: lines }) => lines.length > 0);
        while (failed && !isTold(book.of(id)) && performance.now() - ended < TOLD_MS) await hear();
        // A failure may be told in more than one line.
        if (failed) await hear();
        return { ended, observation: observationOf(id, run) };
      },
      /** Forgets what was run so far. */
      forget() {
        book.clear();
        server.forget();
      },
      async close() {
        await browser.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}
