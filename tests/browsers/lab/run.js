/** `npm run lab`: random scenarios through real browsers and through Corscope, and where the two disagree. */
import { createWriteStream, readFileSync } from 'node:fs';
import { differences, verdictOf } from './compare.js';
import { scenarioOf } from './generate/index.js';
import { openEngine } from './observe.js';
import { USAGE, optionsOf } from './options.js';
import { predict } from './predict.js';
import { sequencesOf, tellSequences } from './sequences/tell.js';
import { shrink } from './shrink.js';

/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/** @typedef {import('./shrink.js').Disagreement} Disagreement */
/** @typedef {import('./options.js').Options} Options */
/** @typedef {import('./options.js').BrowserEngine} BrowserEngine */

/** Shrinking takes its time: the first kinds of disagreement are enough to go on with. */
const SHRUNK = 12;

/** @param {Options} options @returns {LabScenario[]} */
const scenariosOf = ({ scenarios, count, seed }) => (scenarios
  ? JSON.parse(readFileSync(scenarios, 'utf8'))
  : Array.from({ length: count }, (_, index) => scenarioOf(seed, index)));

/** @param {string} title @param {number} total */
function progress(title, total) {
  const live = process.stderr.isTTY;
  return (/** @type {number} */ done) => {
    if (live && done % 50 === 0) process.stderr.write(`\r  ${title}: ${done} of ${total}`);
    if (done === total && live) process.stderr.write('\r\x1b[K');
  };
}

/**
 * Disagreements that look alike are told once.
 * @param {import('./compare.js').Difference[]} found @param {import('../../../npm/types.js').Report} report
 * @param {import('./observe.js').Observation} observed
 */
const groupOf = (found, report, observed) => [
  found.map(({ part }) => part).join('+'), report.request.initiator ?? 'fetch', report.cause?.code ?? report.verdict,
  observed.cors?.corsError ?? observed.error ?? observed.page.outcome,
].join(' · ');

/** @param {BrowserEngine} engine @param {LabScenario[]} scenarios @param {Options} options */
async function runEngine(engine, scenarios, options) {
  const browser = await openEngine(engine);
  try {
    const since = performance.now();
    const observations = await browser.run(scenarios, progress(engine, scenarios.length));
    const seconds = (performance.now() - since) / 1000;
    console.log(`${engine} ${browser.version}: ${scenarios.length} scenarios in ${seconds.toFixed(1)} s`);
    if (browser.lost.length) console.log(`  ${browser.lost.length} console lines name no scenario, the first: ${browser.lost[0]}`);
    if (options.observe) {
      const out = createWriteStream(options.observe, { flags: 'a' });
      for (const scenario of scenarios) {
        const observed = observations.get(scenario.id);
        if (observed) out.write(`${JSON.stringify({ engine, verdict: verdictOf(engine, observed), scenario, observed })}\n`);
      }
      await new Promise((done) => { out.end(done); });
      return 0;
    }
    /** @type {Map<string, Disagreement[]>} */
    const groups = new Map();
    for (const scenario of scenarios) {
      const observed = observations.get(scenario.id);
      if (!observed) continue;
      const prediction = await predict(scenario, engine);
      const found = differences(observed, prediction, engine);
      if (!found.length) continue;
      const key = groupOf(found, prediction.report, observed);
      groups.set(key, [...groups.get(key) ?? [], { scenario, observed, found }]);
    }
    const disagreements = [...groups.values()].flat().length;
    let told = 0;
    for (const [key, [first, ...more]] of groups) {
      const shown = options.shrink && told < SHRUNK ? await shrink(first, engine, (some) => browser.run(some)) : first;
      told += 1;
      console.log(`  ${key}${more.length ? ` (${more.length + 1} scenarios)` : ''}`);
      console.log(JSON.stringify(shown.scenario));
      for (const { part, browser: seen, corscope } of shown.found) {
        console.log(`    ${part}: the browser ${JSON.stringify(seen)}\n    ${' '.repeat(part.length)}  corscope    ${JSON.stringify(corscope)}`);
      }
    }
    console.log(`  ${disagreements} of ${scenarios.length} disagree`);
    return disagreements;
  } finally {
    await browser.close();
  }
}

/** @returns {Options} */
function readOptions() {
  try {
    return optionsOf(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

const options = readOptions();
if (!options.scenarios) console.log(`seed ${options.seed}`);
const scenarios = options.sequences ? [] : scenariosOf(options);
const sequences = options.sequences ? sequencesOf(options) : [];
for (const engine of options.engines) {
  const disagreements = options.sequences ? tellSequences(engine, sequences, options) : runEngine(engine, scenarios, options);
  if (await disagreements) process.exitCode = 1;
}
