/**
 * What each of Chromium's names means in the words of a case: cause, header to blame, and the step of the standard that
 * fails. These tables are the whole mapping.
 */

/**
 * @typedef {{ verdict?: string, code: string, header?: string, step?: [algorithm: string, step: string],
 *   phase?: string }} Meaning
 */

const ALLOW_ORIGIN = 'Access-Control-Allow-Origin';
const ALLOW_CREDENTIALS = 'Access-Control-Allow-Credentials';
const ALLOW_METHODS = 'Access-Control-Allow-Methods';
const ALLOW_HEADERS = 'Access-Control-Allow-Headers';

/** @param {string} step @returns {[string, string]} */
const check = (step) => ['CORS check', step];
/** @param {string} step @returns {[string, string]} */
export const preflight = (step) => ['CORS-preflight fetch', step];
/** @param {string} step @returns {[string, string]} */
export const redirect = (step) => ['HTTP-redirect fetch', step];
/** @type {[string, string]} */
const MAIN_BRANCH = ['main fetch', '12'];
/** @type {[string, string]} */
const MAIN_BLOCKED = ['main fetch', '7'];

/**
 * Names that also occur with the prefix `Preflight`, then about the preflight response.
 * @type {Record<string, Meaning>}
 */
export const CORS_CHECK_ERRORS = {
  MissingAllowOriginHeader: { code: 'allow-origin-missing', header: ALLOW_ORIGIN, step: check('2') },
  MultipleAllowOriginValues: { code: 'allow-origin-multiple', header: ALLOW_ORIGIN, step: check('4') },
  InvalidAllowOriginValue: { code: 'allow-origin-invalid', header: ALLOW_ORIGIN, step: check('4') },
  AllowOriginMismatch: { code: 'allow-origin-mismatch', header: ALLOW_ORIGIN, step: check('4') },
  WildcardOriginNotAllowed: {
    code: 'allow-origin-wildcard-with-credentials', header: ALLOW_ORIGIN, step: check('4'),
  },
  InvalidAllowCredentials: { code: 'allow-credentials-not-true', header: ALLOW_CREDENTIALS, step: check('8') },
};

/** @type {Record<string, Meaning>} */
export const PREFLIGHT_ERRORS = {
  PreflightDisallowedRedirect: { code: 'preflight-redirected', header: 'Location', step: preflight('7') },
  PreflightInvalidStatus: { code: 'preflight-status-not-ok', step: preflight('7') },
  InvalidAllowMethodsPreflightResponse: {
    code: 'preflight-allow-methods-invalid', header: ALLOW_METHODS, step: preflight('7.3'),
  },
  InvalidAllowHeadersPreflightResponse: {
    code: 'preflight-allow-headers-invalid', header: ALLOW_HEADERS, step: preflight('7.3'),
  },
  MethodDisallowedByPreflightResponse: {
    code: 'preflight-method-not-allowed', header: ALLOW_METHODS, step: preflight('7.5'),
  },
  HeaderDisallowedByPreflightResponse: {
    code: 'preflight-header-not-allowed', header: ALLOW_HEADERS, step: preflight('7.7'),
  },
};

/**
 * In phase `redirect`, with the Location to blame, when a redirect led there; else in phase `request`.
 * @type {Record<string, Meaning>}
 */
export const REQUEST_ERRORS = {
  DisallowedByMode: { code: 'same-origin-mode', step: MAIN_BRANCH },
  NoCorsRedirectModeNotFollow: { code: 'no-cors-redirect-mode', step: MAIN_BRANCH },
  CorsDisabledScheme: { code: 'scheme-not-supported', step: MAIN_BRANCH },
};

/** @type {Meaning} */
const LOCAL_NETWORK = { verdict: 'failed', code: 'network-local-network-access' };

/** @type {Record<string, Meaning>} */
export const OTHER_ERRORS = {
  RedirectContainsCredentials: { code: 'redirect-location-has-credentials', header: 'Location', phase: 'redirect' },
  InsecureLocalNetwork: LOCAL_NETWORK,
  InvalidLocalNetworkAccess: LOCAL_NETWORK,
  LocalNetworkAccessPermissionDenied: LOCAL_NETWORK,
};

/**
 * CDP's errorText or blockedReason where there is no CORS error.
 * @type {Record<string, Meaning>}
 */
export const NET_ERRORS = {
  'net::ERR_NAME_NOT_RESOLVED': { code: 'network-dns' },
  'net::ERR_CONNECTION_REFUSED': { code: 'network-refused' },
  'net::ERR_SSL_PROTOCOL_ERROR': { code: 'network-tls' },
  'net::ERR_ABORTED': { code: 'network-aborted' },
  'net::ERR_BLOCKED_BY_ORB': { code: 'network-orb' },
  'net::ERR_TOO_MANY_REDIRECTS': {
    code: 'redirect-too-many', header: 'Location', step: redirect('7'), phase: 'redirect',
  },
  'net::ERR_INVALID_REDIRECT': {
    code: 'redirect-location-invalid', header: 'Location', step: redirect('5'), phase: 'redirect',
  },
  'net::ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION': {
    code: 'redirect-location-invalid', header: 'Location', step: redirect('5'), phase: 'redirect',
  },
  'net::ERR_UNSAFE_REDIRECT': {
    code: 'redirect-unsafe-scheme', header: 'Location', step: redirect('6'), phase: 'redirect',
  },
  'net::ERR_INVALID_ARGUMENT': {
    code: 'redirect-stream-body', header: 'Location', step: redirect('11'), phase: 'redirect',
  },
  'corp-not-same-origin': { code: 'network-corp', header: 'Cross-Origin-Resource-Policy' },
  'corp-not-same-site': { code: 'network-corp', header: 'Cross-Origin-Resource-Policy' },
  'mixed-content': { code: 'network-mixed-content', step: MAIN_BLOCKED },
  csp: { code: 'network-csp', step: MAIN_BLOCKED },
  inspector: { code: 'network-blocked-by-client' },
  // Chromium stops a same-origin request that is redirected away in the renderer, without a CORS error.
  origin: {
    verdict: 'blocked', code: 'same-origin-mode', header: 'Location', step: MAIN_BRANCH, phase: 'redirect',
  },
};

/**
 * Where the standard lets a redirect to a URL with userinfo pass (within the page's origin, or in no-cors), Chromium
 * loads no such subresource all the same; it says so only by the same blocked reason.
 * @type {Meaning}
 */
export const REDIRECT_CREDENTIALS = {
  verdict: 'failed', code: 'redirect-embedded-credentials', header: 'Location', phase: 'redirect',
};

/**
 * What Chromium doesn't even begin to load, though no check of its own is named: nothing was sent, no answer is missing.
 * @type {Meaning}
 */
export const NEVER_ASKED = { verdict: 'failed', code: 'network-blocked-by-client', step: MAIN_BLOCKED, phase: 'request' };

/** @type {Meaning} */
export const REDIRECT_MODE_ERROR = {
  verdict: 'failed', code: 'redirect-mode-error', header: 'Location', step: ['HTTP fetch', '6.3'], phase: 'redirect',
};

/**
 * What a constructor or open() throws, told by the words of its message; the step is the Request constructor's.
 * @type {[words: RegExp, code: string, step: string][]}
 */
export const REJECTIONS = [
  [/is not a valid HTTP method/u, 'method-invalid', '25'],
  [/HTTP method is unsupported/u, 'method-forbidden', '25'],
  [/is unsupported in no-cors mode/u, 'no-cors-method', '32.1'],
  [/includes credentials/u, 'url-has-credentials', '5.3'],
  [/cannot have body/u, 'body-not-allowed', '35'],
  [/only-if-cached/u, 'cache-mode-needs-same-origin', '21'],
  [/ReadableStream/u, 'stream-body-needs-cors', '39'],
];
