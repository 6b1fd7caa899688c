/** Counts: Corscope against each browser, and other environments against Chromium on the same scenarios. */
import { COMPARED } from '../engines.js';
import { scenarioOf } from '../generate/index.js';
import { judge } from '../judge.js';
import { openEngine } from '../observe.js';
import { SHARDS, placesOf } from '../places.js';
import { shardOf } from '../scenario.js';
import { startLabServer } from '../server.js';
import { ENVIRONMENTS, resolveLocalhost } from './environments.js';

/** @typedef {import('../engines.js').BrowserEngine} BrowserEngine */
/** @typedef {import('../observe.js').Observation} Observation */
/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {import('./environments.js').Environment} Environment */
/**
 * @typedef {{ who: string, version: string, scenarios: number, verdict: number, sent: number, all: number | null }} Row
 *   how many agree in the verdict, in what reached the server, and in everything
 */

const AT_ONCE = 16;
const GIVE_UP_MS = 5000;

/** @type {Record<BrowserEngine, string>} */
export const NAMES = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKitGTK' };

/** @param {BrowserEngine} engine @param {LabScenario[]} scenarios @returns {Promise<{ row: Row, observations: Map<string, Observation> }>} */
async function ofEngine(engine, scenarios) {
  const browser = await openEngine(engine);
  try {
    const observations = await browser.run(scenarios);
    const row = { who: `Corscope as ${NAMES[engine]}`, version: browser.version, scenarios: 0, verdict: 0, sent: 0, all: 0 };
    for (const scenario of scenarios) {
      const observed = observations.get(scenario.id);
      if (!observed) continue;
      const parts = new Set((await judge(engine, scenario, observed)).found.map(({ part }) => part));
      row.scenarios += 1;
      row.verdict += parts.has('end') || parts.has('verdict') || parts.has('type') ? 0 : 1;
      row.sent += parts.has('end') || parts.has('sent') ? 0 : 1;
      row.all += parts.size ? 0 : 1;
    }
    return { row, observations };
  } finally {
    await browser.close();
  }
}

/** @param {Environment} environment @param {LabScenario[]} all @param {Map<string, Observation>} observations @returns {Promise<Row>} */
async function ofEnvironment({ name, version, takes, open }, all, observations) {
  const scenarios = all.filter((scenario) => takes(scenario) && observations.has(scenario.id));
  const server = await startLabServer();
  const row = { who: name, version: version(), scenarios: scenarios.length, verdict: 0, sent: 0, all: null };
  try {
    const pages = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => open(placesOf(shard).page)));
    const left = [...scenarios];
    /** @type {{ scenario: LabScenario, allowed: boolean, wire: Observation['wire'] }[]} */
    const seen = [];
    const work = async () => {
      for (let scenario = left.pop(); scenario; scenario = left.pop()) {
        const wire = server.watch(scenario);
        const { outcome } = await ended(pages[shardOf(scenario)], scenario.request);
        seen.push({ scenario, allowed: outcome === 'allowed', wire });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    for (const { scenario, allowed, wire } of seen) {
      const observed = /** @type {Observation} */ (observations.get(scenario.id));
      // Whether script gets the response: why it doesn't is nothing that these would tell.
      row.verdict += allowed === (observed.page.outcome === 'allowed') ? 1 : 0;
      row.sent += JSON.stringify(wire) === JSON.stringify(observed.wire) ? 1 : 0;
    }
    return row;
  } finally {
    await server.close();
  }
}

/** @param {import('./environments.js').Perform} perform @param {object} request @returns {Promise<{ outcome: string }>} */
async function ended(perform, request) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, GIVE_UP_MS); }).then(() => ({ outcome: 'error' }));
  const result = await Promise.race([perform(request).catch(() => ({ outcome: 'error' })), late]);
  clearTimeout(timer);
  return result;
}

/** @param {string} seed @param {number} count @param {(text: string) => void} tell @returns {Promise<Row[]>} */
export async function measure(seed, count, tell) {
  const scenarios = Array.from({ length: count }, (_, index) => scenarioOf(seed, index));
  /** @type {Row[]} */
  const rows = [];
  /** @type {Map<string, Observation>} */
  let truth = new Map();
  for (const engine of COMPARED) {
    tell(NAMES[engine]);
    const { row, observations } = await ofEngine(engine, scenarios);
    if (engine === 'chromium') truth = observations;
    rows.push(row);
  }
  resolveLocalhost();
  // What they throw outside of a call is no end of the measurement.
  process.on('uncaughtException', () => {});
  process.on('unhandledRejection', () => {});
  for (const environment of ENVIRONMENTS) {
    tell(environment.name);
    rows.push(await ofEnvironment(environment, scenarios, truth));
  }
  return rows;
}
