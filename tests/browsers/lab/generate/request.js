/** What a page asks for: who asks, how, with which method, headers and body. */
import { requestHeaders } from './request-headers.js';
import { isOutside } from '../scenario.js';
import { mixedCase } from './values.js';

/** @typedef {import('../random.js').Random} Random */
/** @typedef {import('../scenario.js').PageKind} PageKind */
/** @typedef {import('../scenario.js').RequestInput} RequestInput */

/** @typedef {Omit<RequestInput, 'url' | 'origin'>} Ask */

const BODIES = [
  'text/plain;charset=UTF-8', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded;charset=UTF-8', null, 'application/json', 'application/json',
  'text/plain', 'multipart/form-data; boundary=----lab', 'text/xml', 'application/octet-stream', 'text/plain;charset=utf-8;x=y', 'text/html',
];
/** A Blob of such a type implies it to fetch; to XMLHttpRequest it may imply none. */
const ODD_BODIES = [...BODIES, 'x', 'text/'];

/** @param {Random} random */
const method = (random) => {
  const chosen = random.weighted(/** @type {const} */ ([
    [26, 'GET'], [4, 'HEAD'], [16, 'POST'], [17, 'PUT'], [11, 'DELETE'], [10, 'PATCH'], [3, 'OPTIONS'], [2, 'patch'], [2, 'PURGE'], [1, 'QUERY'],
    [1, 'PROPFIND'], [1, '*'], [1, 'X-Y'], [1, '!#$%'], [0.7, 'TRACE'], [0.7, 'CONNECT'], [0.5, 'track'], [0.5, 'A B'], [0.4, ''], [0.4, 'G\u00c9T'],
  ]));
  return random.chance(0.08) ? mixedCase(random, chosen) : chosen;
};

const takesNoBody = (/** @type {string} */ name) => /^(GET|HEAD)$/iu.test(name);

/**
 * @param {Random} random @param {string} name the method @param {readonly (string | null)[]} types
 * @returns {RequestInput['body']}
 */
function body(random, name, types) {
  // A GET with a body is refused at once: seldom enough.
  if (takesNoBody(name) ? !random.chance(0.01) : !random.chance(0.6)) return null;
  return random.chance(0.05) && types === ODD_BODIES ? { contentType: null, stream: true } : { contentType: random.pick(types) };
}

/** @param {Random} random @returns {NonNullable<RequestInput['credentials']>} */
const credentials = (random) => random.weighted(/** @type {const} */ ([[45, 'same-origin'], [42, 'include'], [13, 'omit']]));

/** @param {Random} random @param {PageKind} page @returns {Ask} */
function byFetch(random, page) {
  const mode = random.weighted(/** @type {const} */ ([[86, 'cors'], [9, 'no-cors'], [5, 'same-origin']]));
  const name = mode === 'no-cors' && random.chance(0.8) ? random.pick(['GET', 'POST', 'HEAD']) : method(random);
  /** @type {Ask} */
  const ask = {
    method: name, headers: requestHeaders(random), mode, credentials: credentials(random),
    redirect: random.weighted(/** @type {const} */ ([[88, 'follow'], [6, 'error'], [6, 'manual']])),
    body: body(random, name, ODD_BODIES),
  };
  if (mode === 'no-cors') ask.redirect = random.weighted(/** @type {const} */ ([[64, 'follow'], [18, 'error'], [18, 'manual']]));
  if (random.chance(0.15)) {
    ask.cache = random.pick(/** @type {const} */ (['no-store', 'reload', 'no-cache', 'force-cache', 'default']));
    if (random.chance(0.06)) ask.cache = 'only-if-cached';
  }
  if (ask.cache === 'only-if-cached' && mode === 'same-origin') delete ask.cache;
  if (random.chance(0.15)) {
    ask.referrerPolicy = random.pick(/** @type {const} */ ([
      'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin',
      'strict-origin-when-cross-origin', 'unsafe-url',
    ]));
  }
  // Where the page says the answer will come from. A preflight, which isn't told, would fail first as a rule.
  if (random.chance(page === 'secure' ? 0.8 : isOutside(page) ? 0.6 : 0.005)) {
    ask.targetAddressSpace = random.weighted(/** @type {const} */ ([[2, 'loopback'], [5, 'local'], [4, 'public'], [1, 'unknown']]));
    if (isOutside(page) && random.chance(0.7)) Object.assign(ask, { method: 'GET', headers: [], body: null });
  }
  return ask;
}

/** @param {Random} random @returns {Ask} */
function byXhr(random) {
  const name = method(random);
  /** @type {Ask} */
  const ask = {
    initiator: 'xmlhttprequest', method: name, headers: requestHeaders(random),
    credentials: random.chance(0.5) ? 'include' : 'same-origin', body: body(random, name, BODIES),
  };
  if (random.chance(0.2)) ask.uploadListeners = true;
  return ask;
}

/**
 * Elements: in mode `cors` by their `crossorigin` attribute.
 * @param {Random} random @param {RequestInput['initiator']} initiator @returns {Ask}
 */
function byElement(random, initiator) {
  const include = random.chance(0.5);
  switch (initiator) {
    case 'font': return { initiator };
    case 'eventsource': return { initiator, credentials: include ? 'include' : 'same-origin' };
    case 'beacon': {
      // A beacon of a safelisted type is sent in no-cors mode.
      const contentType = random.pick(['application/json', 'application/json', 'text/xml', 'text/plain;charset=UTF-8']);
      const simple = contentType.startsWith('text/plain');
      return { initiator, mode: simple ? 'no-cors' : 'cors', credentials: 'include', method: 'POST', body: { contentType } };
    }
    case 'module': return { initiator, mode: 'cors', credentials: include ? 'include' : 'same-origin' };
    default:
      if (random.chance(0.1)) return { initiator };
      return { initiator, mode: 'cors', credentials: include ? 'include' : 'same-origin' };
  }
}

/** @param {Ask} ask @returns {boolean} whether script makes the request and gets the response */
export const isScripted = ({ initiator }) => initiator === undefined || initiator === 'xmlhttprequest';

/** @param {Random} random @param {PageKind} page @returns {Ask} */
export function requestOf(random, page) {
  const scripted = page === 'worker' || page === 'data';
  const kind = random.weighted(/** @type {const} */ ([
    [64, 'fetch'], [19, 'xhr'], [scripted ? 0 : 3, 'image'], [scripted ? 0 : 3, 'script'], [scripted ? 0 : 2, 'module'], [scripted ? 0 : 2, 'stylesheet'],
    [scripted ? 0 : 2, 'font'], [scripted ? 0 : 2, 'media'], [2, 'eventsource'], [scripted ? 0 : 1.5, 'beacon'],
  ]));
  if (kind === 'fetch') return byFetch(random, page);
  if (kind === 'xhr') return byXhr(random);
  return byElement(random, kind);
}
