/**
 * From what Chromium said to the words of a case: cause, phase, hop, header and the step of the standard. The tables
 * are the whole mapping; nothing here decides CORS.
 */

/** @typedef {import('./case-files.js').Case} Case */
/** @typedef {import('./case-files.js').Outgoing} Outgoing */
/** @typedef {import('./case-files.js').Expectation} Expectation */
/** @typedef {import('./chromium.js').Observation} Observation */
/** @typedef {{ algorithm: string, step: string }} Step */
/** @typedef {{ verdict?: string, code: string, header?: string, step?: [algorithm: string, step: string], phase?: string }} Meaning */

const ALLOW_ORIGIN = 'Access-Control-Allow-Origin';
const ALLOW_CREDENTIALS = 'Access-Control-Allow-Credentials';
const ALLOW_METHODS = 'Access-Control-Allow-Methods';
const ALLOW_HEADERS = 'Access-Control-Allow-Headers';

/** Names that also occur with the prefix `Preflight`, then about the preflight response. @type {Record<string, Meaning>} */
const CORS_CHECK_ERRORS = {
  MissingAllowOriginHeader: { code: 'allow-origin-missing', header: ALLOW_ORIGIN, step: ['CORS check', '2'] },
  MultipleAllowOriginValues: { code: 'allow-origin-multiple', header: ALLOW_ORIGIN, step: ['CORS check', '4'] },
  InvalidAllowOriginValue: { code: 'allow-origin-invalid', header: ALLOW_ORIGIN, step: ['CORS check', '4'] },
  AllowOriginMismatch: { code: 'allow-origin-mismatch', header: ALLOW_ORIGIN, step: ['CORS check', '4'] },
  WildcardOriginNotAllowed: { code: 'allow-origin-wildcard-with-credentials', header: ALLOW_ORIGIN, step: ['CORS check', '4'] },
  InvalidAllowCredentials: { code: 'allow-credentials-not-true', header: ALLOW_CREDENTIALS, step: ['CORS check', '8'] },
};

/** @type {Record<string, Meaning>} */
const PREFLIGHT_ERRORS = {
  PreflightDisallowedRedirect: { code: 'preflight-redirected', header: 'Location', step: ['CORS-preflight fetch', '7'] },
  PreflightInvalidStatus: { code: 'preflight-status-not-ok', step: ['CORS-preflight fetch', '7'] },
  InvalidAllowMethodsPreflightResponse: {
    code: 'preflight-allow-methods-invalid', header: ALLOW_METHODS, step: ['CORS-preflight fetch', '7.3'],
  },
  InvalidAllowHeadersPreflightResponse: {
    code: 'preflight-allow-headers-invalid', header: ALLOW_HEADERS, step: ['CORS-preflight fetch', '7.3'],
  },
  MethodDisallowedByPreflightResponse: {
    code: 'preflight-method-not-allowed', header: ALLOW_METHODS, step: ['CORS-preflight fetch', '7.5'],
  },
  HeaderDisallowedByPreflightResponse: {
    code: 'preflight-header-not-allowed', header: ALLOW_HEADERS, step: ['CORS-preflight fetch', '7.7'],
  },
};

/** In phase `redirect` when a redirect led there, with the Location to blame; else in phase `request`. @type {Record<string, Meaning>} */
const REQUEST_ERRORS = {
  DisallowedByMode: { code: 'same-origin-mode', step: ['main fetch', '12'] },
  NoCorsRedirectModeNotFollow: { code: 'no-cors-redirect-mode', step: ['main fetch', '12'] },
  CorsDisabledScheme: { code: 'scheme-not-supported', step: ['main fetch', '12'] },
};

/** @type {Meaning} */
const LOCAL_NETWORK = { verdict: 'failed', code: 'network-local-network-access' };

/** @type {Record<string, Meaning>} */
const OTHER_ERRORS = {
  RedirectContainsCredentials: {
    code: 'redirect-location-has-credentials', header: 'Location', step: ['HTTP-redirect fetch', '10'], phase: 'redirect',
  },
  InsecureLocalNetwork: LOCAL_NETWORK,
  InvalidLocalNetworkAccess: LOCAL_NETWORK,
  LocalNetworkAccessPermissionDenied: LOCAL_NETWORK,
};

/** CDP's errorText or blockedReason where there is no CORS error. @type {Record<string, Meaning>} */
const NET_ERRORS = {
  'net::ERR_NAME_NOT_RESOLVED': { code: 'network-dns' },
  'net::ERR_CONNECTION_REFUSED': { code: 'network-refused' },
  'net::ERR_SSL_PROTOCOL_ERROR': { code: 'network-tls' },
  'net::ERR_ABORTED': { code: 'network-aborted' },
  'net::ERR_BLOCKED_BY_ORB': { code: 'network-orb' },
  'net::ERR_TOO_MANY_REDIRECTS': {
    code: 'redirect-too-many', header: 'Location', step: ['HTTP-redirect fetch', '7'], phase: 'redirect',
  },
  'net::ERR_INVALID_REDIRECT': {
    code: 'redirect-location-invalid', header: 'Location', step: ['HTTP-redirect fetch', '5'], phase: 'redirect',
  },
  'net::ERR_UNSAFE_REDIRECT': {
    code: 'redirect-unsafe-scheme', header: 'Location', step: ['HTTP-redirect fetch', '6'], phase: 'redirect',
  },
  'net::ERR_INVALID_ARGUMENT': {
    code: 'redirect-stream-body', header: 'Location', step: ['HTTP-redirect fetch', '11'], phase: 'redirect',
  },
  'corp-not-same-origin': { code: 'network-corp', header: 'Cross-Origin-Resource-Policy' },
  'corp-not-same-site': { code: 'network-corp', header: 'Cross-Origin-Resource-Policy' },
  'mixed-content': { code: 'network-mixed-content', step: ['main fetch', '7'] },
  csp: { code: 'network-csp', step: ['main fetch', '7'] },
  inspector: { code: 'network-blocked-by-client' },
  // Chromium stops a same-origin request that is redirected away in the renderer, without a CORS error.
  origin: { verdict: 'blocked', code: 'same-origin-mode', header: 'Location', step: ['main fetch', '12'], phase: 'redirect' },
};

/**
 * Where the Fetch standard lets a redirect to a URL with userinfo pass (within the page's origin, or in no-cors),
 * Chromium still loads no such subresource; it says so only by the same blocked reason.
 * @type {Meaning}
 */
const REDIRECT_CREDENTIALS = { verdict: 'failed', code: 'redirect-location-has-credentials', header: 'Location', phase: 'redirect' };

/** @type {Meaning} */
const REDIRECT_MODE_ERROR = { code: 'redirect-mode-error', header: 'Location', step: ['HTTP fetch', '6.3'], phase: 'redirect' };

/** What a constructor or open() throws, told by the words of its message. @type {[RegExp, string, string][]} */
const REJECTIONS = [
  [/is not a valid HTTP method/u, 'method-invalid', '25'],
  [/HTTP method is unsupported|'\w+' HTTP method/u, 'method-forbidden', '25'],
  [/is unsupported in no-cors mode/u, 'no-cors-method', '32.1'],
  [/includes credentials/u, 'url-has-credentials', '5.3'],
  [/cannot have body/u, 'body-not-allowed', '35'],
  [/only-if-cached/u, 'cache-mode-needs-same-origin', '21'],
  [/ReadableStream/u, 'stream-body-needs-cors', '39'],
];

/** Headers that matter to CORS; the rest of what a browser adds changes with its version and is left out of the cases. */
const KEPT = new Set(['origin', 'access-control-request-method', 'access-control-request-headers', 'cookie', 'content-type']);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Ends of the network's own: no server sees such a request, so its `sent` is written by hand. */
const NEVER_SEEN = new Set(['dns', 'refused', 'tls', 'blocked-by-client', 'csp', 'mixed-content', 'local-network-access']);

/** @param {import('./server.js').HeaderLine[]} headers @param {string} name @returns {string | null} */
const valueOf = (headers, name) => headers.find(([n]) => n.toLowerCase() === name)?.[1] ?? null;

/** @param {import('./case-files.js').Answer} answer */
const isRedirect = (answer) => 'status' in answer && REDIRECTS.has(answer.status) && valueOf(answer.headers, 'location') !== null;

/**
 * The exchanges as they were on the wire: scripted answers in order, each with the request that got it.
 * @param {Case} made @param {Observation} observed @returns {Case['scenario']['exchanges']}
 */
function exchangesOf(made, observed) {
  const authored = new Set((made.scenario.request.headers ?? []).map((/** @type {[string, string]} */ [name]) => name.toLowerCase()));
  const seen = [...observed.seen];
  /** @type {Case['scenario']['exchanges']} */
  const exchanges = [];
  let hop = 0;
  for (const scripted of made.scenario.exchanges) {
    const { received } = scripted;
    if ('networkError' in received && (NEVER_SEEN.has(received.networkError) || (!seen.length && scripted.sent.url))) {
      exchanges.push(scripted);
      continue;
    }
    const request = seen.shift();
    if (!request) throw new Error(`${made.name}: answer ${exchanges.length} was never asked for`);
    const kind = request.method === 'OPTIONS' && valueOf(request.headers, 'access-control-request-method') !== null
      ? 'preflight' : 'request';
    if (scripted.sent?.kind && scripted.sent.kind !== kind) {
      throw new Error(`${made.name}: answer ${exchanges.length} is for a ${scripted.sent.kind}, Chromium sent a ${kind}`);
    }
    const headers = request.headers.filter(([name]) => KEPT.has(name.toLowerCase())
      // A preflight carries none of the page's headers; what has such a name there is the browser's own.
      || (kind === 'request' && authored.has(name.toLowerCase())));
    exchanges.push({ sent: { kind, hop, method: request.method, url: `http://${request.host}${request.path}`, headers }, received });
    if (kind === 'request' && isRedirect(received)) hop += 1;
  }
  if (seen.length) throw new Error(`${made.name}: ${seen.length} request(s) more than answers, first ${seen[0]?.method} ${seen[0]?.path}`);
  return exchanges;
}

/** @param {Outgoing} sent */
export const summary = (sent) => ({
  kind: sent.kind, hop: sent.hop, method: sent.method, url: sent.url,
  origin: valueOf(sent.headers, 'origin'),
  requestMethod: sent.kind === 'preflight' ? valueOf(sent.headers, 'access-control-request-method') : null,
  requestHeaders: sent.kind === 'preflight' ? valueOf(sent.headers, 'access-control-request-headers') : null,
});

/** @param {Case} made @param {Observation} observed @returns {Meaning | null} null: nothing failed */
function meaningOf(made, observed) {
  if (observed.page.outcome === 'rejected') {
    const { message } = observed.page;
    const found = REJECTIONS.find(([pattern]) => pattern.test(message));
    if (!found) throw new Error(`${made.name}: unknown rejection "${message}"`);
    const isFetch = (made.scenario.request.initiator ?? 'fetch') === 'fetch';
    return { verdict: 'rejected', code: found[1], phase: 'request', ...(isFetch ? { step: ['Request constructor', found[2]] } : {}) };
  }
  if (observed.page.outcome === 'allowed') return null;
  const status = corsStatusOf(observed);
  if (status) return corsMeaning(made, observed, status.corsError);
  const failure = observed.failures.find(({ preflight }) => preflight) ?? observed.failures[0];
  if (!failure) {
    if (observed.console.some((line) => line.includes('Content Security Policy'))) return NET_ERRORS.csp ?? null;
    // An element also fails on bytes it cannot use, and a beacon tells nothing: what the network let through is allowed.
    if (!['fetch', 'xmlhttprequest'].includes(made.scenario.request.initiator ?? 'fetch')) return null;
    throw new Error(`${made.name}: ended without a reason: ${JSON.stringify(observed)}`);
  }
  if (failure.blockedReason === 'origin' && new URL(failure.url).username) return REDIRECT_CREDENTIALS;
  const known = NET_ERRORS[failure.blockedReason ?? ''] ?? NET_ERRORS[failure.errorText];
  // A preflight whose Location does not parse ends in the network, before any CORS check of Chromium's.
  if (known?.phase && failure.preflight) return { verdict: 'failed', ...known, phase: 'preflight', step: ['CORS-preflight fetch', '7'] };
  if (known) return { verdict: 'failed', ...known };
  const last = made.scenario.exchanges.at(-1);
  if (made.scenario.request.redirect === 'error' && last && isRedirect(last.received)) return { verdict: 'failed', ...REDIRECT_MODE_ERROR };
  return { verdict: 'failed', code: 'network-other' };
}

/** The network entry's own CORS error; for requests without an entry, the issue's. @param {Observation} observed */
function corsStatusOf(observed) {
  return observed.failures.find(({ cors }) => cors)?.cors ?? (observed.failures.length ? null : observed.issues.at(-1) ?? null);
}

/** @param {Case} made @param {Observation} observed @param {string} error @returns {Meaning} */
function corsMeaning(made, observed, error) {
  const last = made.scenario.exchanges.at(-1);
  const redirected = last !== undefined && isRedirect(last.received) && observed.seen.length > 0;
  const plain = error.replace(/^Preflight/u, '');
  const checked = CORS_CHECK_ERRORS[plain];
  if (checked) return { verdict: 'blocked', ...checked, phase: plain !== error ? 'preflight' : redirected ? 'redirect' : 'response' };
  const preflight = PREFLIGHT_ERRORS[error];
  if (preflight) return { verdict: 'blocked', ...preflight, phase: 'preflight' };
  const early = REQUEST_ERRORS[error];
  if (early) return { verdict: 'blocked', ...early, ...(redirected ? { phase: 'redirect', header: 'Location' } : { phase: 'request' }) };
  const other = OTHER_ERRORS[error];
  if (!other) throw new Error(`${made.name}: unknown CORS error ${error}`);
  return { verdict: 'blocked', ...other };
}

/** @param {Case} made @param {Observation} observed @param {Outgoing[]} sent @returns {string} */
function responseTypeOf(made, observed, sent) {
  if (observed.page.outcome === 'allowed' && observed.page.type) {
    return observed.page.type === 'default' ? 'basic' : observed.page.type;
  }
  const { request } = made.scenario;
  if (request.mode === 'no-cors') return 'opaque';
  return [request, ...sent].every(({ url }) => new URL(url).origin === request.origin) ? 'basic' : 'cors';
}

/** Which step let a response through. @param {string} type @param {Case} made @param {import('./case-files.js').Answer | undefined} last @returns {Step} */
function allowingStep(type, made, last) {
  if (type === 'opaqueredirect') return { algorithm: 'HTTP fetch', step: '6.3' };
  if (type !== 'cors') return { algorithm: 'main fetch', step: '12' };
  if (made.scenario.request.credentials === 'include') return { algorithm: 'CORS check', step: '7' };
  const wildcard = last && 'status' in last && valueOf(last.headers, 'access-control-allow-origin') === '*';
  return { algorithm: 'CORS check', step: wildcard ? '3' : '5' };
}

/**
 * Which of several missing headers Chromium names is arbitrary: one of the set in the case is as good as the recorded
 * one.
 * @param {Case} made @param {Expectation['console']} seen @param {string[]} names @returns {Expectation['console']}
 */
function settled(made, seen, names) {
  const recorded = made.expect?.console;
  if (!seen || !recorded || recorded.parameter === seen.parameter) return seen;
  if (!names.includes(seen.parameter) || !names.includes(recorded.parameter)) return seen;
  return { ...seen, parameter: recorded.parameter, text: seen.text.replace(`field ${seen.parameter} `, `field ${recorded.parameter} `) };
}

/** @param {Observation} observed @returns {Expectation['console']} */
function consoleOf(observed) {
  const status = corsStatusOf(observed);
  if (!status) return null;
  const text = observed.console.find((line) => /^(Access to |Fetch API cannot load )/u.test(line)) ?? '';
  return { error: status.corsError, parameter: status.failedParameter, text };
}

/**
 * The case as Chromium shows it: the same scripted answers, everything else as observed.
 * @param {Case} made @param {Observation} observed @param {string} version @returns {Case}
 */
export function observedCase(made, observed, version) {
  const exchanges = exchangesOf(made, observed);
  const sent = exchanges.map((exchange) => exchange.sent);
  const scenario = { ...made.scenario, exchanges };
  const base = { name: made.name, source: `observed:${version}`, engine: /** @type {const} */ ('chromium'), scenario };
  const meaning = meaningOf(made, observed);
  const sentSummaries = sent.map(summary);
  if (!meaning) {
    const responseType = responseTypeOf(made, observed, sent);
    const readable = observed.page.outcome === 'allowed' ? observed.page.headers : null;
    return { ...base, expect: {
      verdict: 'allowed', responseType, cause: null, step: allowingStep(responseType, made, exchanges.at(-1)?.received),
      console: null, sent: sentSummaries,
      // Elements give script no headers to read: what a response of that type exposes is then written by hand.
      exposed: readable ?? made.expect?.exposed ?? [],
    } };
  }
  const last = sent.at(-1);
  const phase = meaning.phase ?? (last?.kind === 'preflight' ? 'preflight' : 'response');
  const seen = consoleOf(observed);
  const names = made.expect?.cause?.names ?? (seen ? [seen.parameter] : []);
  const cause = { code: meaning.code, phase, hop: last?.hop ?? 0, header: meaning.header ?? null };
  const named = meaning.code === 'preflight-header-not-allowed';
  if (named && !names.includes(seen?.parameter ?? '')) throw new Error(`${made.name}: ${seen?.parameter} is not one of ${names}`);
  return { ...base, expect: {
    verdict: meaning.verdict ?? 'failed', responseType: null, cause: named ? { ...cause, names: [...names].sort() } : cause,
    step: meaning.step ? { algorithm: meaning.step[0], step: meaning.step[1] } : null,
    console: named ? settled(made, seen, names) : seen, sent: sentSummaries, exposed: [],
  } };
}
