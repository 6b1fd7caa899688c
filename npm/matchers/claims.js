/**
 * What a test can claim of a call. `holds` is null where neither the claim nor its opposite is true: nobody knows, or another
 * thing than CORS ended the call. A test then fails with `.not`, too: a server that is down must not look like one that is safe.
 *
 * @typedef {import('../types.js').Report} Report
 * @typedef {{ holds: (report: Report) => boolean | null, wanted: string, opposite: string, found: (report: Report) => string }} Claim
 *   wanted, opposite: after "expected PUT https://… from https://…"; found: after the engine's name
 */
import { codes } from '../node.js';
import { blockedBy, ended, exposure, preflight } from './words.js';

/** @param {Report} report whether CORS lets the page read the answer */
const lets = ({ verdict }) => (verdict === 'allowed' ? true : verdict === 'blocked' ? false : null);

/** @returns {Claim} */
export const allowsCors = () => ({ holds: lets, wanted: 'to be allowed', opposite: 'not to be allowed', found: ended });

/** @param {string} [code] @returns {Claim} */
export function blocksCors(code) {
  if (code !== undefined && !codes().includes(code)) throw new TypeError(`code: \`${code}\` is no code, see codes()`);
  return {
    holds(report) {
      const isLet = lets(report);
      return isLet === null ? null : !isLet && (code === undefined || report.cause?.code === code);
    },
    wanted: `to be blocked${blockedBy(code)}`, opposite: `not to be blocked${blockedBy(code)}`, found: ended,
  };
}

/** @returns {Claim} */
export const needsPreflight = () => ({
  holds({ verdict, preflight: { state } }) {
    return verdict === 'rejected' || state === 'unknown' ? null : state !== 'not-needed';
  },
  wanted: 'to need a preflight', opposite: 'not to need a preflight', found: preflight,
});

/** @param {string[]} names @returns {Claim} */
export function exposesHeaders(names) {
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string' && name !== '')) {
    throw new TypeError('names: expected a list of header names, such as `[\'X-Total\']`');
  }
  const wanted = names.map((name) => name.toLowerCase());
  return {
    holds(report) {
      if (lets(report) !== true) return lets(report);
      const readable = wanted.filter((name) => report.exposed.includes(name)).length;
      return readable === wanted.length ? true : readable === 0 ? false : null;
    },
    wanted: `to let script read ${names.map((name) => `\`${name}\``).join(', ')}`,
    opposite: `not to let script read ${names.map((name) => `\`${name}\``).join(', ')}`,
    found: (report) => exposure(report, wanted),
  };
}
