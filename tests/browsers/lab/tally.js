/** What a run of the lab amounts to, in a few lines. */
import { verdictOf } from './compare.js';
import { isFault } from './judge.js';

/** @typedef {import('./judge.js').Judgement} Judgement */

/** @param {Map<string, number>} counts @param {string} key */
const count = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);

/** @param {Map<string, number>} counts @returns {string} the most frequent first */
const list = (counts) => [...counts].sort(([, a], [, b]) => b - a).map(([key, number]) => `${number} ${key}`).join(', ');

/** @param {number} part @param {number} whole */
const share = (part, whole) => `${((100 * part) / whole).toFixed(3)} %`;

/** Disagreements that look alike. @param {Judgement} judgement */
const groupOf = ({ found, report, observed }) => [
  found.map(({ part }) => part).join('+'), report.request.initiator ?? 'fetch', report.cause?.code ?? report.verdict,
  observed.cors?.corsError ?? observed.error ?? observed.page.outcome,
].join(' · ');

export function newTally() {
  let scenarios = 0;
  let agreeing = 0;
  /** @type {Map<string, number>} */
  const verdicts = new Map();
  /** @type {Map<string, number>} */
  const errors = new Map();
  /** @type {Map<string, number>} */
  const gaps = new Map();
  /** @type {Map<string, Judgement[]>} */
  const faults = new Map();
  return {
    verdicts, errors, gaps,
    /** Those that look alike together. */
    faults,
    /** @param {Judgement} judgement */
    add(judgement) {
      const { engine, observed, found, gap } = judgement;
      scenarios += 1;
      count(verdicts, verdictOf(engine, observed));
      if (observed.cors) count(errors, observed.cors.corsError);
      if (!found.length) agreeing += 1;
      if (gap !== null) count(gaps, gap);
      if (isFault(judgement)) {
        const group = groupOf(judgement);
        faults.set(group, [...faults.get(group) ?? [], judgement]);
      }
    },
    /** @returns {number} how many disagree outside of the known gaps */
    faulty: () => [...faults.values()].flat().length,
    /** @returns {string} */
    text() {
      const known = [...gaps.values()].reduce((sum, number) => sum + number, 0);
      return [
        `  ${agreeing} of ${scenarios} agree (${share(agreeing, scenarios)}), `
          + `${known} lie in known gaps (${share(known, scenarios)})${known ? `: ${list(gaps)}` : ''}, ${this.faulty()} disagree`,
        `  in the browser: ${list(verdicts)}; ${errors.size} names of CORS errors${errors.size ? `: ${list(errors)}` : ''}`,
      ].join('\n');
    },
  };
}
