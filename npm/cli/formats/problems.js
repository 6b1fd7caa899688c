/** A call as a list of problems, for formats that know no calls. */
import { words } from '../document.js';

/**
 * @typedef {import('../document.js').Call} Call
 * @typedef {{ code: string, level: 'error' | 'warning' | 'note', message: string }} Problem
 */

/** @type {Record<string, Problem['level']>} */
export const LEVELS = { danger: 'error', warning: 'warning', info: 'note', error: 'error' };

/**
 * @param {Call} call
 * @returns {Problem[]} the browser's own reason first; nothing for a call that is let through and unremarkable
 */
export function problemsOf(call) {
  if (!call.isAlone && call.row.verdict === 'allowed') return [];
  const { diagnostics, notes } = call.report();
  const isOpen = call.row.verdict === 'undetermined';
  return [
    ...diagnostics.map(({ code, severity, headline, because }) => ({
      code, level: isOpen ? /** @type {const} */ ('note') : LEVELS[severity],
      message: `${words(headline)}${because.length > 0 ? `, because ${words(because)}` : ''}`,
    })),
    ...notes.map(({ code, severity, headline }) => ({ code, level: LEVELS[severity], message: words(headline) })),
  ];
}

/** @param {Call} call */
export const nameOf = ({ row: { method, url, origin } }) => `${method} ${url}${origin ? ` from ${origin}` : ''}`;
