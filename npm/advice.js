/**
 * A Report with all that the second module adds to it when somebody looks: fixes, checklist, trace and audits.
 *
 * @typedef {import('./types.js').Report} Report
 * @typedef {typeof import('./pkg/advice.js')} Advice
 */
import { withAudits } from './audits.js';
import { withChecklist, withTrace } from './steps.js';
import { withFixes } from './fixes.js';

/** @param {Report} report @param {() => Advice | null} advice null: it isn't loaded @returns {Report} the same */
export const withAdvice = (report, advice) => (
  withAudits(withTrace(withChecklist(withFixes(report, advice), advice), advice), advice));
