/** The package in browsers, workers and extensions: `await load()` first. */
import { createApi } from './api.js';
import * as wasm from './pkg/corscope.js';

/** @type {Promise<void>|undefined} */
let loading;
let loaded = false;

export const { explain, simulate, openCapture, explainHar, renderText, toScenario, redact } = createApi(() => {
  if (!loaded) throw new Error('corscope is not loaded yet: call `await load()` first');
  return wasm;
});
export { PreflightCache } from './api.js';

/**
 * Loads the wasm; calling it again does nothing.
 * @param {string|URL|Request|Response|BufferSource|WebAssembly.Module} [source] by default the file beside this one
 * @returns {Promise<void>}
 */
export function load(source = new URL('./pkg/corscope_bg.wasm', import.meta.url)) {
  loading ??= wasm.default({ module_or_path: source }).then(
    () => {
      loaded = true;
    },
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
