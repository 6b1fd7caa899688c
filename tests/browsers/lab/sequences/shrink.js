/** Makes a disagreeing sequence small: fewer steps first, then simpler ones, as long as some step still disagrees. */
import { simpler } from '../simpler.js';
import { observeSequences, sequenceDifferences } from './run.js';
import { renamedSequence } from './sequence.js';

/** @typedef {import('./sequence.js').Sequence} Sequence */
/** @typedef {{ one: import('./run.js').ObservedSequence, told: import('./run.js').StepDifference[] }} Disagreement */

const ROUNDS = 12;
const AT_ONCE = 120;

/** @param {Disagreement['told']} told */
const partsOf = (told) => new Set(told.flatMap(({ found }) => found.map(({ part }) => part)));

/** @param {Sequence} sequence @returns {Sequence[]} the bigger steps first */
function simplerSequences({ id, steps }) {
  const shorter = steps.length > 1 ? steps.map((_, index) => ({ id, steps: steps.filter((__, other) => other !== index) })) : [];
  const plainer = steps.flatMap((step, index) => simpler(step.scenario).map((scenario) => ({
    id, steps: steps.map((other, at) => (at === index ? { at: other.at, scenario } : other)),
  })));
  return [...shorter, ...plainer].filter((one) => one.steps.every(({ scenario }) => scenario.hops.length));
}

/** @param {Disagreement} start @param {import('../engines.js').BrowserEngine} engine @param {string[] | null} only @returns {Promise<Disagreement>} */
export async function shrinkSequence(start, engine, only) {
  const parts = partsOf(start.told);
  const original = start.one.sequence.id.split('-').slice(0, 2).join('-');
  let best = start;
  let number = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const tried = simplerSequences(best.one.sequence).slice(0, AT_ONCE).map((sequence) => {
      number += 1;
      return renamedSequence(sequence, `${original}-${1000 + number}`);
    });
    const { observed } = await observeSequences(engine, tried);
    /** @type {Disagreement | null} */
    let kept = null;
    for (const { id } of tried) {
      const one = observed.get(id);
      const told = one ? await sequenceDifferences(one, engine, only).catch(() => []) : [];
      if (one && [...partsOf(told)].some((part) => parts.has(part))) {
        kept = { one, told };
        break;
      }
    }
    if (!kept) break;
    best = kept;
  }
  return best;
}
