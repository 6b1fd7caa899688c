/** The command line's part for sequences: runs them, and tells where browser and Corscope disagree. */
import { createWriteStream, readFileSync } from 'node:fs';
import { sequenceOf } from './generate.js';
import { observeSequences, sequenceDifferences } from './run.js';
import { shrinkSequence } from './shrink.js';

/** @typedef {import('../options.js').Options} Options */
/** @typedef {import('../engines.js').BrowserEngine} BrowserEngine */
/** @typedef {import('./sequence.js').Sequence} Sequence */
/** @typedef {import('./run.js').ObservedSequence} ObservedSequence */
/** @typedef {import('./run.js').StepDifference} StepDifference */

/** The first kinds of disagreement are enough to go on with. */
const SHRUNK = 8;

/** @param {Options} options @returns {Sequence[]} */
export const sequencesOf = ({ scenarios, count, seed }) => (scenarios
  ? JSON.parse(readFileSync(scenarios, 'utf8'))
  : Array.from({ length: count }, (_, index) => sequenceOf(seed, index)));

/** Messages of a step in short: what was sent, and what it ended in. @param {import('../observe.js').Observation} observed */
const shortOf = ({ page, wire }) => `${wire.map(({ kind, hop, method }) => (
  kind === 'preflight' ? `preflight ${hop}` : `${method} ${hop}`)).join(', ')} → ${page.outcome}`;

/** @param {Sequence} sequence @param {ObservedSequence['steps']} steps @param {StepDifference[]} told */
function print(sequence, steps, told) {
  const parts = new Map(told.map(({ step, found }) => [step, found]));
  sequence.steps.forEach(({ at, scenario }, step) => {
    const { url, origin, headers, ...ask } = scenario.request;
    console.log(`    ${step} at ${at} ${scenario.page} ${JSON.stringify({ ...ask, headers: headers?.map((line) => line.join(': ')) })}`);
    console.log(`      from ${origin} to ${url}`);
    for (const hop of scenario.hops) {
      for (const kind of /** @type {const} */ (['preflight', 'request'])) {
        const { status, headers: lines } = hop[kind];
        const kept = lines.filter(([name]) => name !== 'Cache-Control').map((line) => line.join(': ').replace('Access-Control-', ''));
        console.log(`      ${kind} ${hop.url.at(-1)}: ${status} ${kept.join(' | ')}`);
      }
    }
    console.log(`      ${shortOf(steps[step])}`);
    for (const { part, browser, corscope } of parts.get(step) ?? []) {
      console.log(`      ${part}: the browser ${JSON.stringify(browser)}\n      ${' '.repeat(part.length)}  corscope    ${JSON.stringify(corscope)}`);
    }
  });
}

/** @param {BrowserEngine} engine @param {Sequence[]} sequences @param {Options} options @returns {Promise<number>} */
export async function tellSequences(engine, sequences, options) {
  const since = performance.now();
  const { version, observed, late } = await observeSequences(engine, sequences, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r  ${engine}: ${done} of ${sequences.length}`);
  });
  const seconds = (performance.now() - since) / 1000;
  console.log(`${engine} ${version}: ${sequences.length} sequences in ${seconds.toFixed(1)} s`);
  if (options.observe) {
    const out = createWriteStream(options.observe, { flags: 'a' });
    for (const one of observed.values()) out.write(`${JSON.stringify({ engine, ...one })}\n`);
    await new Promise((done) => { out.end(done); });
    return 0;
  }
  /** @type {Map<string, { one: ObservedSequence, told: StepDifference[] }[]>} */
  const groups = new Map();
  let steps = 0;
  for (const one of observed.values()) {
    steps += one.steps.length;
    const told = await sequenceDifferences(one, engine, options.only);
    if (!told.length) continue;
    const [{ step, found }] = told;
    const key = `${found.map(({ part }) => part).join('+')} · ${shortOf(one.steps[step])}`;
    groups.set(key, [...groups.get(key) ?? [], { one, told }]);
  }
  const disagreements = [...groups.values()].flat().length;
  let shown = 0;
  for (const [key, [first, ...more]] of groups) {
    console.log(`  ${key}${more.length ? ` (${more.length + 1} sequences)` : ''}`);
    const smallest = options.shrink > 0 && shown < SHRUNK ? await shrinkSequence(first, engine, options.only) : first;
    shown += 1;
    console.log(JSON.stringify(smallest.one.sequence));
    print(smallest.one.sequence, smallest.one.steps, smallest.told);
  }
  if (late.length) console.log(`  ${late.length} sequences came late every time, on this machine: nothing was observed of them`);
  console.log(`  ${disagreements} of ${sequences.length} disagree; ${steps} steps`);
  return disagreements + late.length;
}
