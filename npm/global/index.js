/**
 * `corscope/global`: this one function of the package. A test environment with a DOM may be taken for a browser, and get the
 * package's other entry where it asks for `corscope`; this door leads to Node's in any case.
 */
import { installGlobalIn } from './in-node.js';

/** @param {import('../types.js').InstallGlobalOptions} [options] */
export const installGlobal = (options) => installGlobalIn(globalThis, options);
