/**
 * `require('corscope/global')`, which Jest's tests say. The package is loaded outside Jest's sandbox (see `corscope/jest`), and what
 * is replaced is inside it.
 */
const { runInThisContext } = require('node:vm');

const load = runInThisContext('process').getBuiltinModule('node:module').createRequire(__filename);
const { installGlobalIn } = load('./in-node.js');

exports.installGlobal = (/** @type {any} */ options) => installGlobalIn(globalThis, options);
