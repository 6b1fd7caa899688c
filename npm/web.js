/** The package in browsers, workers and extensions: `await load()` first. */
import { createApi } from './api.js';
import * as advice from './pkg/advice.js';
import * as wasm from './pkg/corscope.js';
import { ofHandler } from './transport/of-handler.js';

/** @typedef {string|URL|Request|Response|BufferSource|WebAssembly.Module} Source */

/** @param {(source: Source) => Promise<unknown>} start */
function once(start) {
  /** @type {Promise<void>|undefined} */
  let loading;
  let loaded = false;
  return {
    isLoaded: () => loaded,
    /** @param {Source} source @returns {Promise<void>} */
    load(source) {
      loading ??= start(source).then(
        () => {
          loaded = true;
        },
        (error) => {
          loading = undefined;
          throw error;
        },
      );
      return loading;
    },
  };
}

const evaluator = once((source) => wasm.default({ module_or_path: source }));
const advising = once((source) => advice.default({ module_or_path: source }));

/** A browser's own `fetch` says too little about an answer: only what a test brings can be asked here. */
const transports = {
  ofNetwork: () => {
    throw new TypeError('fetch: outside Node, createFetch needs `fetch` or `server`');
  },
  ofServer: (/** @type {unknown} */ server) => {
    const found = ofHandler(server);
    if (!found) throw new TypeError('server: outside Node, expected a function from Request to Response, an object with such a `fetch`, a module of route handlers, or MSW handlers');
    return found;
  },
};

export const {
  createFetch, explain, simulate, openCapture, explainHar, explainText, explainCode, codes, renderText, recipes, toScenario, redact,
} = createApi(
  () => {
    if (!evaluator.isLoaded()) throw new Error('corscope is not loaded yet: call `await load()` first');
    return wasm;
  },
  () => (advising.isLoaded() ? advice : null),
  transports,
);
export { PreflightCache } from './api.js';

/**
 * A browser enforces CORS by itself; and test environments are Node's.
 * @returns {never}
 */
export function installGlobal() {
  throw new Error('installGlobal: not in a browser, which enforces CORS itself; where Node was taken for one, import it from `corscope/global`');
}

/**
 * Loads the wasm; calling it again does nothing.
 * @param {Source} [source] by default the file beside this one
 * @param {Source} [adviceSource] the same for the second part
 * @returns {Promise<void>}
 */
export async function load(source, adviceSource = new URL('./pkg/advice_bg.wasm', import.meta.url)) {
  await Promise.all([loadEvaluator(source), advising.load(adviceSource)]);
}

/**
 * Loads only what a verdict needs: until `load()` has ended, too, Reports have no fixes, no checklist, no trace and only the
 * notes of a verdict, and there is no `renderText`.
 * @param {Source} [source] by default the file beside this one
 * @returns {Promise<void>}
 */
export function loadEvaluator(source = new URL('./pkg/corscope_bg.wasm', import.meta.url)) {
  return evaluator.load(source);
}
