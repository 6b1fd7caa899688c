/** How to print. */
import { json } from './formats/json.js';
import { ndjson } from './formats/ndjson.js';
import { text } from './formats/text.js';

/** @type {Record<string, (terminal: import('./document.js').Terminal) => import('./document.js').Format>} */
export const FORMATS = { text, json, ndjson };
