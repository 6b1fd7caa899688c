/** The documentation of all codes, from the file that the crate writes: for the shells, which bundle it. */
import docs from '../pkg/codes.json';

/** @import { CodeDoc } from './report-types.d.ts' */

/** In the order in which a call can meet them. */
export const codeDocs = /** @type {CodeDoc[]} */ (/** @type {unknown} */ (docs.codes));

const byCode = new Map(codeDocs.map((doc) => [doc.code, doc]));

/** @param {string} code */
export const docOf = (code) => byCode.get(code) ?? null;
