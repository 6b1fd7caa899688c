/**
 * The case files on disk: reading them all, and printing one so that people can review it: a value stays on one line
 * while it fits.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** @typedef {import('./server.js').HeaderLine} HeaderLine */
/**
 * @typedef {{ kind: 'preflight' | 'request', hop: number, method: string, url: string,
 *   headers: HeaderLine[] }} Outgoing
 * @typedef {{ status: number, headers: HeaderLine[], source?: string }
 *   | { networkError: string, text?: string } | { unknown: string }} Answer
 * @typedef {{ sent: Outgoing, received: Answer, at?: number }} Exchange
 * @typedef {{ kind: string, hop: number, method: string, url: string, origin: string | null,
 *   requestMethod: string | null, requestHeaders: string | null }} SentSummary
 * @typedef {{ code: string, phase: string, hop: number, header: string | null, names?: string[] }} Cause
 * @typedef {{ verdict: string, responseType: string | null, cause: Cause | null,
 *   step: { algorithm: string, step: string } | null,
 *   console: { error: string, parameter: string, text: string } | null,
 *   sent: SentSummary[], exposed: string[] }} Expectation
 * @typedef {{ name: string, source: string, engine: 'chromium' | 'standard',
 *   scenario: { schema: 1, request: Record<string, any>, exchanges: Exchange[] }, expect: Expectation }} Case
 */

export const CASES_DIRECTORY = fileURLToPath(new URL('../cases/', import.meta.url));
const WIDTH = 158;

/** @returns {string[]} */
export const caseFiles = () => readdirSync(CASES_DIRECTORY).filter((name) => name.endsWith('.json')).sort()
  .map((name) => path.join(CASES_DIRECTORY, name));

/** @param {string} file @returns {Case[]} */
export const readCases = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** JSON on one line, with a blank after colons and commas. @param {any} value @returns {string} */
export function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${inline(part)}`).join(', ')}}`;
  }
  return JSON.stringify(value);
}

/**
 * Entries fill a line while they fit; one that fits on no line is laid out itself, one blank deeper.
 * @param {any} value @param {number} indent @param {number} used columns before the value @returns {string}
 */
export function layOut(value, indent, used) {
  const short = inline(value);
  if (value === null || typeof value !== 'object' || used + short.length <= WIDTH) return short;
  const isList = Array.isArray(value);
  /** @type {[label: string, part: any][]} */
  const entries = isList
    ? value.map((part) => ['', part])
    : Object.entries(value).map(([key, part]) => [`${JSON.stringify(key)}: `, part]);
  const inner = indent + 1;
  let text = '';
  let column = used + 1;
  entries.forEach(([label, part], index) => {
    const whole = label + inline(part);
    const follows = index > 0;
    if (follows) text += ',';
    if (column + whole.length + 2 <= WIDTH) {
      text += follows ? ` ${whole}` : whole;
      column += whole.length + 2;
      return;
    }
    const start = follows ? inner : column;
    const laid = label + layOut(part, inner, start + label.length);
    text += follows ? `\n${' '.repeat(inner)}${laid}` : laid;
    column = (laid.includes('\n') ? laid.length - laid.lastIndexOf('\n') - 1 : start + laid.length) + 1;
  });
  return isList ? `[${text}]` : `{${text}}`;
}

/** @param {Case[]} cases @returns {string} */
export function printCases(cases) {
  const printed = cases.map(({ name, source, engine, scenario, expect }) => {
    const { schema, request, exchanges, ...more } = scenario;
    const body = [
      `{${inline({ name, source, engine }).slice(1, -1)},`,
      ` "scenario": {"schema": ${schema}, "request": ${layOut(request, 3, 30)},`,
      `  "exchanges": ${layOut(exchanges, 2, 16)}${Object.keys(more).length ? `, ${inline(more).slice(1, -1)}` : ''}},`,
      ` "expect": ${layOut(expect ?? null, 2, 12)}}`,
    ];
    return body.join('\n');
  });
  return `[\n${printed.join(',\n')}\n]\n`;
}

/** @param {string} file @param {Case[]} cases */
export const writeCases = (file, cases) => writeFileSync(file, printCases(JSON.parse(JSON.stringify(cases))));
