/** The package in Node: everything works on import. */
import { createApi } from './api.js';
import { loadedAdvice, wasm } from './node-wasm.js';
import { httpTransport } from './transport/http.js';
import { ofServer } from './transport/of-server.js';

export const {
  createFetch, explain, simulate, openCapture, explainHar, explainText, explainCode, codes, renderText, recipes, toScenario, redact,
} = createApi(() => wasm, loadedAdvice, { ofNetwork: httpTransport, ofServer });
export { PreflightCache } from './api.js';

/** Does nothing here; in browsers it loads the wasm. @returns {Promise<void>} */
export async function load() {}

/** Does nothing here; in browsers it loads what a verdict needs. @returns {Promise<void>} */
export async function loadEvaluator() {}
