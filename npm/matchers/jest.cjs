/**
 * `require('corscope/jest')`, or the same as a set-up file. Jest's own `require` takes no ES modules before Node 24.9, Node's
 * does from 20.19 and 22.12 on. So the package is loaded outside Jest's sandbox, where `vm` runs code, and the `expect` inside
 * it gets the matchers.
 */
const { runInThisContext } = require('node:vm');

const load = runInThisContext('process').getBuiltinModule('node:module').createRequire(__filename);
const { matchers } = load('./matchers.js');

/** @type {any} */ (globalThis).expect.extend(matchers);

exports.accessTable = load('./access-table.js').accessTable;
exports.ask = load('./ask.js').ask;
