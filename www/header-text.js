/** Header lines as people type them: `Name: value`, one per line. */

/** @import { HeaderLines } from '../npm/view/report-types.d.ts' */

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * @param {string} text
 * @returns {{ lines: HeaderLines, errors: { line: number, message: string }[] }}
 */
export function parseHeaderText(text) {
  /** @type {HeaderLines} */
  const lines = [];
  /** @type {{ line: number, message: string }[]} */
  const errors = [];
  text.split(/\r\n|\n|\r/).forEach((row, index) => {
    if (row.trim() === '') return;
    const problem = problemOf(row);
    if (problem !== null) {
      errors.push({ line: index + 1, message: problem });
      return;
    }
    const colon = row.indexOf(':');
    // A server's parser strips tabs and spaces around a value, and nothing else.
    lines.push([row.slice(0, colon), row.slice(colon + 1).replace(/^[\t ]+|[\t ]+$/g, '')]);
  });
  return { lines, errors };
}

/** @param {string} row @returns {string|null} */
function problemOf(row) {
  if (/^HTTP\/\d/i.test(row)) return 'a status line; the status has its own field';
  const colon = row.indexOf(':');
  if (colon < 0) return `no colon in “${short(row)}”; write “Name: value”`;
  const name = row.slice(0, colon);
  if (name === '') return 'no name before the colon';
  if (!TOKEN.test(name)) return `“${short(name)}” is not a header name`;
  const outside = [...row].find((character) => (character.codePointAt(0) ?? 0) > 0xff);
  if (outside !== undefined) return `“${outside}” is not a single byte; header values are bytes (U+0000 to U+00FF)`;
  if (row.includes('\0')) return 'a header value can’t hold the byte 0x00';
  return null;
}

/** @param {HeaderLines} lines */
export function formatHeaderText(lines) {
  return lines.map(([name, value]) => `${name}: ${value}`).join('\n');
}

/** @param {string} text */
function short(text) {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
