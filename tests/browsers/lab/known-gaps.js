/**
 * Where Corscope is known to differ from a browser: each gap by a predicate, with its reason in `tests/known-gaps.txt`
 * (`lab-<id>`) and at least one fixture that shows it (`"gap": "<id>"`). A gap whose fixture agrees fails the tests, and
 * so does a disagreement outside of the gaps.
 */

/** @typedef {import('./compare.js').Difference} Difference */
/** @typedef {import('./engines.js').BrowserEngine} BrowserEngine */
/** @typedef {import('./observe.js').Observation} Observation */
/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/** @typedef {import('./server.js').WireRequest} WireRequest */
/** @typedef {import('../../../npm/types.js').Report} Report */
/**
 * @typedef {{ engine: BrowserEngine, scenario: LabScenario, observed: Observation, found: Difference[],
 *   report: Report }} Disagreement
 * @typedef {{ id: string, engines: BrowserEngine[], parts: string[], sometimes?: boolean,
 *   holds: (disagreement: Disagreement) => boolean }} Gap parts: all that may differ; sometimes: its fixture shows it now
 *   and then, so only what was recorded of it has to
 */

/** What no gap may hold. */
export const NEVER = ['end', 'verdict', 'type'];

/** @param {WireRequest} preflight @returns {string[]} */
const askedFor = ({ requestHeaders }) => requestHeaders?.split(',') ?? [];

/**
 * Whether what Firefox keeps of a preflight's answer may cover another preflight: GET and POST need no listing.
 * @param {WireRequest} kept @param {WireRequest} other
 */
const covers = (kept, other) => kept.kind === 'preflight' && kept.url === other.url && kept.origin === other.origin
  && (kept.requestMethod === other.requestMethod || ['GET', 'POST'].includes(other.requestMethod ?? ''))
  && askedFor(other).every((name) => askedFor(kept).includes(name));

/**
 * Whether all that the browser sent besides are preflights that an earlier one may cover.
 * @param {WireRequest[]} browser @param {WireRequest[]} corscope
 */
function isAskedAgain(browser, corscope) {
  const ours = corscope.map((message) => JSON.stringify(message));
  let next = 0;
  return browser.every((message, index) => {
    if (JSON.stringify(message) === ours[next]) {
      next += 1;
      return true;
    }
    return message.kind === 'preflight' && browser.slice(0, index).some((earlier) => covers(earlier, message));
  }) && next === ours.length;
}

/** @type {Gap[]} */
export const GAPS = [
  {
    id: 'firefox-lookups', engines: ['firefox'], parts: ['sent'], sometimes: true,
    holds: ({ found: [{ browser, corscope }] }) => isAskedAgain(/** @type {any} */ (browser), /** @type {any} */ (corscope)),
  },
  {
    id: 'webkit-media-twice', engines: ['webkit'], parts: ['sent'],
    holds: ({ scenario: { request }, found: [{ browser, corscope }] }) => request.initiator === 'media'
      && JSON.stringify(browser) === JSON.stringify([corscope, corscope].flat()),
  },
];

/** @param {Disagreement} disagreement @param {readonly Gap[]} [gaps] @returns {Gap | null} the gap that all of it lies in */
export function gapOf(disagreement, gaps = GAPS) {
  const { engine, found } = disagreement;
  if (!found.length || found.some(({ part }) => NEVER.includes(part))) return null;
  return gaps.find((gap) => gap.engines.includes(engine) && found.every(({ part }) => gap.parts.includes(part))
    && gap.holds(disagreement)) ?? null;
}
