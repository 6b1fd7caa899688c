/** How to print. */
import { github } from './formats/github.js';
import { json } from './formats/json.js';
import { junit } from './formats/junit.js';
import { markdown } from './formats/markdown.js';
import { ndjson } from './formats/ndjson.js';
import { sarif } from './formats/sarif.js';
import { text } from './formats/text.js';

/** @type {Record<string, (terminal: import('./document.js').Terminal) => import('./document.js').Format>} */
export const FORMATS = { text, json, ndjson, markdown, sarif, junit, github };
