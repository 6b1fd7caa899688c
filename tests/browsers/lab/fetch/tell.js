/** The command line's part for `createFetch`: whether it does on the wire, and gives to script, what the browser does. */
import { differences, hadNoEnd } from '../compare.js';
import { gapOf } from '../known-gaps.js';
import { scenarioOf } from '../generate/index.js';
import { openRelay } from '../relay.js';
import { replyOf, runsIn } from '../scenario.js';
import { startLabServer } from '../server.js';
import { isOfFetch, openPages } from './pages.js';

/** @typedef {import('../compare.js').Difference} Difference */
/** @typedef {import('../engines.js').BrowserEngine} BrowserEngine */
/** @typedef {import('../observe.js').Observation} Observation */
/** @typedef {import('../scenario.js').LabScenario} LabScenario */

const PER_BROWSER = 10_000;

/** @param {BrowserEngine} engine @param {string} seed @param {number} count @returns {LabScenario[]} */
export function fetchScenarios(engine, seed, count) {
  /** @type {LabScenario[]} */
  const found = [];
  for (let index = 0; found.length < count; index += 1) {
    const scenario = scenarioOf(seed, index);
    if (isOfFetch(scenario) && runsIn(engine, scenario)) found.push(scenario);
  }
  return found;
}

/**
 * Has `createFetch`, or who else makes calls inside Node, make the same calls to the same server, and compares.
 * @param {BrowserEngine} engine @param {LabScenario[]} scenarios @param {Map<string, Observation>} observations the browser's
 * @param {ReturnType<typeof openPages>} [pages]
 * @returns {Promise<{ scenario: LabScenario, found: Difference[], gap: string | null }[]>}
 */
export async function compareFetch(engine, scenarios, observations, pages = openPages(engine)) {
  const server = await startLabServer();
  const compared = [];
  try {
    for (const scenario of scenarios) {
      const observed = observations.get(scenario.id);
      if (!observed) continue;
      const seen = server.watch(scenario);
      const { page, report } = await pages.run(scenario);
      const wire = [...seen];
      if (!report) {
        // `open()` of XMLHttpRequest refuses some methods: nothing was made then.
        if (page.outcome === 'rejected' && observed.page.outcome === 'rejected') compared.push({ scenario, found: [], gap: null });
        else compared.push({ scenario, found: [{ part: 'end', browser: observed.page.outcome, corscope: JSON.stringify(page) }], gap: null });
        continue;
      }
      const timedOut = wire.map(({ kind, url }) => replyOf(scenario, kind, url).status === 408);
      const found = differences(observed, { report, page: scenario.page, wire, usable: true, timedOut }, engine);
      // The Report is one thing, what the page's script got another.
      const isAllowed = page.outcome === 'allowed';
      if (isAllowed !== (report.verdict === 'allowed')) found.push({ part: 'script', browser: observed.page.outcome, corscope: page.outcome });
      if (isAllowed && observed.page.outcome === 'allowed') {
        const [theirs, ours] = [observed.page, page].map(({ type, status, headers }) => JSON.stringify([type, status, [...headers ?? []].map((name) => name.toLowerCase()).sort()]));
        if (theirs !== ours) found.push({ part: 'script', browser: theirs, corscope: ours });
      }
      compared.push({ scenario, found, gap: gapOf({ engine, scenario, observed, found, report })?.id ?? null });
    }
  } finally {
    await server.close();
  }
  return compared.filter(({ scenario }) => !hadNoEnd(/** @type {Observation} */ (observations.get(scenario.id))));
}

/** @param {BrowserEngine} engine @param {import('../options.js').Options} options @returns {Promise<number>} how many disagree */
export async function tellFetch(engine, { seed, count }) {
  const scenarios = fetchScenarios(engine, seed, count);
  const relay = openRelay(engine, PER_BROWSER);
  // Both use the lab's ports, so one comes after the other.
  const { version, observations } = await relay.run(scenarios, (done) => { if (done % 500 === 0) process.stderr.write(`${engine}: ${done}\n`); })
    .finally(() => relay.close());
  const compared = await compareFetch(engine, scenarios, observations);
  const wrong = compared.filter(({ found, gap }) => found.length > 0 && gap === null);
  const known = compared.filter(({ gap }) => gap !== null).length;
  for (const { scenario, found } of wrong) {
    const lines = found.map(({ part, browser, corscope }) => (
      `    ${part}: the browser ${JSON.stringify(browser)}\n    ${' '.repeat(part.length)}  createFetch ${JSON.stringify(corscope)}`));
    console.log(`  ${scenario.id} disagrees\n${lines.join('\n')}`);
  }
  const inGaps = known ? `, ${known} in known gaps` : '';
  console.log(`${engine} ${version}: createFetch does as the browser does in ${compared.length - wrong.length - known} of ${compared.length} scenarios${inGaps}`);
  return wrong.length;
}
