/** The package in Node: everything works on import. */
import { readFileSync } from 'node:fs';
import { createApi } from './api.js';
import * as wasm from './pkg/corscope.js';

wasm.initSync({ module: readFileSync(new URL('./pkg/corscope_bg.wasm', import.meta.url)) });

export const { explain, simulate, openCapture, explainHar, renderText, toScenario, redact } = createApi(() => wasm);
export { PreflightCache } from './api.js';

/** Does nothing here; in browsers it loads the wasm. @returns {Promise<void>} */
export async function load() {}
