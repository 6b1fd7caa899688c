/**
 * What a case file may hold: each object has exactly these fields, and the texts are of these forms. A violation is
 * told with the case and the field, so the person who wrote the case finds it.
 */

/** @typedef {import('./case-files.js').Case} Case */

const VERDICTS = ['allowed', 'blocked', 'failed', 'rejected', 'undetermined'];
const RESPONSE_TYPES = [null, 'basic', 'cors', 'opaque', 'opaqueredirect'];
const PHASES = ['request', 'preflight', 'redirect', 'response'];
const ALGORITHMS = [
  'Request constructor', 'main fetch', 'HTTP fetch', 'HTTP-redirect fetch', 'HTTP-network-or-cache fetch',
  'CORS-preflight fetch', 'CORS check', 'CORS-preflight cache', 'XMLHttpRequest send',
];
const NETWORK_ERRORS = [
  'dns', 'refused', 'tls', 'timeout', 'aborted', 'blocked-by-client', 'csp', 'mixed-content', 'orb', 'corp',
  'local-network-access', 'service-worker', 'other',
];
const SOURCES = ['network', 'http-cache', 'revalidated', 'service-worker'];
const REQUEST_FIELDS = [
  'url', 'origin', 'method', 'headers', 'mode', 'credentials', 'redirect', 'body', 'uploadListeners', 'cache',
  'referrerPolicy', 'topLevelSite', 'targetAddressSpace', 'initiator',
];
const OBSERVED = /^observed:Chromium \d+(\.\d+){3}$/u;
const STANDARD = /^standard:(?<algorithm>.+), step (?<step>\d+(\.\d+)*)$/u;

/**
 * @param {string[]} problems @param {string} where @param {any} object
 * @param {string[]} required @param {string[]} [optional]
 */
function fields(problems, where, object, required, optional = []) {
  if (object === null || typeof object !== 'object') return void problems.push(`${where} is not an object`);
  for (const name of required) if (!(name in object)) problems.push(`${where}.${name} is missing`);
  const known = [...required, ...optional];
  for (const name of Object.keys(object)) if (!known.includes(name)) problems.push(`${where}.${name} is unknown`);
}

/** @param {string[]} problems @param {string} where @param {any} lines isomorphic strings: one code unit per byte */
function headerLines(problems, where, lines) {
  const good = Array.isArray(lines) && lines.every((line) => Array.isArray(line) && line.length === 2
    && line.every((text) => typeof text === 'string' && /^[\u0000-\u00ff]*$/u.test(text)));
  if (!good) problems.push(`${where} is no list of [name, value] in isomorphic strings`);
}

/** @param {string[]} problems @param {string} where @param {Case['scenario']['exchanges'][number]} exchange */
function exchangeProblems(problems, where, exchange) {
  fields(problems, where, exchange, ['sent', 'received'], ['at']);
  fields(problems, `${where}.sent`, exchange.sent, ['kind', 'hop', 'method', 'url', 'headers']);
  headerLines(problems, `${where}.sent.headers`, exchange.sent.headers);
  const received = /** @type {any} */ (exchange.received);
  if ('networkError' in received) {
    fields(problems, `${where}.received`, received, ['networkError'], ['text']);
    if (!NETWORK_ERRORS.includes(received.networkError)) problems.push(`${where}.received.networkError is unknown`);
  } else if ('unknown' in received) {
    fields(problems, `${where}.received`, received, ['unknown']);
  } else {
    fields(problems, `${where}.received`, received, ['status', 'headers'], ['source', 'joined', 'addressSpace']);
    headerLines(problems, `${where}.received.headers`, received.headers);
    const { source } = received;
    if (source !== undefined && !SOURCES.includes(source)) problems.push(`${where}.received.source is unknown`);
  }
}

/** @param {string[]} problems @param {Case} made */
function expectProblems(problems, { engine, expect }) {
  fields(problems, 'expect', expect, ['verdict', 'responseType', 'cause', 'step', 'console', 'sent', 'exposed']);
  if (!expect) return;
  if (!VERDICTS.includes(expect.verdict)) problems.push('expect.verdict is unknown');
  if (!RESPONSE_TYPES.includes(expect.responseType)) problems.push('expect.responseType is unknown');
  if ((expect.verdict === 'allowed') !== (expect.cause === null)) problems.push('expect.cause is null iff allowed');
  if (expect.cause) {
    fields(problems, 'expect.cause', expect.cause, ['code', 'phase', 'hop', 'header'], ['names', 'fact']);
    if (!PHASES.includes(expect.cause.phase)) problems.push('expect.cause.phase is unknown');
    const named = expect.cause.code === 'preflight-header-not-allowed';
    const names = expect.cause.names ?? [];
    if (named !== names.length > 0) problems.push('expect.cause.names goes with preflight-header-not-allowed');
  }
  if (expect.step) {
    fields(problems, 'expect.step', expect.step, ['algorithm', 'step']);
    if (!ALGORITHMS.includes(expect.step.algorithm)) problems.push('expect.step.algorithm is unknown');
  }
  if (expect.console) fields(problems, 'expect.console', expect.console, ['error', 'parameter', 'text']);
  if (expect.console && engine === 'standard') problems.push('expect.console: the standard prints nothing');
  const summary = ['kind', 'hop', 'method', 'url', 'origin', 'requestMethod', 'requestHeaders'];
  expect.sent.forEach((sent, index) => fields(problems, `expect.sent[${index}]`, sent, summary));
  const { exposed } = expect;
  if (new Set(exposed).size !== exposed.length || exposed.some((name) => name !== name.toLowerCase())) {
    problems.push('expect.exposed is not a set of lower-case names');
  }
}

/** @param {Case} made @returns {string[]} what is wrong with it, field by field */
export function problemsOf(made) {
  /** @type {string[]} */
  const problems = [];
  fields(problems, 'case', made, ['name', 'source', 'engine', 'scenario', 'expect']);
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/u.test(made.name)) problems.push('name is not kebab-case of at least two words');
  const cited = STANDARD.exec(made.source)?.groups;
  const sourced = made.engine === 'chromium' ? OBSERVED.test(made.source) : cited !== undefined;
  if (!sourced) problems.push('source does not fit the engine');
  if (cited && !ALGORITHMS.includes(cited.algorithm ?? '')) problems.push('source cites an unknown algorithm');
  fields(problems, 'scenario', made.scenario, ['schema', 'request', 'exchanges'], ['observed']);
  const { request, exchanges } = made.scenario;
  fields(problems, 'scenario.request', request, ['url', 'origin'], REQUEST_FIELDS);
  if (request.headers) headerLines(problems, 'scenario.request.headers', request.headers);
  // The lab files what a browser says by the case's name in the URL, and no preflight cache entry may serve two cases.
  if (!request.url.includes(made.name)) problems.push('scenario.request.url does not contain the name');
  exchanges.forEach((exchange, index) => exchangeProblems(problems, `scenario.exchanges[${index}]`, exchange));
  expectProblems(problems, made);
  return problems;
}
