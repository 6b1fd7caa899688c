/** The package in Node: everything works on import. */
import { api } from './node-api.js';

export const {
  createFetch, explain, simulate, openCapture, explainHar, explainText, explainCode, codes, renderText, recipes, toScenario, redact,
} = api;
export { PreflightCache } from './api.js';
export { installGlobal } from './global/index.js';

/** Does nothing here; in browsers it loads the wasm. @returns {Promise<void>} */
export async function load() {}

/** Does nothing here; in browsers it loads what a verdict needs. @returns {Promise<void>} */
export async function loadEvaluator() {}
