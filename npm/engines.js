/**
 * Whose decision can be asked for.
 *
 * @typedef {import('./types.js').Engine} Engine
 */

/** @type {readonly Engine[]} */
export const ENGINES = ['chromium', 'firefox', 'webkit', 'standard'];

/** @type {Engine} */
export const DEFAULT_ENGINE = 'chromium';
