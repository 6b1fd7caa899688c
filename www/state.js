/** What the editor holds, and the Scenario it stands for. Pure: no DOM, no core. */
import { formatHeaderText, parseHeaderText } from './header-text.js';

/** @import { Answer, Engine, Exchange, NetworkError } from '../npm/view/report-types.d.ts' */
/** @import { Outgoing, RequestInput, Scenario } from '../npm/view/report-types.d.ts' */

/**
 * An answer as it stands in the editor. `rest` holds the fields of an Answer that have no control of their own.
 * @typedef {{ kind: string, status: string, text: string, why: string, rest: Record<string, unknown> }} AnswerDraft
 * @typedef {{ preflight: AnswerDraft, request: AnswerDraft }} Hop
 * @typedef {{ engine: Engine, request: RequestInput, headersText: string, hops: Hop[] }} Draft
 * @typedef {Record<string, string>} FieldErrors keyed by field: `url`, `headers`, `hops.0.preflight.status` …
 */

export const ENGINES = /** @type {const} */ (['chromium', 'firefox', 'webkit', 'standard']);
export const NETWORK_ERRORS = ['dns', 'refused', 'tls', 'timeout', 'aborted', 'blocked-by-client', 'csp',
  'mixed-content', 'orb', 'corp', 'local-network-access', 'service-worker', 'other'];
const MOST_HOPS = 21;

/** @returns {AnswerDraft} */
export function emptyAnswer(status = '200') {
  return { kind: 'http', status, text: '', why: '', rest: {} };
}

/** @returns {Hop} */
export function emptyHop() {
  return { preflight: emptyAnswer('204'), request: emptyAnswer() };
}

/**
 * @param {Scenario} scenario
 * @param {Engine} engine
 * @returns {Draft}
 */
export function toDraft(scenario, engine) {
  const { request: { headers = [], ...request }, exchanges = [] } = scenario;
  const count = 1 + Math.max(0, ...exchanges.map(({ sent }) => sent.hop));
  const hops = Array.from({ length: count }, emptyHop);
  for (const { sent, received } of exchanges) hops[sent.hop][sent.kind] = answerDraft(received);
  return { engine, request, headersText: formatHeaderText(headers), hops };
}

/** @param {Answer} answer @returns {AnswerDraft} */
function answerDraft(answer) {
  if ('networkError' in answer) {
    return { ...emptyAnswer(), kind: answer.networkError, why: answer.text ?? '' };
  }
  if ('unknown' in answer) return { ...emptyAnswer(), kind: 'unknown', why: answer.unknown };
  const { status, headers, ...rest } = answer;
  return { kind: 'http', status: String(status), text: formatHeaderText(headers), why: '', rest };
}

/**
 * The draft as the core takes it, or the fields that can't be read.
 * @param {Draft} draft
 * @returns {{ request: RequestInput, answers: { preflight: Answer, request: Answer }[], errors: FieldErrors }}
 */
export function readDraft(draft) {
  /** @type {FieldErrors} */
  const errors = {};
  const headers = linesOf(draft.headersText, 'headers', errors);
  const answers = draft.hops.map((hop, n) => ({
    preflight: answerOf(hop.preflight, `hops.${n}.preflight`, errors),
    request: answerOf(hop.request, `hops.${n}.request`, errors),
  }));
  return { request: { ...draft.request, headers }, answers, errors };
}

/** @param {AnswerDraft} draft @param {string} field @param {FieldErrors} errors @returns {Answer} */
function answerOf(draft, field, errors) {
  if (draft.kind === 'unknown') return { unknown: draft.why || 'not known' };
  if (draft.kind !== 'http') {
    const networkError = /** @type {NetworkError} */ (draft.kind);
    return draft.why ? { networkError, text: draft.why } : { networkError };
  }
  if (!/^[1-9]\d\d$/.test(draft.status)) errors[`${field}.status`] = 'a status is a number from 100 to 999';
  return { ...draft.rest, status: Number(draft.status), headers: linesOf(draft.text, `${field}.headers`, errors) };
}

/** @param {string} text @param {string} field @param {FieldErrors} errors */
function linesOf(text, field, errors) {
  const { lines, errors: bad } = parseHeaderText(text);
  if (bad.length > 0) errors[field] = bad.map(({ line, message }) => `line ${line}: ${message}`).join('\n');
  return lines;
}

/**
 * Everything the editor holds as a Scenario: what was sent with the message as it went out, and answers that were
 * written but not asked for too, so that a link restores them.
 * @param {Draft} draft
 * @param {Outgoing[]} sent
 * @returns {Scenario}
 */
export function toScenario(draft, sent) {
  const { request, answers } = readDraft(draft);
  /** @type {Exchange[]} */
  const exchanges = [];
  draft.hops.forEach((hop, n) => {
    for (const kind of /** @type {const} */ (['preflight', 'request'])) {
      const out = sent.find((each) => each.kind === kind && each.hop === n);
      if (!out && kind === 'preflight' && isEmpty(hop.preflight)) continue;
      const method = kind === 'preflight' ? 'OPTIONS' : request.method ?? 'GET';
      exchanges.push({
        sent: out ?? { kind, hop: n, method, url: request.url, headers: [] },
        received: answers[n][kind],
      });
    }
  });
  return { schema: 1, request, exchanges };
}

/** @param {AnswerDraft} answer */
function isEmpty(answer) {
  return answer.kind === 'http' && answer.text === '' && answer.status === '204'
    && Object.keys(answer.rest).length === 0;
}

/**
 * Whether a value from a link has the shape the editor needs. What its fields mean is the core's to judge.
 * @param {unknown} value
 * @returns {{ scenario: Scenario, engine: Engine }}
 * @throws {TypeError} that names the field
 */
export function checkShared(value) {
  const { scenario, engine = 'chromium' } = /** @type {Record<string, any>} */ (object(value, 'its content'));
  if (!ENGINES.includes(engine)) throw new TypeError('field `engine`: not an engine this page has');
  object(scenario, 'field `scenario`');
  if (scenario.schema !== 1) throw new TypeError('field `scenario.schema`: this page reads 1');
  const request = object(scenario.request, 'field `scenario.request`');
  for (const name of ['url', 'origin']) string(request[name], `scenario.request.${name}`);
  if (request.method !== undefined) string(request.method, 'scenario.request.method');
  headerLines(request.headers ?? [], 'scenario.request.headers');
  if (!Array.isArray(scenario.exchanges)) throw new TypeError('field `scenario.exchanges`: not a list');
  scenario.exchanges.forEach((/** @type {any} */ exchange, /** @type {number} */ n) => {
    const at = `scenario.exchanges[${n}]`;
    const { sent, received } = object(exchange, `field \`${at}\``);
    object(sent, `field \`${at}.sent\``);
    if (sent.kind !== 'preflight' && sent.kind !== 'request') {
      throw new TypeError(`field \`${at}.sent.kind\`: neither preflight nor request`);
    }
    if (!Number.isInteger(sent.hop) || sent.hop < 0 || sent.hop >= MOST_HOPS) {
      throw new TypeError(`field \`${at}.sent.hop\`: not a number from 0 to ${MOST_HOPS - 1}`);
    }
    object(received, `field \`${at}.received\``);
    if ('networkError' in received) string(received.networkError, `${at}.received.networkError`);
    else if ('unknown' in received) string(received.unknown, `${at}.received.unknown`);
    else headerLines(received.headers, `${at}.received.headers`);
  });
  return { scenario, engine };
}

/** @param {any} value @param {string} what @returns {Record<string, any>} */
function object(value, what) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${what}: not an object`);
  }
  return value;
}

/** @param {unknown} value @param {string} field */
function string(value, field) {
  if (typeof value !== 'string') throw new TypeError(`field \`${field}\`: not a string`);
}

/** @param {unknown} value @param {string} field */
function headerLines(value, field) {
  const good = Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2
    && pair.every((part) => typeof part === 'string'));
  if (!good) throw new TypeError(`field \`${field}\`: not a list of [name, value]`);
}
