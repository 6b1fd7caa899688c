/**
 * What a call shows beside its verdict, behind the notes that the evaluator has made.
 *
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./types.js').Scenario} Scenario
 * @typedef {typeof import('./pkg/advice.js')} Advice
 */
import { lazily } from './lazy.js';
import { scenarioOf } from './scenario-of.js';
import { toJson } from './to-json.js';

/**
 * @param {Report} report @param {() => Advice | null} advice null: it isn't loaded
 * @returns {Report} the same, with audits among its notes
 */
export function withAudits(report, advice) {
  const { notes } = report;
  return lazily(report, 'notes', advice, (loaded) => [
    ...notes, ...JSON.parse(loaded.audits(toJson('scenario', witnessed(report)), report.engine)),
  ]);
}

/**
 * A Report's request is settled; an audit has to know what is a guess.
 * @param {Report} report
 * @returns {Scenario}
 */
function witnessed(report) {
  const scenario = scenarioOf(report);
  if (report.credentialed !== 'unknown') return scenario;
  return { ...scenario, request: { ...scenario.request, credentials: 'unknown' } };
}
