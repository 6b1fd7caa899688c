/**
 * A Report's fixes. Each is replayed in every engine many times.
 *
 * @typedef {import('./types.js').Report} Report
 * @typedef {typeof import('./pkg/advice.js')} Advice
 */
import { lazily } from './lazy.js';
import { told } from './told.js';

/**
 * @param {Report} report @param {() => Advice | null} advice null: it isn't loaded
 * @returns {Report} the same, with fixes
 */
export const withFixes = (report, advice) => lazily(report, 'fixes', advice,
  (loaded) => JSON.parse(loaded.fixes(told(loaded, report))));
