/** One scenario, what a browser did with it, and Corscope's answer: do they agree? */
import { differences } from './compare.js';
import { gapOf } from './known-gaps.js';
import { predict } from './predict.js';

/** @typedef {import('./compare.js').Difference} Difference */
/** @typedef {import('./engines.js').BrowserEngine} BrowserEngine */
/** @typedef {import('./observe.js').Observation} Observation */
/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/**
 * @typedef {{ engine: BrowserEngine, scenario: LabScenario, observed: Observation, found: Difference[],
 *   report: import('../../../npm/types.js').Report, gap: string | null }} Judgement
 *   gap: the known gap that the whole difference lies in
 */

/**
 * @param {BrowserEngine} engine @param {LabScenario} scenario @param {Observation} observed
 * @param {string[] | null} [only] the parts to compare
 * @param {Parameters<typeof predict>[2]} [kept] what earlier steps of a sequence left
 * @returns {Promise<Judgement>}
 */
export async function judge(engine, scenario, observed, only = null, kept = {}) {
  const prediction = await predict(scenario, engine, kept);
  const found = differences(observed, prediction, engine).filter(({ part }) => only === null || only.includes(part));
  const judged = { engine, scenario, observed, found, report: prediction.report };
  return { ...judged, gap: gapOf(judged)?.id ?? null };
}

/** @param {Judgement} judgement @returns {boolean} whether it is a fault: it disagrees, and no gap knows of it */
export const isFault = ({ found, gap }) => found.length > 0 && gap === null;

/** @param {Judgement} judgement @returns {string} for people */
export const told = ({ found }) => found.map(({ part, browser, corscope }) => (
  `    ${part}: the browser ${JSON.stringify(browser)}\n    ${' '.repeat(part.length)}  corscope    ${JSON.stringify(corscope)}`)).join('\n');
