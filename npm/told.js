/**
 * A Report's call for the second module: its scenario, and what the capture knew beyond that.
 *
 * @typedef {import('./types.js').Report} Report
 * @typedef {typeof import('./pkg/advice.js')} Advice
 */
import { factsAtIssue, scenarioOf, sent } from './scenario-of.js';
import { toJson } from './to-json.js';

/**
 * @param {Advice} loaded @param {Report} report
 * @returns {import('./pkg/advice.js').Told} whoever takes it frees it
 */
export function told(loaded, report) {
  const neverSent = report.view.messages.find(({ state }) => state === 'provisional');
  const mayBeModule = factsAtIssue(report).includes('initiator');
  return new loaded.Told(toJson('scenario', scenarioOf(report)), report.engine, neverSent && toJson('message', sent(neverSent)), mayBeModule);
}
