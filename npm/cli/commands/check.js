/** `corscope check`: asks a server what the browser would ask, and explains. */
import { judgeOf, isUnreached } from '../exit.js';
import { REPORTING } from '../options.js';
import { openOutput } from '../output.js';
import { rowOf } from '../document.js';
import { DESCRIBING, SENDING, callOf, howOf, urlOf } from '../request-options.js';
import { UsageError } from '../usage-error.js';
import { differences } from '../compare.js';
import { probe } from '../probe.js';
import { send } from '../send.js';

/** @type {import('../options.js').Command} */
export const check = {
  about: 'sends what a page would send, and explains what the browser makes of the answers',
  usage: "corscope check URL --from ORIGIN [-X METHOD] [-H 'NAME: VALUE']… [--credentials] [--send]",
  words: 'URL',
  options: {
    ...SENDING,
    ...DESCRIBING,
    probe: { type: 'boolean', what: 'ask for other origins, too (foreign, null, prefix, suffix, subdomain, http): is the allow-list real?' },
    compare: { type: 'string', value: 'URL2', what: 'the same server behind its proxy or CDN: which headers of CORS were added, dropped or doubled on the way' },
    ...REPORTING,
  },
  examples: [
    ['corscope check https://api.example.com/orders --from https://app.example.com', 'may this page read the orders?'],
    ["corscope check https://api.example.com/orders/7 --from https://app.example.com -X PUT -H 'Content-Type: application/json' --credentials", 'a preflight, and nothing that changes an order'],
    ['corscope check https://api.example.com/ --from https://app.example.com --probe --fail-on warning', 'in CI: is the allow-list real?'],
    ['corscope check https://cdn.example.com/a --from https://app.example.com --compare https://origin.example.com/a', 'what does the CDN do to the headers?'],
  ],
  async run({ values, words }) {
    if (words.length > 1) throw new UsageError(`\`${words[1]}\`: one URL at a time; a header goes behind -H, in quotes`);
    return checkCall(callOf(words[0], values), values);
  },
};

/**
 * @param {import('../send.js').Call} call @param {Record<string, any>} values of the options in SENDING and REPORTING
 * @returns {Promise<number>} the exit code
 */
export async function checkCall(call, values) {
  const how = howOf(values);
  const other = values.compare === undefined ? null : urlOf(values.compare, '--compare');
  const judge = judgeOf(values['fail-on']);
  const report = await sent(call, how);
  const output = openOutput(values.format);
  output.call({ file: null, row: rowOf(report), report: () => report, isAlone: true });
  if (isUnreached(report)) judge.unreachable();
  else judge.verdict(report.verdict);
  judge.findings(report.notes);
  if (values.probe && !isUnreached(report)) {
    const { probed, isReal, conclusion, findings } = await probe(call, how, report);
    const lines = [...probed.map(({ kind, origin, mayRead }) => `  ${kind.padEnd(10)} ${SAID[String(mayRead)].padEnd(9)} ${origin}`), conclusion];
    output.section({ name: 'probe', data: { isReal, conclusion, probed }, lines: ['other origins:', ...lines] });
    for (const finding of findings) output.finding(finding);
    judge.findings(findings);
  }
  if (other !== null && !isUnreached(report)) {
    const direct = await sent({ ...call, url: other }, { ...how, mayRun: false });
    if (isUnreached(direct)) judge.unreachable();
    const found = differences(report, direct);
    const shown = how.masked(other);
    output.section({ name: 'compare', data: { with: shown, verdict: direct.verdict, differences: found }, lines: comparison(shown, direct, found) });
  }
  output.end();
  return judge.code();
}

/** @type {Record<string, string>} */
const SAID = { true: 'allowed', false: 'blocked', unknown: 'unknown' };

/** @param {import('../send.js').Call} call @param {import('../send.js').How} how */
async function sent(call, how) {
  try {
    return await send(call, how);
  } catch (error) {
    // The core names the field.
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

/** @param {string} other @param {import('../../types.js').Report} direct @param {import('../compare.js').Difference[]} found */
function comparison(other, direct, found) {
  if (isUnreached(direct)) return [`${other} could not be reached, so there is nothing to compare with`];
  const head = `on the way from ${other}, where the call is ${direct.verdict}:`;
  if (found.length === 0) return [head, '  nothing that matters to CORS was changed'];
  return [head, ...found.flatMap(({ message, name, change, before, after }) => [
    `  ${change} in ${message}: ${name}`, ...before.map((value) => `  -   ${name}: ${value}`), ...after.map((value) => `  +   ${name}: ${value}`),
  ])];
}
