// All situations of the demo, in the order in which the page lists and runs them.
import { allowed } from './situations/allowed.js';
import { initiators } from './situations/initiators.js';
import { lists } from './situations/lists.js';
import { others } from './situations/other.js';
import { preflights } from './situations/preflight.js';
import { redirects } from './situations/redirects.js';
import { responses } from './situations/response.js';

/** @typedef {import('./situations/types.js').Situation} Situation */

/** @type {Situation[]} */
export const situations = [...responses, ...preflights, ...lists, ...redirects, ...initiators, ...allowed, ...others];

/**
 * A copy in which every text has its `{name}` replaced by the demo's origin of that name.
 * @template T
 * @param {T} value
 * @param {Record<string, string>} names
 * @returns {T}
 */
export function fillIn(value, names) {
  /** @param {any} part @returns {any} */
  const fill = (part) => {
    if (typeof part === 'string') return part.replace(/\{(\w+)\}/g, (whole, name) => names[name] ?? whole);
    if (Array.isArray(part)) return part.map(fill);
    if (part && typeof part === 'object') {
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, fill(inner)]));
    }
    return part;
  };
  return fill(value);
}
