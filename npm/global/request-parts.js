/** What `open()` and `setRequestHeader()` take, and what `send()` makes of it. */
import { normalized } from '../fetch/header-value.js';
import { asUtf8 } from './mime-type.js';

/** @typedef {[name: string, value: string]} Line */

const NORMALISED = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];

/** @param {string} method */
export const isForbiddenMethod = (method) => /^(?:connect|trace|track)$/iu.test(method);

/** @param {string} method */
export const normalisedMethod = (method) => (NORMALISED.includes(method.toUpperCase()) ? method.toUpperCase() : method);

/** *Normalize* a header's value; null for what is none. @param {string} text @returns {string | null} */
export function headerValue(text) {
  const value = normalized(text);
  return /[\0\n\r]/u.test(value) ? null : value;
}

/**
 * @param {{ url: string, origin: string, method: string, headers: Line[], withCredentials: boolean, isHeard: boolean,
 *   body: import('../fetch/extract.js').Extracted | null }} said isHeard: the upload
 * @returns {import('../types.js').RequestInput}
 */
export const requestOf = ({ url, origin, method, headers, withCredentials, isHeard, body }) => ({
  url, origin, initiator: 'xmlhttprequest', method, headers: withCharset(headers, body?.isText === true),
  mode: 'cors', credentials: withCredentials ? 'include' : 'same-origin', uploadListeners: isHeard,
  ...(body && { body: { contentType: body.contentType } }),
});

/**
 * The author's `Content-Type` names no other charset than a text is sent in.
 * @param {Line[]} lines @param {boolean} isText
 * @returns {Line[]}
 */
function withCharset(lines, isText) {
  const isType = (/** @type {Line} */ [name]) => name.toLowerCase() === 'content-type';
  const types = lines.filter(isType);
  if (!isText || types.length === 0) return lines;
  const value = types.map(([, one]) => one).join(', ');
  const written = asUtf8(value);
  if (written === value) return lines;
  return lines.flatMap((line) => (line === types[0] ? [/** @type {Line} */ ([line[0], written])] : isType(line) ? [] : [line]));
}

/**
 * *Sort and combine*, as `getAllResponseHeaders()` has it.
 * @param {import('../types.js').HeaderLines} lines
 * @returns {Line[]} names in lower case
 */
export function combined(lines) {
  /** @type {Map<string, string>} */
  const values = new Map();
  for (const [name, value] of lines) {
    const key = name.toLowerCase();
    values.set(key, values.has(key) ? `${values.get(key)}, ${value}` : value);
  }
  // In capitals, `_` comes behind the letters.
  return [...values].sort(([one], [other]) => (one.toUpperCase() < other.toUpperCase() ? -1 : 1));
}
