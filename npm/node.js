/** The package in Node: everything works on import. */
import { createApi } from './api.js';
import { installGlobalWith } from './global/install.js';
import { loadedAdvice, wasm } from './node-wasm.js';
import { httpTransport } from './transport/http.js';
import { ofServer } from './transport/of-server.js';

const transports = { ofNetwork: httpTransport, ofServer };
const api = createApi(() => wasm, loadedAdvice, transports);

export const {
  createFetch, explain, simulate, openCapture, explainHar, explainText, explainCode, codes, renderText, recipes, toScenario, redact,
} = api;
export const installGlobal = installGlobalWith(api.core, transports);
export { PreflightCache } from './api.js';

/** Does nothing here; in browsers it loads the wasm. @returns {Promise<void>} */
export async function load() {}

/** Does nothing here; in browsers it loads what a verdict needs. @returns {Promise<void>} */
export async function loadEvaluator() {}
