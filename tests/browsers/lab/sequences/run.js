/** Runs sequences in a real browser, and compares each step with Corscope. */
import { PreflightCache } from '../../../../npm/node.js';
import { isFault, judge } from '../judge.js';
import { openRelay } from '../relay.js';
import { cameLate, renamedSequence, sizeOf } from './sequence.js';
import { wavesOf } from './waves.js';

/** @typedef {import('./sequence.js').Sequence} Sequence */
/** @typedef {import('../observe.js').Observation} Observation */
/** @typedef {import('../compare.js').Difference} Difference */
/** @typedef {import('../relay.js').Browser} Browser */
/** @typedef {{ sequence: Sequence, steps: Observation[] }} ObservedSequence */
/** @typedef {{ step: number, found: Difference[] }} StepDifference */

/** A new browser comes before its cache can be full. */
const KEYS_PER_BROWSER = 900;
/** A run in which a step came late is no observation; so often it is tried again. */
const TRIES = 4;

/** @param {number} time */
const until = (time) => new Promise((done) => { setTimeout(done, Math.max(0, time - performance.now())); });

/**
 * @param {Browser} browser @param {Sequence} sequence
 * @returns {Promise<Observation[] | null>} null where a step came late
 */
async function runSequence(browser, { steps }) {
  const start = performance.now();
  /** @type {Observation[]} */
  const observed = [];
  /** @type {{ from: number, to: number }[]} */
  const times = [];
  for (const { at, scenario } of steps) {
    await until(start + at);
    const from = performance.now();
    const { ended, observation } = await browser.step(scenario);
    times.push({ from, to: ended });
    observed.push(observation);
  }
  return cameLate(steps, times) ? null : observed;
}

/**
 * @param {string} engine @param {Sequence[]} sequences @param {(done: number) => void} [progress]
 * @returns {Promise<{ version: string, observed: Map<string, ObservedSequence>, late: Sequence[] }>}
 *   observed: by the id the sequence was given with; it may have run under another
 */
export async function observeSequences(engine, sequences, progress) {
  /** @type {Map<string, ObservedSequence>} */
  const observed = new Map();
  const relay = openRelay(engine, KEYS_PER_BROWSER);
  let version = '';
  let left = sequences.map((sequence) => ({ of: sequence.id, sequence }));
  try {
    for (let attempt = 1; left.length && attempt <= TRIES; attempt += 1) {
      /** @type {typeof left} */
      const late = [];
      const byId = new Map(left.map((one) => [one.sequence.id, one]));
      for (const wave of wavesOf(left.map(({ sequence }) => sequence))) {
        const more = wave.reduce((sum, sequence) => sum + sizeOf(sequence).keys, 0);
        const browser = await relay.take(more);
        ({ version } = browser);
        await Promise.all(wave.map(async (sequence) => {
          const steps = await runSequence(browser, sequence);
          const { of } = /** @type {typeof left[number]} */ (byId.get(sequence.id));
          if (steps) observed.set(of, { sequence, steps });
          else late.push({ of, sequence: renamedSequence(sequence, `${of}-${attempt}`) });
          progress?.(observed.size);
        }));
        browser.forget();
      }
      left = late;
    }
  } finally {
    await relay.close();
  }
  return { version, observed, late: left.map(({ sequence }) => sequence) };
}

/**
 * @param {ObservedSequence} observed @param {import('../engines.js').BrowserEngine} engine
 * @param {string[] | null} [only] the parts that are compared
 * @returns {Promise<StepDifference[]>}
 */
export async function sequenceDifferences({ sequence, steps }, engine, only = null) {
  const cache = new PreflightCache();
  /** @type {StepDifference[]} */
  const told = [];
  for (const [step, { at, scenario }] of sequence.steps.entries()) {
    const judged = await judge(engine, scenario, steps[step], only, { cache, now: () => at });
    if (isFault(judged)) told.push({ step, found: judged.found });
  }
  return told;
}
