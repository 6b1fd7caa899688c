/** What a captured scenario comes to: the row agrees with the browser, says that it can't tell, or is wrong. */
import { consoles, hadNoEnd, isNamed, verdictDiffers, verdictOf } from '../compare.js';
import { predict } from '../predict.js';
import { hopIn } from '../scenario.js';

/** @typedef {import('./run.js').Captured} Captured */
/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {import('../../../../npm/types.js').Engine} Engine */
/**
 * @typedef {{ end: 'agrees' | 'undetermined' | 'wrong' | 'no entry' | 'not seen', why: string }} Judged
 *   no entry: devtools have nothing about it; not seen: the lab missed how it ended
 */

/**
 * Firefox's devtools have no entry for what a worker's event source asks for.
 * @param {LabScenario} scenario @param {Engine} engine
 */
const isUntold = ({ page, request }, engine) => engine === 'firefox' && page === 'worker' && request.initiator === 'eventsource';

/**
 * Firefox's media player asks for the rest of what it was given a part of: a call of its own, which begins where it got that
 * part, and never at the first byte.
 * @param {Captured['rows'][number]} row @param {Captured['entries']} entries @param {Engine} engine
 */
function isOfTheRest({ row: { url, startedAt } }, entries, engine) {
  /** @param {string} pattern @param {(at: number) => boolean} when */
  const isAsked = (pattern, when) => entries.some(({ request, startedDateTime }) => (
    // Firefox keeps the fragment, a row doesn't.
    request.url.replace(/#.*$/u, '') === url && when(Date.parse(startedDateTime))
    && request.headers.some((/** @type {{ name: string, value: string }} */ { name, value }) => name === 'Range' && value.startsWith(pattern))));
  return engine === 'firefox' && isAsked('bytes=0-', (at) => at < (startedAt ?? 0))
    && isAsked('bytes=', (at) => at === startedAt) && !isAsked('bytes=0-', (at) => at === startedAt);
}

/** @param {Captured} captured @param {Engine} engine @returns {Promise<Judged>} */
export async function judgeCapture({ scenario, observed, rows, entries }, engine) {
  if (hadNoEnd(observed)) return { end: 'not seen', why: '' };
  if (!rows.length) {
    // The panel lists what went over HTTP.
    if (entries.some((entry) => entry.request.url.startsWith('http'))) return { end: 'wrong', why: 'entries without a row' };
    return observed.wire.length && !isUntold(scenario, engine) ? { end: 'wrong', why: 'sent, and no entry' } : { end: 'no entry', why: verdictOf(engine, observed) };
  }
  const { usable } = await predict(scenario, engine);
  const wrong = [];
  const open = [];
  for (const { row, report } of rows) {
    const { verdict, cause } = report;
    if (row.verdict !== verdict) wrong.push(`the list says ${row.verdict}, the report ${verdict}`);
    if (verdict === 'undetermined') open.push(/** @type {{ fact?: string }} */ (cause).fact ?? cause?.code ?? '');
    else {
      const ours = { verdict, named: consoles(report, scenario.page).some(isNamed), usable };
      if (verdictDiffers(observed, ours, engine)) wrong.push(`${verdict} (${cause?.code ?? ''}) for ${verdictOf(engine, observed)}`);
      if (row.flags.includes('contradiction')) wrong.push('contradiction');
    }
  }
  const calls = rows.filter((row) => scenario.request.initiator !== 'media' || !isOfTheRest(row, entries, engine));
  const hops = calls.map(({ row }) => hopIn(row.url));
  if (hops.join() !== '0') wrong.push(`hops ${hops} are calls of their own`);
  if (wrong.length) return { end: 'wrong', why: wrong.join('; ') };
  return open.length ? { end: 'undetermined', why: open.join(', ') } : { end: 'agrees', why: '' };
}
