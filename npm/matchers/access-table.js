/** Who may read what: a text that a snapshot keeps. */
import { ask } from './ask.js';

/** @typedef {import('../types.js').Report} Report */

/** What a call has one of, and a table several. */
const OWN = [['from', 'origins'], ['method', 'methods']];

/**
 * @param {unknown} app
 * @param {import('./types.js').AccessTableOptions} options
 * @returns {Promise<string>} without a line break at its end
 */
export async function accessTable(app, options) {
  const { origins, methods = ['GET'], ...call } = options ?? {};
  if (!Array.isArray(origins) || origins.length === 0) throw new TypeError('origins: expected a list of origins');
  if (!Array.isArray(methods) || methods.length === 0) throw new TypeError('methods: expected a list of methods');
  for (const [name, instead] of OWN) if (name in call) throw new TypeError(`${name}: a table has \`${instead}\``);
  const lines = [['from', ...methods]];
  for (const from of origins) {
    const line = [from];
    // One after the other: a server's state must not make the text another one.
    for (const method of methods) line.push(cell(await ask(app, { ...call, from, method })));
    lines.push(line);
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((text, column) => text.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}

/** @param {Report[]} reports */
function cell(reports) {
  const ends = reports.map(end);
  if (ends.every((one) => one === ends[0])) return ends[0];
  return reports.map(({ engine }, index) => `${engine}: ${ends[index]}`).join(', ');
}

/** @param {Report} report */
const end = ({ verdict, cause, credentialed }) => (
  verdict === 'allowed' ? `reads${credentialed === true ? ', with credentials' : ''}` : `${verdict}: ${cause?.code}`);
