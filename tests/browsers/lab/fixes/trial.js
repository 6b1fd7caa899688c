/**
 * What a fix promises, as scenarios for a browser: with all of its edits the call is allowed, and without any one that the
 * verdict needs it is not.
 */
import { typeFor } from '../bodies.js';
import { hopIn, renamed } from '../scenario.js';

/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {import('../scenario.js').Reply} Reply */
/** @typedef {import('../scenario.js').Kind} Kind */
/** @typedef {import('../../../../npm/types.js').Report} Report */
/** @typedef {Report['fixes'][number]} Fix */
/** @typedef {Fix['edits'][number]} Edit */
/** @typedef {{ of: Kind, hop: number, status: number, headers: [string, string][] }} Answered */
/** @typedef {{ fixed: LabScenario, without: { edit: Edit, scenario: LabScenario }[] }} Trial */

/** @param {Reply} reply @param {Edit} edit @returns {Reply} */
function edited({ status, headers }, { op, name, value = '' }) {
  if (name === ':status') return { status: Number(value), headers };
  const isOther = (/** @type {[string, string]} */ [other]) => other.toLowerCase() !== name.toLowerCase();
  const kept = op === 'append' ? headers : headers.filter(isOther);
  return { status, headers: op === 'remove' ? kept : [...kept, [name, value]] };
}

/** What nobody saw is a success that knows nothing of CORS. @param {Kind} kind @param {string | undefined} initiator @returns {Reply} */
function bare(kind, initiator) {
  const type = kind === 'preflight' ? null : typeFor(initiator);
  return { status: kind === 'preflight' ? 204 : 200, headers: [...type === null ? [] : [/** @type {[string, string]} */ (['Content-Type', type])], ['Cache-Control', 'no-store']] };
}

/**
 * The scenario with these edits of a fix made.
 * @param {LabScenario} scenario @param {Report} report of the call as it is
 * @param {Fix} fix @param {Edit | null} without one that is left out
 */
function applied(scenario, report, fix, without) {
  /** @type {LabScenario} */
  const made = structuredClone(scenario);
  const { initiator } = Object.assign(made.request, fix.request ?? {});
  const isSeen = (/** @type {Kind} */ of, /** @type {number} */ hop) => report.sent.some((sent) => sent.kind === of && sent.hop === hop);
  made.hops.forEach((replies, hop) => {
    if (!isSeen('preflight', hop)) replies.preflight = bare('preflight', initiator);
    if (!isSeen('request', hop)) replies.request = bare('request', initiator);
  });
  for (const edit of fix.edits) {
    if (edit !== without) made.hops[edit.hop][edit.of] = edited(made.hops[edit.hop][edit.of], edit);
  }
  return made;
}

/** @param {LabScenario} scenario @param {Report} report @param {Fix} fix @returns {Trial} */
export function trialOf(scenario, report, fix) {
  const needed = fix.edits.filter((edit) => edit.needed === 'verdict');
  const type = typeFor(scenario.request.initiator);
  /** What takes the place of a redirect has a body of its own. @param {LabScenario} made */
  const usable = (made) => {
    for (const { of, hop, name } of fix.edits) {
      if (of === 'request' && name === ':status' && type !== null) made.hops[hop].request.headers.push(['Content-Type', type]);
    }
    return made;
  };
  return {
    fixed: renamed(usable(applied(scenario, report, fix, null)), `${scenario.id}-1`),
    without: needed.map((edit, index) => ({ edit, scenario: renamed(usable(applied(scenario, report, fix, edit)), `${scenario.id}-${index + 2}`) })),
  };
}

/**
 * Whether the call with the fix goes where no server of the lab answers what the scenario says: to a URL that a strange
 * `Location` made up, or to a network error that no answer can mend.
 * @param {Report} then of the call with the fix
 */
export const isBeyondServers = (then) => /^network-/u.test(then.cause?.code ?? '') || then.sent.some(({ url, hop }) => hopIn(url) !== hop);

/**
 * The answers that a fix edits, before and after, and what they answer in the engines that it is proven in.
 * @param {LabScenario} scenario @param {Report} report @param {Fix} fix
 * @param {Report[]} then of the call with the fix, the engine's own first
 */
export function editedAnswers(scenario, report, fix, then) {
  const places = [...new Map(fix.edits.map(({ of, hop, evidence }) => [`${of} ${hop}`, { of, hop, evidence }])).values()];
  const after = applied(scenario, report, fix, null);
  const asked = places.map(({ of, hop }) => {
    const sent = then.flatMap((report) => report.sent.filter((one) => one.kind === of && one.hop === hop));
    const isNull = sent.some(({ origin }) => origin === 'null');
    return {
      origin: isNull ? 'null' : sent[0]?.origin ?? null, methods: sent.flatMap(({ requestMethod }) => requestMethod ?? []),
      headers: sent.flatMap(({ requestHeaders }) => requestHeaders?.split(',').map((name) => name.trim()) ?? []),
    };
  });
  return {
    request: then[0].request,
    before: places.map(({ of, hop, evidence }) => ({
      of, hop, ...evidence === 'captured' ? scenario.hops[hop][of] : bare(of, scenario.request.initiator),
    })),
    after: places.map(({ of, hop }) => ({ of, hop, ...after.hops[hop][of] })),
    asked,
  };
}
