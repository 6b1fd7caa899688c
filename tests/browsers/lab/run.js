/** `npm run lab`: random scenarios through real browsers and through Corscope, and where the two disagree. */
import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { tellCaptures } from './captures/tell.js';
import { verdictOf } from './compare.js';
import { allFixtures, fingerprint, recorded, writeFixtures } from './fixtures.js';
import { tellFetch } from './fetch/tell.js';
import { tellFixes } from './fixes/tell.js';
import { scenarioOf } from './generate/index.js';
import { isFault, judge, told } from './judge.js';
import { USAGE, optionsOf } from './options.js';
import { openRelay } from './relay.js';
import { sequencesOf, tellSequences } from './sequences/tell.js';
import { shrink } from './shrink.js';
import { newTally } from './tally.js';

/** @typedef {import('./engines.js').BrowserEngine} BrowserEngine */
/** @typedef {import('./judge.js').Judgement} Judgement */
/** @typedef {import('./options.js').Options} Options */
/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/** @typedef {ReturnType<typeof openRelay>} Relay */

/** What is kept in memory at once, however many scenarios there are. */
const BATCH = 2000;
/** Firefox and its driver slow down to a tenth in 40,000. */
const PER_BROWSER = 10_000;

/** @param {Options} options @returns {Generator<LabScenario[]>} */
function* batchesOf({ scenarios, count, seed }) {
  const written = scenarios ? JSON.parse(readFileSync(scenarios, 'utf8')) : null;
  const total = written ? written.length : count;
  for (let from = 0; from < total; from += BATCH) {
    const size = Math.min(BATCH, total - from);
    yield Array.from({ length: size }, (_, index) => written?.[from + index] ?? scenarioOf(seed, from + index));
  }
}

/** @param {string} text */
const live = (text) => { process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}` : `${text}\n`); };

/** @param {Relay} relay @param {BrowserEngine} engine @param {Options} options @param {string} file */
async function observeOnly(relay, engine, options, file) {
  const out = createWriteStream(file, { flags: 'a' });
  for (const scenarios of batchesOf(options)) {
    const { observations, aside } = await relay.run(scenarios);
    for (const { id } of aside) console.log(`  ${id} ends the page that makes it, so nothing was seen of it`);
    for (const scenario of scenarios) {
      const observed = observations.get(scenario.id);
      if (observed) out.write(`${JSON.stringify({ engine, verdict: verdictOf(engine, observed), scenario, observed })}\n`);
    }
  }
  await new Promise((done) => { out.end(done); });
}

/**
 * Makes one of each kind small and files it; kinds that turn out to be the same are filed once.
 * @param {Relay} relay @param {BrowserEngine} engine @param {Judgement[][]} groups @param {Options} options
 */
async function fileFinds(relay, engine, groups, options) {
  let version = '';
  const shrunk = await shrink(groups.map(([first]) => first), async (some) => {
    const ran = await relay.run(some);
    ({ version } = ran);
    return ran.observations;
  }, {
    budget: options.shrink, only: options.only, progress: (text) => live(`${engine} ${text}`),
  });
  live('');
  const known = new Map(allFixtures().filter(({ observed }) => observed[engine])
    .map(({ name, scenario }) => [fingerprint(scenario), name]));
  shrunk.forEach(({ best, state }, index) => {
    const mark = fingerprint(best.scenario);
    const name = `${engine}-${mark}`;
    const { id } = groups[index][0].scenario;
    const file = path.join(options.out, `${name}.json`);
    const filed = known.get(mark);
    if (filed !== undefined) console.log(`  ${id}: as ${filed}`);
    else {
      const parts = best.found.map(({ part }) => part).join(', ');
      const left = state === 'smallest' ? '' : `; ${state}`;
      console.log(`  ${id}: ${state === 'unrepeated' ? 'happened once only, so it is not filed' : path.relative('', file)}${left}`);
      console.log(`${JSON.stringify(best.scenario)}\n${told(best)}`);
      if (state === 'unrepeated') return;
      known.set(mark, name);
      const why = `found by the lab as ${id}, ${groups[index].length} like it: ${parts}${left}`;
      writeFixtures(file, [{ name, why, scenario: best.scenario, observed: { [engine]: recorded(best.observed, version) } }]);
    }
  });
}

/** @param {BrowserEngine} engine @param {Options} options @returns {Promise<number>} how many disagree, or end their page */
async function runEngine(engine, options) {
  const relay = openRelay(engine, PER_BROWSER);
  try {
    if (options.observe) {
      await observeOnly(relay, engine, options, options.observe);
      return 0;
    }
    const since = performance.now();
    const tally = newTally();
    let done = 0;
    let unseen = 0;
    let version = '';
    for (const scenarios of batchesOf(options)) {
      const before = done;
      const ran = await relay.run(scenarios, (some) => { if (some % 50 === 0) live(`${engine}: ${before + some}`); });
      const { observations } = ran;
      ({ version } = ran);
      for (const scenario of scenarios) {
        const observed = observations.get(scenario.id);
        if (!observed) continue;
        const judged = await judge(engine, scenario, observed, options.only);
        tally.add(judged);
        if (isFault(judged)) console.log(`  ${scenario.id} disagrees\n${told(judged)}`);
      }
      for (const { id } of ran.aside) console.log(`  ${id} ends the page that makes it, so nothing was seen of it`);
      unseen += ran.aside.length;
      done += observations.size;
    }
    live('');
    const seconds = (performance.now() - since) / 1000;
    console.log(`${engine} ${version}: ${done} scenarios in ${seconds.toFixed(1)} s\n${tally.text()}`);
    const groups = [...tally.faults.entries()];
    if (options.shrink) {
      for (const [title, group] of groups) console.log(`  ${title} (${group.length}): ${group[0].scenario.id}`);
      if (groups.length) await fileFinds(relay, engine, groups.map(([, group]) => group), options);
    } else {
      for (const [title, [first, ...more]] of groups) {
        console.log(`  ${title}${more.length ? ` (${more.length + 1} scenarios)` : ''}\n${JSON.stringify(first.scenario)}\n${told(first)}`);
      }
    }
    return tally.faulty() + unseen;
  } finally {
    await relay.close();
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
const sequences = options.sequences ? sequencesOf(options) : [];
for (const engine of options.engines) {
  const disagreements = options.sequences ? tellSequences(engine, sequences, options)
    : options.fixes ? tellFixes(engine, options)
    : options.fetch ? tellFetch(engine, options)
    : options.captures ? tellCaptures(engine, options) : runEngine(engine, options);
  if (await disagreements) process.exitCode = 1;
}
