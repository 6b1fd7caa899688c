/** From a draft to a Report: every answer the core asks for comes from the editor. */
import { readDraft } from './state.js';

/** @import { Answer, Engine, Outgoing, Report, RequestInput } from '../npm/view/report-types.d.ts' */
/** @import { Draft, FieldErrors } from './state.js' */

/**
 * @typedef {(request: RequestInput, respond: (out: Outgoing) => Answer, options: { engine: Engine }) =>
 *   Promise<Report>} Simulate
 * @typedef {{ report: Report|null, sent: Outgoing[], missing: Outgoing|null, errors: FieldErrors }} Outcome
 *   `missing`: a message the editor has no answer for (a redirect led one hop further)
 */

/**
 * @param {Draft} draft
 * @param {Simulate} simulate
 * @returns {Promise<Outcome>}
 */
export async function evaluate(draft, simulate) {
  const { request, answers, errors } = readDraft(draft);
  /** @type {Outcome} */
  const outcome = { report: null, sent: [], missing: null, errors };
  if (Object.keys(errors).length > 0) return outcome;
  try {
    outcome.report = await simulate(request, (out) => {
      outcome.sent.push(out);
      const hop = answers[out.hop];
      if (hop) return hop[out.kind];
      outcome.missing = out;
      return { unknown: 'no answer is written for this redirect yet' };
    }, { engine: draft.engine });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    outcome.errors = { [fieldOf(error, outcome.sent.at(-1))]: error.message };
  }
  return outcome;
}

const REQUEST_FIELDS = ['url', 'origin', 'method', 'mode', 'credentials', 'redirect', 'headers', 'initiator', 'body'];

/**
 * The editor's field that a TypeError of the core speaks of.
 * @param {TypeError} error
 * @param {Outgoing|undefined} last the message that was being answered
 */
function fieldOf(error, last) {
  // `mode: …`, or field `request.headers[1][0]`: …
  const path = /^(?:field )?`?([\w.[\]]+)`?:/.exec(error.message)?.[1] ?? '';
  const words = path.split(/[.[\]]+/).filter((word) => word !== '' && word !== 'request' && !/^\d+$/.test(word));
  if (last && !(path.startsWith('request.') || path === 'url' || path === 'origin')) {
    const at = `hops.${last.hop}.${last.kind}`;
    return words.includes('status') ? `${at}.status` : `${at}.headers`;
  }
  return words.find((word) => REQUEST_FIELDS.includes(word)) ?? 'form';
}
