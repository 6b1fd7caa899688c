// Compares what the panel shows with what the browser said and with what was written by hand. Says what differs.
import { knownGaps } from './known-gaps.js';

/**
 * @typedef {import('./results.js').Result} Result
 * @typedef {import('./panel-reader.js').SeenCall} SeenCall
 */

/**
 * @param {Result} result
 * @returns {string[]} nothing when all is right
 */
export function judge(result) {
  const { situation, seen, browser, blockedByCors } = result;
  const itself = browserProblems(situation.expect, browser, blockedByCors);
  const problems = panelProblems(result);
  if (!knownGaps.has(situation.id)) return [...itself, ...problems];
  if (problems.length === 0) return [...itself, 'no gap any more: strike it from tests/known-gaps.txt'];
  return seen ? [...itself, ...gapProblems(situation.expect, seen)] : [...itself, 'no row in the panel'];
}

/**
 * A gap may leave something open; it is never wrong about the verdict, and what may be said stands there.
 * @param {Result['situation']['expect']} expect
 * @param {SeenCall} seen
 */
function gapProblems({ verdict, alternative }, seen) {
  const problems = [];
  if (seen.verdict !== verdict && seen.verdict !== 'undetermined') {
    problems.push(`${seen.verdict}, expected ${verdict} or undetermined`);
  }
  if (seen.contradiction) problems.push('the panel itself reports a contradiction');
  const stands = seen.alternatives.some((other) => other.verdict === verdict && other.code === alternative);
  if (alternative && !stands) problems.push(`${alternative} is not among the alternatives`);
  return problems;
}

/** @param {Result} result */
function panelProblems({ situation, seen, browser }) {
  const { expect } = situation;
  if (expect.entry === false) {
    return seen ? ['a row, although the browser leaves no network entry'] : [];
  }
  if (!seen) return ['no row in the panel'];
  const problems = [];
  if (seen.verdict !== seen.listVerdict) problems.push(`the list says ${seen.listVerdict}, the report ${seen.verdict}`);
  if (seen.contradiction) problems.push('the panel itself reports a contradiction');
  if (seen.verdict !== expect.verdict) return [...problems, `${seen.verdict}, expected ${expect.verdict}`];
  // Local Network Access reports through CORS's channel, but it is not CORS.
  if (seen.verdict === 'failed' && expect.error && seen.error !== expect.error) {
    problems.push(`error ${seen.error}, the browser says ${expect.error}`);
  }
  if (seen.verdict !== 'blocked' || !browser?.corsErrorStatus) return problems;
  return [...problems, ...causeProblems(expect, seen, browser.corsErrorStatus)];
}

/**
 * Whether the situation itself is what it is said to be.
 * @param {Result['situation']['expect']} expect
 * @param {Result['browser']} browser
 * @param {{ corsError: string, failedParameter: string }|null} said
 */
function browserProblems(expect, browser, said) {
  const problems = [];
  if (expect.error && said?.corsError !== expect.error) {
    problems.push(`the browser itself says ${said?.corsError ?? 'nothing'}, expected ${expect.error}`);
  }
  if (!expect.error && said) problems.push(`the browser itself says ${said.corsError}, expected none`);
  if (expect.error && said && !expect.names && said.failedParameter !== (expect.parameter ?? '')) {
    problems.push(`the browser's parameter is "${said.failedParameter}", expected "${expect.parameter ?? ''}"`);
  }
  if (expect.entry !== false && !browser) problems.push('the browser reported no request');
  return problems;
}

/**
 * @param {Result['situation']['expect']} expect
 * @param {SeenCall} seen
 * @param {{ corsError: string, failedParameter: string }} said by the browser
 */
function causeProblems(expect, seen, said) {
  const problems = [];
  if (seen.error !== said.corsError) problems.push(`error ${seen.error}, the browser says ${said.corsError}`);
  if (expect.names) {
    const names = expect.names;
    if (!names.includes(seen.parameter ?? '')) problems.push(`parameter "${seen.parameter}" is none of ${names}`);
    if (!names.includes(said.failedParameter))
      problems.push(`the browser names ${said.failedParameter}, none of ${names}`);
    const all = seen.headlines.join(' ');
    for (const name of names) if (!all.includes(name)) problems.push(`the missing header ${name} is not listed`);
  } else if ((seen.parameter ?? '') !== said.failedParameter) {
    problems.push(`parameter "${seen.parameter}", the browser says "${said.failedParameter}"`);
  }
  if ((seen.header ?? null) !== (expect.header ?? null))
    problems.push(`blames ${seen.header}, expected ${expect.header}`);
  return [...problems, ...markProblems(expect, seen)];
}

/**
 * @param {Result['situation']['expect']} expect
 * @param {SeenCall} seen
 */
function markProblems(expect, seen) {
  const mark = seen.marks.find(({ diagnostic, role }) => diagnostic === '0' && role === 'primary');
  if (!mark) return ['no bytes are marked'];
  const problems = [];
  if (expect.mark === null && mark.line !== 'end-of-headers')
    problems.push(`"${mark.text}" is marked, not the end of the headers`);
  if (typeof expect.mark === 'string' && mark.text !== expect.mark) {
    problems.push(
      `"${mark.line === 'end-of-headers' ? 'end of headers' : mark.text}" is marked, expected "${expect.mark}"`,
    );
  }
  const of = expect.phase === 'preflight' ? 'preflight' : 'request';
  if (mark.of !== of || mark.kind !== 'response')
    problems.push(`the mark is in a ${mark.of}'s ${mark.kind}, expected a ${of}'s response`);
  return problems;
}
