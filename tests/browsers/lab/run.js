/** `npm run lab`: random scenarios through real browsers and through Corscope, and where the two disagree. */
import { createWriteStream, readFileSync } from 'node:fs';
import { differences, verdictOf } from './compare.js';
import { scenarioOf } from './generate/index.js';
import { openEngine } from './observe.js';
import { USAGE, optionsOf } from './options.js';
import { predict } from './predict.js';

/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/** @typedef {import('./options.js').Options} Options */
/** @typedef {import('./options.js').BrowserEngine} BrowserEngine */

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
    let disagreements = 0;
    for (const scenario of scenarios) {
      const observed = observations.get(scenario.id);
      if (!observed) continue;
      const found = differences(observed, await predict(scenario, engine), engine);
      if (!found.length) continue;
      disagreements += 1;
      if (disagreements <= 10) console.log(JSON.stringify({ scenario, found }, null, 1));
    }
    console.log(`  ${disagreements} disagreements`);
    return disagreements;
  } finally {
    await browser.close();
  }
}

try {
  const options = optionsOf(process.argv.slice(2));
  const scenarios = scenariosOf(options);
  if (!options.scenarios) console.log(`seed ${options.seed}`);
  for (const engine of options.engines) {
    if (await runEngine(engine, scenarios, options)) process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 2;
}
