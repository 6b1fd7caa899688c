/**
 * How a call was judged: the steps that people go through by hand, and those of the standard.
 *
 * @typedef {import('./types.js').Report} Report
 * @typedef {typeof import('./pkg/advice.js')} Advice
 */
import { lazily } from './lazy.js';
import { told } from './told.js';

/**
 * @param {Report} report @param {() => Advice | null} advice null: it isn't loaded
 * @returns {Report} the same, with its checklist
 */
export const withChecklist = (report, advice) => lazily(report, 'checklist', advice,
  (loaded) => JSON.parse(loaded.checklist(told(loaded, report))));

/**
 * @param {Report} report @param {() => Advice | null} advice null: it isn't loaded
 * @returns {Report} the same, with its trace
 */
export const withTrace = (report, advice) => lazily(report, 'trace', advice,
  (loaded) => JSON.parse(loaded.trace(told(loaded, report))));
