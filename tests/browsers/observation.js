/**
 * From an observation of Chromium to a case: the exchanges as they were on the wire, and the expectation. Nothing here
 * decides CORS; what the browser's names mean stands in the tables of meanings.js.
 */
import {
  CORS_CHECK_ERRORS, NEVER_ASKED, NET_ERRORS, OTHER_ERRORS, preflight, PREFLIGHT_ERRORS, redirect, REDIRECT_CREDENTIALS,
  REDIRECT_MODE_ERROR, REJECTIONS, REQUEST_ERRORS,
} from './meanings.js';

/** @typedef {import('./case-files.js').Answer} Answer */
/** @typedef {import('./case-files.js').Case} Case */
/** @typedef {import('./case-files.js').Outgoing} Outgoing */
/** @typedef {import('./case-files.js').Expectation} Expectation */
/** @typedef {import('./chromium.js').Observation} Observation */
/** @typedef {import('./meanings.js').Meaning} Meaning */
/** @typedef {import('./server.js').HeaderLine} HeaderLine */

/** Headers that matter to CORS; the rest of what a browser adds changes with its version and is left out. */
const KEPT = new Set([
  'origin', 'access-control-request-method', 'access-control-request-headers', 'cookie', 'content-type',
]);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Ends of the network's own: no server sees such a request, so its `sent` is written by hand. */
const NEVER_SEEN = new Set([
  'dns', 'refused', 'tls', 'blocked-by-client', 'csp', 'mixed-content', 'local-network-access',
]);
/** Initiators whose script learns the outcome and can read headers. */
const SCRIPTED = new Set(['fetch', 'xmlhttprequest']);

/** @param {Case} made @returns {string} */
const initiatorOf = (made) => made.scenario.request.initiator ?? 'fetch';

/** @param {HeaderLine[]} headers @param {string} name @returns {string | null} */
const valueOf = (headers, name) => headers.find(([n]) => n.toLowerCase() === name)?.[1] ?? null;

/** @param {Answer} answer */
const isRedirect = (answer) => 'status' in answer && REDIRECTS.has(answer.status)
  && valueOf(answer.headers, 'location') !== null;

/**
 * @param {import('./server.js').SeenRequest} request @param {number} hop
 * @param {Set<string>} authored names the page set @returns {Outgoing}
 */
function outgoing(request, hop, authored) {
  const asks = request.method === 'OPTIONS' && valueOf(request.headers, 'access-control-request-method') !== null;
  const headers = request.headers.filter(([name]) => KEPT.has(name.toLowerCase())
    // A preflight carries none of the page's headers; what has such a name there is the browser's own.
    || (!asks && authored.has(name.toLowerCase())));
  const url = `http://${request.host}${request.path}`;
  return { kind: asks ? 'preflight' : 'request', hop, method: request.method, url, headers };
}

/**
 * The exchanges as they were on the wire: scripted answers in order, each with the request that got it.
 * @param {Case} made @param {Observation} observed @returns {Case['scenario']['exchanges']}
 */
function exchangesOf(made, observed) {
  /** @type {HeaderLine[]} */
  const lines = made.scenario.request.headers ?? [];
  const authored = new Set(lines.map(([name]) => name.toLowerCase()));
  const seen = [...observed.seen];
  let hop = 0;
  const exchanges = made.scenario.exchanges.map((scripted, index) => {
    const { received } = scripted;
    const end = 'networkError' in received ? received.networkError : null;
    if (end !== null && (NEVER_SEEN.has(end) || (!seen.length && scripted.sent.url))) return scripted;
    const request = seen.shift();
    if (!request) throw new Error(`${made.name}: answer ${index} was never asked for`);
    const sent = outgoing(request, hop, authored);
    if (scripted.sent?.kind && scripted.sent.kind !== sent.kind) {
      throw new Error(`${made.name}: answer ${index} is for a ${scripted.sent.kind}, Chromium sent a ${sent.kind}`);
    }
    if (sent.kind === 'request' && isRedirect(received)) hop += 1;
    return { sent, received };
  });
  const [extra] = seen;
  if (extra) throw new Error(`${made.name}: ${extra.method} ${extra.path} came after the last answer`);
  return exchanges;
}

/** @param {Outgoing} sent */
const summary = ({ kind, hop, method, url, headers }) => ({
  kind, hop, method, url,
  origin: valueOf(headers, 'origin'),
  requestMethod: kind === 'preflight' ? valueOf(headers, 'access-control-request-method') : null,
  requestHeaders: kind === 'preflight' ? valueOf(headers, 'access-control-request-headers') : null,
});

/** The network entry's own CORS error; for requests without an entry, the issue's. @param {Observation} observed */
function corsStatusOf(observed) {
  if (!observed.failures.length) return observed.issues.at(-1) ?? null;
  return observed.failures.find(({ cors }) => cors)?.cors ?? null;
}

/** @param {Case} made @param {string} message @returns {Meaning} */
function rejectionMeaning(made, message) {
  const found = REJECTIONS.find(([words]) => words.test(message));
  if (!found) throw new Error(`${made.name}: unknown rejection "${message}"`);
  const [, code, step] = found;
  // XMLHttpRequest's open() has checks of its own, which are no steps of the fetch standard.
  const meaning = { verdict: 'rejected', code, phase: 'request' };
  return initiatorOf(made) === 'fetch' ? { ...meaning, step: ['Request constructor', step] } : meaning;
}

/** Does the last redirect lead to another origin than the page's? @param {Case} made */
function leavesOrigin(made) {
  const { request, exchanges } = made.scenario;
  const received = exchanges.at(-1)?.received;
  const location = received && 'status' in received ? valueOf(received.headers, 'location') : null;
  return new URL(location ?? '', request.url).origin !== request.origin;
}

/** @param {Case} made @param {string} error @param {boolean} redirected @returns {Meaning} */
function corsMeaning(made, error, redirected) {
  const plain = error.replace(/^Preflight/u, '');
  const checked = CORS_CHECK_ERRORS[plain];
  if (checked) {
    const after = redirected ? 'redirect' : 'response';
    return { verdict: 'blocked', ...checked, phase: plain === error ? after : 'preflight' };
  }
  const atPreflight = PREFLIGHT_ERRORS[error];
  if (atPreflight) return { verdict: 'blocked', ...atPreflight, phase: 'preflight' };
  const early = REQUEST_ERRORS[error];
  if (early) {
    if (!redirected) return { verdict: 'blocked', ...early, phase: 'request' };
    return { verdict: 'blocked', ...early, step: redirect('6'), phase: 'redirect', header: 'Location' };
  }
  const other = OTHER_ERRORS[error];
  if (!other) throw new Error(`${made.name}: unknown CORS error ${error}`);
  const step = other.phase === 'redirect' ? { step: redirect(leavesOrigin(made) ? '9' : '10') } : {};
  return { verdict: 'blocked', ...other, ...step };
}

/** @param {Case} made @param {Observation} observed @returns {Meaning | null} null: nothing failed */
function meaningOf(made, observed) {
  if (observed.page.outcome === 'rejected') return rejectionMeaning(made, observed.page.message);
  if (observed.page.outcome === 'allowed') return null;
  const last = made.scenario.exchanges.at(-1);
  const redirected = last !== undefined && isRedirect(last.received) && observed.seen.length > 0;
  const status = corsStatusOf(observed);
  if (status) return corsMeaning(made, status.corsError, redirected);
  if (!made.scenario.exchanges.length && !observed.seen.length) return NEVER_ASKED;
  const failure = observed.failures.find((one) => one.preflight) ?? observed.failures[0];
  if (!failure) {
    if (observed.console.some((line) => line.includes('Content Security Policy'))) {
      return { verdict: 'failed', .../** @type {Meaning} */ (NET_ERRORS.csp) };
    }
    // An element also fails on bytes it cannot use, a beacon tells nothing: what the network let through is allowed.
    if (!SCRIPTED.has(initiatorOf(made))) return null;
    throw new Error(`${made.name}: ended without a reason: ${JSON.stringify(observed)}`);
  }
  if (failure.blockedReason === 'origin' && new URL(failure.url).username) return REDIRECT_CREDENTIALS;
  const known = NET_ERRORS[failure.blockedReason ?? ''] ?? NET_ERRORS[failure.errorText];
  // A preflight whose Location does not parse ends in the network, before any CORS check of Chromium's.
  const early = known?.phase && failure.preflight ? { phase: 'preflight', step: preflight('7') } : {};
  if (known) return { verdict: 'failed', ...known, ...early };
  if (redirected && made.scenario.request.redirect === 'error') return REDIRECT_MODE_ERROR;
  return { verdict: 'failed', code: 'network-other' };
}

/** @param {Case} made @param {Observation} observed @param {Outgoing[]} sent @returns {string} */
function responseTypeOf(made, observed, sent) {
  if (observed.page.outcome === 'allowed' && observed.page.type) return observed.page.type;
  const { request } = made.scenario;
  if (request.mode === 'no-cors') return 'opaque';
  return [request, ...sent].every(({ url }) => new URL(url).origin === request.origin) ? 'basic' : 'cors';
}

/**
 * Which step let a response through.
 * @param {string} type @param {Case} made @param {Answer | undefined} last
 */
function allowingStep(type, made, last) {
  if (type === 'opaqueredirect') return { algorithm: 'HTTP fetch', step: '6.3' };
  if (type !== 'cors') return { algorithm: 'main fetch', step: '12' };
  if (made.scenario.request.credentials === 'include') return { algorithm: 'CORS check', step: '7' };
  const wildcard = last && 'status' in last && valueOf(last.headers, 'access-control-allow-origin')?.trim() === '*';
  return { algorithm: 'CORS check', step: wildcard ? '3' : '5' };
}

/** @param {Observation} observed @returns {Expectation['console']} */
function consoleOf(observed) {
  const status = corsStatusOf(observed);
  if (!status) return null;
  const text = observed.console.find((line) => /^(Access to |Fetch API cannot load )/u.test(line)) ?? '';
  return { error: status.corsError, parameter: status.failedParameter, text };
}

/**
 * Which of several missing headers Chromium names is arbitrary: one of the case's set is as good as the recorded one.
 * @param {Case} made @param {Expectation['console']} seen @param {string[]} names @returns {Expectation['console']}
 */
function settled(made, seen, names) {
  const recorded = made.expect?.console;
  if (!seen || !recorded || recorded.parameter === seen.parameter) return seen;
  if (!names.includes(seen.parameter) || !names.includes(recorded.parameter)) return seen;
  const text = seen.text.replace(`field ${seen.parameter} `, `field ${recorded.parameter} `);
  return { ...seen, parameter: recorded.parameter, text };
}

/** @param {Case} made @param {Observation} observed @param {Outgoing[]} sent @returns {Omit<Expectation, 'sent'>} */
function allowedExpectation(made, observed, sent) {
  const responseType = responseTypeOf(made, observed, sent);
  const readable = observed.page.outcome === 'allowed' ? observed.page.headers : null;
  return {
    verdict: 'allowed', responseType, cause: null,
    step: allowingStep(responseType, made, made.scenario.exchanges.at(-1)?.received), console: null,
    // Elements give script no headers to read: what a response of that type exposes is then written by hand.
    exposed: readable ?? made.expect?.exposed ?? [],
  };
}

/**
 * @param {Case} made @param {Observation} observed @param {Outgoing[]} sent @param {Meaning} meaning
 * @returns {Omit<Expectation, 'sent'>}
 */
function refusedExpectation(made, observed, sent, meaning) {
  const last = sent.at(-1);
  const phase = meaning.phase ?? (last?.kind === 'preflight' ? 'preflight' : 'response');
  const cause = { code: meaning.code, phase, hop: last?.hop ?? 0, header: meaning.header ?? null };
  const step = meaning.step ? { algorithm: meaning.step[0], step: meaning.step[1] } : null;
  const seen = consoleOf(observed);
  const base = { verdict: meaning.verdict ?? 'failed', responseType: null, step, exposed: [] };
  if (meaning.code !== 'preflight-header-not-allowed') return { ...base, cause, console: seen };
  const parameter = seen?.parameter ?? '';
  const names = made.expect?.cause?.names ?? [parameter];
  if (!names.includes(parameter)) throw new Error(`${made.name}: ${parameter} is not one of ${names}`);
  return { ...base, cause: { ...cause, names: [...names].sort() }, console: settled(made, seen, names) };
}

/**
 * The case as Chromium shows it: the same scripted answers, everything else as observed.
 * @param {Case} made @param {Observation} observed @param {string} version @returns {Case}
 */
export function observedCase(made, observed, version) {
  const exchanges = exchangesOf(made, observed);
  const sent = exchanges.map((exchange) => exchange.sent);
  const meaning = meaningOf(made, observed);
  const { verdict, responseType, cause, step, console, exposed } = meaning
    ? refusedExpectation(made, observed, sent, meaning) : allowedExpectation(made, observed, sent);
  return {
    name: made.name, source: `observed:${version}`, engine: 'chromium', scenario: { ...made.scenario, exchanges },
    expect: { verdict, responseType, cause, step, console, sent: sent.map(summary), exposed },
  };
}
