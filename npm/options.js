/** Options as somebody gave them. */
import { suggestion } from './suggestion.js';

/**
 * @template {object} T
 * @param {T} [options]
 * @returns {Partial<T>}
 */
export function given(options) {
  if (options !== undefined && (typeof options !== 'object' || options === null)) throw new TypeError('options: expected an object');
  return options ?? {};
}

/**
 * An option that nobody knows would be taken for one that was left out.
 * @param {object} options
 * @param {readonly string[]} known
 */
export function checkKnown(options, known) {
  const name = Object.keys(options).find((one) => !known.includes(one));
  if (name !== undefined) throw new TypeError(`${name}: unknown option${suggestion(name, known) || `; there are ${known.join(', ')}`}`);
}

/** Of this copy of the package or of another: a test runner may have loaded two. @param {any} cache @returns {import('./api.js').PreflightCache} */
export function preflightCache(cache) {
  if (typeof cache?.in !== 'function') throw new TypeError('cache: expected a PreflightCache');
  return cache;
}
