/** What of a call may be printed. */
import { redact } from '../node.js';
import { UsageError } from './usage-error.js';

/**
 * @typedef {<T>(value: T) => T} Mask
 */

/** @type {Record<string, import('./options.js').Option>} */
export const SECRETS = {
  'show-secrets': { type: 'boolean', what: 'print credentials and cookies as they are; otherwise they are masked' },
  'hide-queries': { type: 'boolean', what: 'mask the values in the query and the fragment of every URL, too' },
};

/** @param {Record<string, any>} values of the options @returns {Mask} */
export function maskOf(values) {
  const queries = Boolean(values['hide-queries']);
  if (!values['show-secrets']) return (value) => redact([value], { queries })[0];
  if (queries) throw new UsageError('--hide-queries: hides what --show-secrets shows; give one of them');
  return (value) => value;
}

/**
 * Rows are many, and few have anything to mask.
 * @param {Record<string, any>} values of the options
 * @returns {(row: import('../types.js').Row) => import('../types.js').Row}
 */
export function rowMaskOf(values) {
  const masked = maskOf(values);
  return (row) => (values['hide-queries'] || row.url.includes('@') ? masked(row) : row);
}
