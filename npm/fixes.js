/**
 * A Report's fixes. Each is replayed in every engine many times, so they are worked out when somebody looks at them.
 *
 * @typedef {import('./types.js').Fix} Fix
 * @typedef {import('./types.js').Report} Report
 * @typedef {typeof import('./pkg/advice.js')} Advice
 */
import { scenarioOf } from './scenario-of.js';
import { toJson } from './to-json.js';

/**
 * @param {Report} report @param {() => Advice | null} advice null: it isn't loaded
 * @returns {Report} the same, with fixes
 */
export function withFixes(report, advice) {
  /** @param {Fix[]} value */
  const keep = (value) => {
    Object.defineProperty(report, 'fixes', { value, enumerable: true, configurable: true, writable: true });
    return value;
  };
  return Object.defineProperty(report, 'fixes', {
    enumerable: true,
    configurable: true,
    get() {
      const loaded = advice();
      // Maybe later: nothing is kept.
      if (!loaded) return [];
      return keep(JSON.parse(loaded.fixes(toJson('scenario', scenarioOf(report)), report.engine)));
    },
    set: keep,
  });
}
