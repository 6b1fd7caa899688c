// Compares what the panel shows with what the browser said and with what was written by hand. Says what differs.

/**
 * @typedef {import('./results.js').Result} Result
 * @typedef {import('./panel-reader.js').SeenCall} SeenCall
 */

/**
 * @param {Result} result
 * @returns {string[]} nothing when all is right
 */
export function judge({ situation, seen, browser, blockedByCors }) {
  const { expect } = situation;
  const problems = browserProblems(expect, browser, blockedByCors);
  if (expect.entry === false) {
    if (seen) problems.push('a row, although the browser leaves no network entry');
    return problems;
  }
  if (!seen) return [...problems, 'no row in the panel'];
  if (seen.verdict !== seen.listVerdict) problems.push(`the list says ${seen.listVerdict}, the report ${seen.verdict}`);

  if (seen.verdict === 'undetermined') {
    if (!expect.unknowable) problems.push('undetermined, although the capture holds all there is to know');
    return problems;
  }
  if (seen.contradiction) problems.push('the panel itself reports a contradiction');
  // Local Network Access reports through CORS's channel, but it is not CORS.
  const wanted = expect.verdict;
  if (seen.verdict !== wanted && !expect.unknowable) problems.push(`${seen.verdict}, expected ${wanted}`);
  if (seen.verdict === 'failed' && expect.error && !expect.unknowable && seen.error !== expect.error) {
    problems.push(`error ${seen.error}, the browser says ${expect.error}`);
  }
  if (seen.verdict !== 'blocked' || !browser?.corsErrorStatus) return problems;
  const cause = causeProblems(expect, seen, browser.corsErrorStatus);
  // Both ways it is blocked, only not for the same reason: then the browser's reason must stand among the alternatives.
  const said = seen.alternatives.some(({ verdict, code }) => verdict === 'blocked' && code === expect.alternative);
  return expect.alternative && said ? problems : [...problems, ...cause];
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
