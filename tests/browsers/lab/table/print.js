/** The table as it stands in `tests/browsers/README.md`, between its two marks. */
import { readFileSync, writeFileSync } from 'node:fs';

/** @typedef {import('./measure.js').Row} Row */

export const README = new URL('../../README.md', import.meta.url);
export const BEGIN = '<!-- npm run lab:table -->';
export const END = '<!-- end -->';

/** @param {number | null} part @param {number} whole */
const percent = (part, whole) => (part === null ? '–' : `${((100 * part) / whole).toFixed(2)} %`);

/** @param {Row[]} rows @param {{ seed: string, count: number }} run @returns {string} */
export function printTable(rows, { seed, count }) {
  return [
    `${count} scenarios of seed \`${seed}\``, '',
    '| | version | scenarios | verdict | what reached the server | everything |',
    '|---|---|---:|---:|---:|---:|',
    ...rows.map(({ who, version, scenarios, verdict, sent, all }) => (
      `| ${who} | ${version} | ${scenarios} | ${percent(verdict, scenarios)} | ${percent(sent, scenarios)} | ${percent(all, scenarios)} |`)),
  ].join('\n');
}

/** @param {string} [text] of the README @returns {string} its table */
export function tableIn(text = readFileSync(README, 'utf8')) {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`tests/browsers/README.md: no ${BEGIN} … ${END}`);
  return text.slice(begin + BEGIN.length, end).trim();
}

/** @param {string} table */
export function putTable(table) {
  const text = readFileSync(README, 'utf8');
  writeFileSync(README, text.replace(`${BEGIN}\n${tableIn(text)}\n${END}`, () => `${BEGIN}\n${table}\n${END}`));
}
