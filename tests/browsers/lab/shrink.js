/**
 * Makes faults small. Two rounds by turns: every way to make a scenario a little simpler is tried by itself; then those
 * after which it still is a fault are applied together, as many as leave it one. So on until nothing can be left out.
 * Many faults are made small side by side.
 */
import { verdictOf } from './compare.js';
import { isFault, judge } from './judge.js';
import { renamed } from './scenario.js';
import { simplifications } from './simpler.js';

/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/** @typedef {import('./judge.js').Judgement} Judgement */
/** @typedef {import('./observe.js').Observation} Observation */
/** @typedef {import('./simpler.js').Edit<LabScenario>} Edit */
/**
 * @typedef {{ best: Judgement, state: 'open' | 'smallest' | 'unrepeated' | 'cut short' }} Shrunk
 *   unrepeated: the browser did something else when asked again; cut short: the work allowed was used up
 * @typedef {{ start: Judgement, tried: number, shrunk: Shrunk, next: 'repeat' | 'each' | Edit[] }} Job
 *   next: what its next round does; edits are those to apply together
 */

/** Everything that is tried in one round goes to the browser at once; no round should take long. */
const ROUND = 2000;

/** @param {Edit[]} edits @returns {Edit[][]} all of them, half of them, and so on */
const prefixes = (edits) => (edits.length ? [edits, ...prefixes(edits.slice(0, Math.floor(edits.length / 2)))] : []);

/** @param {Job} job @returns {Edit[][]} what its round tries: edits to apply one after the other */
function triesOf({ next, shrunk }) {
  // Before anything is left out: does it happen again at all?
  if (next === 'repeat') return [[]];
  return next === 'each' ? simplifications(shrunk.best.scenario).map((edit) => [edit]) : prefixes(next);
}

/** @param {Job} job @param {Edit[]} edits @returns {LabScenario} under a name of its own */
function made(job, edits) {
  job.tried += 1;
  const id = `${job.start.scenario.id.split('-').slice(0, 2).join('-')}-${job.tried}`;
  return renamed(edits.reduce((scenario, edit) => edit(scenario), job.shrunk.best.scenario), id);
}

/** @param {Job} job @param {{ edits: Edit[], judged: Judgement }[]} faults of its round @returns {void} */
function learn(job, faults) {
  const [first] = faults;
  if (job.next === 'each') {
    job.next = faults.flatMap(({ edits }) => edits);
    if (!first) job.shrunk.state = 'smallest';
  } else {
    if (first) job.shrunk.best = first.judged;
    else job.shrunk.state = job.next === 'repeat' ? 'unrepeated' : 'smallest';
    job.next = 'each';
  }
}

/**
 * @param {Judgement[]} starts @param {(scenarios: LabScenario[]) => Promise<Map<string, Observation>>} run
 * @param {{ budget: number, only?: string[] | null, progress?: (text: string) => void }} options
 *   budget: how many scenarios may be run in all; only: the parts to compare
 * @returns {Promise<Shrunk[]>} in the order of `starts`
 */
export async function shrink(starts, run, { budget, only = null, progress }) {
  let spent = 0;
  /** @type {Job[]} */
  const jobs = starts.map((start) => ({ start, tried: 0, shrunk: { best: start, state: 'open' }, next: 'repeat' }));
  for (;;) {
    const open = jobs.filter(({ shrunk }) => shrunk.state === 'open');
    /** @type {{ job: Job, tries: { edits: Edit[], scenario: LabScenario }[] }[]} */
    const round = [];
    let size = 0;
    for (const job of open) {
      const tries = triesOf(job).map((edits) => ({ edits, scenario: made(job, edits) }));
      if (size && size + tries.length > ROUND) continue;
      size += tries.length;
      round.push({ job, tries });
    }
    if (!round.length) break;
    if (spent + size > budget) {
      for (const { shrunk } of open) shrunk.state = 'cut short';
      break;
    }
    spent += size;
    progress?.(`shrinking: ${open.length} left, ${spent} of at most ${budget} scenarios run`);
    const observations = await run(round.flatMap(({ tries }) => tries.map(({ scenario }) => scenario)));
for (const { job, tries } of round) learn(job, await faultsOf(job.start, tries, observations, only));
  }
  return jobs.map(({ shrunk }) => shrunk);
}

/**
 * Nothing may slip into a known gap or into another fault: no part differs that did not before, and no other verdicts do.
 * @param {Judgement} start @param {Judgement} made
 */
function isSameFault(start, made) {
  const before = new Map(start.found.map((difference) => [difference.part, difference]));
  return isFault(made) && made.found.every(({ part }) => before.has(part))
    && (!before.has('verdict') || verdictsOf(start) === verdictsOf(made));
}

/** @param {Judgement} judgement */
const verdictsOf = ({ engine, observed, report }) => `${verdictOf(engine, observed)}, ${report.verdict}`;

/**
 * @param {Judgement} start @param {{ edits: Edit[], scenario: LabScenario }[]} tries @param {Map<string, Observation>} observations
 * @param {string[] | null} only
 * @returns {Promise<{ edits: Edit[], judged: Judgement }[]>} those that are still the same fault
 */
async function faultsOf(start, tries, observations, only) {
  const faults = [];
  for (const { edits, scenario } of tries) {
    const observed = observations.get(scenario.id);
    // A scenario that was cut down too far may be none that Corscope takes.
    const judged = observed && await judge(start.engine, scenario, observed, only).catch(() => null);
    if (judged && isSameFault(start, judged)) faults.push({ edits, judged });
  }
  return faults;
}
