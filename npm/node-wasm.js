/** The package's two wasm modules in Node, where they need no waiting for. */
import { readFileSync } from 'node:fs';
import * as advice from './pkg/advice.js';
import * as wasm from './pkg/corscope.js';

const moduleOf = (/** @type {string} */ name) => readFileSync(new URL(`./pkg/${name}_bg.wasm`, import.meta.url));
wasm.initSync({ module: moduleOf('corscope') });

let advises = false;
/** Not before it is asked for: a verdict needs none. */
export function loadedAdvice() {
  if (!advises) advice.initSync({ module: moduleOf('advice') });
  advises = true;
  return advice;
}

export { wasm };
