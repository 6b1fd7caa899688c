/** What a page's `fetch` rejects with: the browser's own word first, and what was behind it. */

/** @typedef {import('../types.js').Report} Report */

/** The browsers' texts, as their pages get them. @type {Record<string, string>} */
const WORDS = {
  standard: 'Failed to fetch', chromium: 'Failed to fetch', firefox: 'NetworkError when attempting to fetch resource.', webkit: 'Load failed',
};

/**
 * @param {Report} report
 * @param {(report: Report) => string} text renders it
 * @param {unknown} thrown by who sent the last message
 * @returns {TypeError} its `cause` is the Report; `thrown`, where there is one, is what the network's own error was
 */
export function refusal(report, text, thrown) {
  const error = failed(report.engine, text(report).trimEnd(), report);
  if (thrown) Object.defineProperty(error, 'thrown', { value: thrown, configurable: true });
  return error;
}

/**
 * @param {string} engine @param {string} why @param {unknown} [cause]
 * @returns {TypeError}
 */
export const failed = (engine, why, cause) => new TypeError(`${WORDS[engine]}\n\n${why}`, { cause });
