/** Makes a wasm module small once it is gzipped, which is how it travels; npm's binaryen brings `wasm-opt`. */
import { run } from './steps.js';
import { orderFunctions } from './wasm-order.js';

/** Those rustc's wasm target has on. */
const FEATURES = [
  '--enable-bulk-memory',
  '--enable-bulk-memory-opt',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
  '--enable-call-indirect-overlong',
];

/**
 * Inlining makes the code larger once it is gzipped (by 7 %); control flow that is taken apart and built anew makes it
 * smaller (by 0.5 %).
 */
const PASSES = [
  '--flatten',
  '--rereloop',
  '-Oz',
  '--flatten',
  '--rereloop',
  '-Oz',
  '--gufa-optimizing',
  '-Oz',
  '--converge',
  '--reorder-locals',
  '--strip-producers',
  '--strip-target-features',
  '--low-memory-unused',
  '--flexible-inline-max-function-size=0',
  '--one-caller-inline-max-function-size=10',
  '--always-inline-max-function-size=2',
  '--skip-pass=local-cse',
];

/** @param {string} path of the module, which is written anew @param {{ ordered: boolean }} options whether its functions are put in order */
export async function shrink(path, { ordered }) {
  await run('wasm-opt', [path, '-o', path, ...FEATURES, ...PASSES]);
  if (ordered) await orderFunctions(path, FEATURES);
}
