/** The package in Node: everything works on import. */
import { readFileSync } from 'node:fs';
import { createApi } from './api.js';
import * as advice from './pkg/advice.js';
import * as wasm from './pkg/corscope.js';
import { httpTransport } from './transport/http.js';
import { ofServer } from './transport/of-server.js';

const moduleOf = (/** @type {string} */ name) => readFileSync(new URL(`./pkg/${name}_bg.wasm`, import.meta.url));
wasm.initSync({ module: moduleOf('corscope') });

let advises = false;
/** Not before it is asked for: a verdict needs none. */
function loadedAdvice() {
  if (!advises) advice.initSync({ module: moduleOf('advice') });
  advises = true;
  return advice;
}

const api = createApi(() => wasm, loadedAdvice, { ofNetwork: httpTransport, ofServer });
export const {
  createFetch, explain, simulate, openCapture, explainHar, explainText, explainCode, codes, renderText, recipes, toScenario, redact,
} = api;
/** For the command line, which goes on to send it; no part of the package's contract. */
export const { readPasted } = api;
export { PreflightCache } from './api.js';

/** Does nothing here; in browsers it loads the wasm. @returns {Promise<void>} */
export async function load() {}

/** Does nothing here; in browsers it loads what a verdict needs. @returns {Promise<void>} */
export async function loadEvaluator() {}
