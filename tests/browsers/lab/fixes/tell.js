/** The command line's part for fixes: whether the first fix of a blocked call is right, by the real browser. */
import { hadNoEnd, verdictOf } from '../compare.js';
import { scenarioOf } from '../generate/index.js';
import { judge, told } from '../judge.js';
import { predict } from '../predict.js';
import { openRelay } from '../relay.js';
import { runsIn } from '../scenario.js';
import { SERVER, faultOf } from './fault.js';
import { unsafePatterns } from './safety.js';
import { editedAnswers, isBeyondServers, trialOf } from './trial.js';

/** @typedef {import('../options.js').Options} Options */
/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {import('../../../../npm/types.js').Engine} Engine */
/** @typedef {import('../../../../npm/types.js').Report} Report */
/** @typedef {import('./trial.js').Trial & { scenario: LabScenario, report: Report, fix: Report['fixes'][number], then: Report[] }} Mended */
/**
 * @typedef {{ mended: Mended[], unmended: { scenario: LabScenario, report: Report }[], aside: number, faults: Map<string, number> }} Calls
 *   unmended: those without a fix; aside: how many can't be tried; faults: how many of all blocked calls are whose
 */

/** Calls whose fixes are tried at once. */
const BATCH = 400;
const PER_BROWSER = 10_000;

/**
 * Random calls that are blocked by the server's fault, with what their first fix promises.
 * @param {Engine} engine @param {string} seed @param {number} count
 * @returns {Promise<Calls>}
 */
export async function blockedCalls(engine, seed, count) {
  /** @type {Calls} */
  const calls = { mended: [], unmended: [], aside: 0, faults: new Map() };
  for (let index = 0; calls.mended.length + calls.unmended.length < count; index += 1) {
    const scenario = scenarioOf(seed, index);
    if (!runsIn(engine, scenario)) continue;
    const { report } = await predict(scenario, engine);
    if (report.verdict !== 'blocked') continue;
    const whose = faultOf(report);
    calls.faults.set(whose, (calls.faults.get(whose) ?? 0) + 1);
    if (whose !== SERVER) continue;
    const [fix] = report.fixes;
    if (!fix) {
      calls.unmended.push({ scenario, report });
      continue;
    }
    const trial = trialOf(scenario, report, fix);
    const then = [(await predict(trial.fixed, engine)).report];
    for (const other of fix.provenIn) if (other !== engine) then.push((await predict(trial.fixed, other)).report);
    if (isBeyondServers(then[0])) calls.aside += 1;
    else calls.mended.push({ ...trial, scenario, report, fix, then });
  }
  return calls;
}

/** What is unsafe about a fix. @param {Mended} call */
export const unsafeIn = ({ scenario, report, fix, then }) => unsafePatterns(fix, editedAnswers(scenario, report, fix, then));

/**
 * What is wrong with the first fix of each of these calls.
 * @param {ReturnType<typeof openRelay>} relay
 * @param {import('../engines.js').BrowserEngine} engine @param {Mended[]} calls
 * @returns {Promise<{ id: string, wrong: string[] }[]>}
 */
export async function tryFixes(relay, engine, calls) {
  const all = calls.flatMap(({ scenario, fixed, without }) => [scenario, fixed, ...without.map((one) => one.scenario)]);
  const { observations } = await relay.run(all);
  /**
   * What the browser was seen to do, unless it is what is wanted of it.
   * @param {LabScenario} scenario @param {boolean} allowed
   */
  const unwanted = async (scenario, allowed) => {
    const observed = observations.get(scenario.id);
    if (!observed || hadNoEnd(observed)) return ['was not seen'];
    const judged = await judge(engine, scenario, observed);
    const { verdict: ours, cause } = judged.report;
    if ((ours === 'allowed') !== allowed) return [`is ${ours} by Corscope (${cause?.code ?? ''})`];
    if (judged.found.length && judged.gap === null) return [`disagrees\n${told(judged)}`];
    const verdict = verdictOf(engine, observed);
    // Nobody learns how some calls end, and an element may have no use for what it gets; then what was sent and printed has agreed.
    const isTold = verdict !== 'unseen' && (!allowed || (await predict(scenario, engine)).usable);
    return !isTold || (verdict === 'allowed') === allowed ? [] : [`is ${verdict} by the browser`];
  };
  const results = [];
  for (const call of calls) {
    const { scenario, fixed, without } = call;
    const wrong = [
      ...(await unwanted(scenario, false)).map((text) => `as it is it ${text}`),
      ...(await unwanted(fixed, true)).map((text) => `with the fix it ${text}`),
      ...unsafeIn(call).map((text) => `unsafe: ${text}`),
    ];
    for (const { edit, scenario: one } of without) {
      wrong.push(...(await unwanted(one, false)).map((text) => `without ${edit.name} of the ${edit.of} ${edit.hop} it ${text}`));
    }
    if (wrong.length) results.push({ id: scenario.id, wrong });
  }
  return results;
}

/** @param {import('../engines.js').BrowserEngine} engine @param {Options} options @returns {Promise<number>} how many fixes are wrong */
export async function tellFixes(engine, options) {
  const { mended, unmended, aside, faults } = await blockedCalls(engine, options.seed, options.count);
  const blocked = [...faults.values()].reduce((sum, number) => sum + number, 0);
  const shares = [...faults].sort(([, a], [, b]) => b - a).map(([whose, number]) => `${(100 * number / blocked).toFixed(1)} % ${whose}`);
  console.log(`${engine}: ${blocked} blocked calls, at fault: ${shares.join(', ')}; ${aside} of the server's go where no server of the lab answers`);
  for (const { scenario, report } of unmended) console.log(`  ${scenario.id}: has no fix (${report.cause?.code})`);
  const relay = openRelay(engine, PER_BROWSER);
  let wrong = unmended.length;
  let runs = 0;
  try {
    for (let from = 0; from < mended.length; from += BATCH) {
      const batch = mended.slice(from, from + BATCH);
      const results = await tryFixes(relay, engine, batch);
      for (const { id, wrong: reasons } of results) console.log(`  ${id}: ${reasons.join('; ')}`);
      wrong += results.length;
      runs += batch.reduce((sum, { without }) => sum + 2 + without.length, 0);
      if (process.stderr.isTTY) process.stderr.write(`\r  ${engine}: ${from + batch.length} of ${mended.length}`);
    }
  } finally {
    await relay.close();
  }
  const kinds = mended.map(({ fix: { at, provenIn } }) => `${at}, proven in ${provenIn.join(', ')}`);
  for (const kind of new Set(kinds)) console.log(`  ${kinds.filter((one) => one === kind).length} first fixes: ${kind}`);
  console.log(`  ${wrong} of ${mended.length + unmended.length} first fixes are wrong; ${runs} calls made`);
  return wrong;
}
