/**
 * A server's answers: first right for the request, then spoiled in a place or two. A server that answers at random would
 * fail at the first check nearly always; so every check is reached, and every error occurs often.
 */
import { typeFor } from '../bodies.js';
import { PORTS } from '../places.js';
import { joined, listJunk, mixedCase, nearMiss, padded } from './values.js';

/** @typedef {import('../random.js').Random} Random */
/** @typedef {import('../scenario.js').HeaderLine} HeaderLine */
/** @typedef {import('../scenario.js').Reply} Reply */
/**
 * What a right answer has to say.
 * @typedef {{ origin: string, credentialed: boolean, method: string, names: string[], initiator: string,
 *   final: boolean }} Wanted final: this hop's answer ends the chain
 */

const ORIGIN = 'Access-Control-Allow-Origin';
const CREDENTIALS = 'Access-Control-Allow-Credentials';
const METHODS = 'Access-Control-Allow-Methods';
const HEADERS = 'Access-Control-Allow-Headers';
const EXPOSE = 'Access-Control-Expose-Headers';
const MAX_AGE = 'Access-Control-Max-Age';

const EXTRA_NAMES = ['X-Extra', 'content-type', 'Authorization', 'x-custom', 'Accept', 'range', 'X-Y-Z'];
const EXTRA_METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];

/** @type {readonly HeaderLine[]} what script may or may not read */
const READABLE = [
  ['X-Secret', '1'], ['ETag', '"x"'], ['Content-Language', 'en'], ['Content-Type', 'text/plain'], ['Expires', '0'], ['Pragma', 'no-cache'],
  ['Last-Modified', 'Thu, 01 Jan 1970 00:00:00 GMT'], ['X-Request-Id', '7'], ['Vary', 'Origin'], ['Set-Cookie', 'lab=1; Max-Age=0'], ['Date', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['Server', 'lab'], ['Link', '<x>'], ['Accept-Ranges', 'bytes'], ['x-lower', ''], ['Age', '0'], ['Content-Length', '1'], ['Retry-After', '1'], ['Accept', 'x'],
];

/** @param {Random} random @param {HeaderLine[]} lines */
const withMixedNames = (random, lines) => (random.chance(0.25)
  ? lines.map(([name, value]) => /** @type {HeaderLine} */ ([mixedCase(random, name), padded(random, value)])) : lines);

/** @param {Random} random @param {Wanted} wanted @returns {HeaderLine[]} */
function originLines(random, { origin, credentialed }) {
  /** @type {HeaderLine[]} */
  const lines = [[ORIGIN, !credentialed && random.chance(0.5) ? '*' : origin]];
  if (credentialed || random.chance(0.15)) lines.push([CREDENTIALS, 'true']);
  return lines;
}

/** @param {Random} random @param {Wanted} wanted @returns {Reply} */
function rightPreflight(random, wanted) {
  const { credentialed, method, names } = wanted;
  const lines = originLines(random, wanted);
  const wildcard = !credentialed && random.chance(0.3);
  if (!/^(GET|HEAD|POST)$/u.test(method) || random.chance(0.4)) {
    lines.push([METHODS, wildcard ? '*' : joined(random, random.shuffled([method, ...random.some(EXTRA_METHODS, random.int(0, 3))]))]);
  }
  if (names.length || random.chance(0.3)) {
    const listed = random.shuffled([...names, ...random.some(EXTRA_NAMES, random.int(0, 2))]);
    const written = listed.map((name) => (random.chance(0.2) ? mixedCase(random, name) : name));
    lines.push([HEADERS, !credentialed && random.chance(0.3) ? random.pick(['*', '*, Authorization', 'x, *']) : joined(random, written)]);
  }
  if (random.chance(0.3)) lines.push([MAX_AGE, random.pick(['0', '5', '600', '-1', 'x', ''])]);
  lines.push(...random.some([['Vary', 'Origin'], ['Content-Length', '0'], ['Allow', 'GET'], ['X-Other', 'x']], random.int(0, 2))
    .map(([name, value]) => /** @type {HeaderLine} */ ([name, value])));
  return { status: random.weighted(/** @type {const} */ ([[50, 204], [46, 200], [1, 201], [1, 202], [0.5, 206], [0.5, 299], [1, 205]])), headers: lines };
}

/** @param {Random} random @param {Wanted} wanted @returns {Reply} */
function rightAnswer(random, wanted) {
  const lines = originLines(random, wanted);
  const type = typeFor(wanted.initiator);
  const readable = random.some(READABLE, random.int(0, 5)).filter(([name]) => type === null || !/^content-/iu.test(name));
  lines.push(...readable.map(([name, value]) => /** @type {HeaderLine} */ ([name, value])));
  if (type !== null) lines.push(['Content-Type', type]);
  if (random.chance(0.45)) {
    const exposed = random.shuffled([...readable.map(([name]) => name).filter((name) => /^[\x21-\x7e]+$/u.test(name)), ...random.some(['X-Absent', 'content-type'], random.int(0, 1))]);
    lines.push([EXPOSE, random.weighted(/** @type {const} */ ([
      [5, joined(random, exposed.slice(0, 3))], [3, '*'], [1, '*, x-secret'], [1, joined(random, [...exposed.slice(0, 2), listJunk(random)])], [0.5, ''], [0.5, mixedCase(random, exposed.join(','))],
    ]))]);
    if (random.chance(0.1)) lines.push([EXPOSE, random.pick(['x-secret', '*', '', 'a b'])]);
  }
  // Elements take no other status for success.
  const status = type !== null || !wanted.final ? 200 : random.weighted(/** @type {const} */ ([
    [70, 200], [4, 204], [3, 201], [2, 206], [3, 304], [2, 400], [4, 401], [3, 403], [4, 404], [2, 405], [4, 500], [2, 502], [1, 503], [1, 300], [1, 299],
    [1, 599], [1, 302], [0.7, 301], [0.7, 303], [0.5, 307], [0.5, 418], [0.5, 205], [0.5, 203], [0.5, 305], [0.3, 306], [0.3, 511],
  ]));
  return { status, headers: lines };
}

/** @param {HeaderLine[]} lines @param {string} name @param {(value: string) => HeaderLine[]} change applied to its lines */
const changed = (lines, name, change) => lines.flatMap((line) => (
  line[0].toLowerCase() === name.toLowerCase() ? change(line[1]) : [line]));

/** @param {HeaderLine[]} lines @param {string} name @param {string} value */
const put = (lines, name, value) => [...changed(lines, name, () => []), /** @type {HeaderLine} */ ([name, value])];

/** @typedef {(random: Random, reply: Reply, wanted: Wanted) => Reply} Spoiler */

/** @param {(random: Random, lines: HeaderLine[], wanted: Wanted) => HeaderLine[]} change @returns {Spoiler} */
const onLines = (change) => (random, reply, wanted) => ({ ...reply, headers: change(random, reply.headers, wanted) });

/** @type {[weight: number, spoil: Spoiler][]} */
const ORIGIN_SPOILERS = [
  [5, onLines((_, lines) => changed(lines, ORIGIN, () => []))],
  [10, onLines((random, lines, { origin }) => put(lines, ORIGIN, nearMiss(random, origin)))],
  [10, onLines((_, lines) => put(lines, ORIGIN, '*'))],
  [2, onLines((_, lines) => put(lines, ORIGIN, 'null'))],
  [3, onLines((random, lines, { origin }) => [...lines, [ORIGIN, random.pick([origin, '*', 'null', '', 'https://other.example'])]])],
  [8, onLines((random, lines) => put(lines, CREDENTIALS, random.pick(['True', 'TRUE', 'false', '', '1', 'yes', 'true, true', 'true,', '"true"', 't\u00e9', 'true x', '*'])))],
  [4, onLines((_, lines) => changed(lines, CREDENTIALS, () => []))],
  [1, onLines((_, lines) => [...lines, [CREDENTIALS, 'true']])],
];

/**
 * Any status but success. Chromium's network stack sends a request answered by 421 once more on a new connection, which
 * is no business of CORS.
 * @param {Random} random
 */
function otherStatus(random) {
  const status = random.int(300, 599);
  return status === 421 ? 422 : status;
}

/** @type {[weight: number, spoil: Spoiler][]} */
const PREFLIGHT_SPOILERS = [
  ...ORIGIN_SPOILERS,
  // What is seldom otherwise, for it needs a preflight, and two values or credentials, too.
  [14, onLines((_, lines) => changed(lines, ORIGIN, () => []))],
  [12, onLines((random, lines, { origin }) => put(lines, ORIGIN, random.pick([`${origin}/`, 'null', 'https://other.example', origin.replace('http:', 'https:'), `${origin}0`])))],
  [11, onLines((random, lines, { origin }) => [...lines, [ORIGIN, random.pick([origin, '*', 'null', 'https://other.example'])]])],
  [9, onLines((random, lines) => put(lines, ORIGIN, random.pick(['localhost', 'Null', '', '/', '*.a0.localhost', 'undefined', '"*"'])))],
  [24, onLines((_, lines, { credentialed }) => (credentialed ? put(lines, ORIGIN, '*') : lines))],
  [24, onLines((random, lines, { credentialed }) => (credentialed ? put(lines, CREDENTIALS, random.pick(['True', 'false', '', '1', 'true, true'])) : lines))],
  [9, (random, reply) => ({ ...reply, status: random.weighted(/** @type {const} */ ([
    [6, otherStatus(random)], [2, 404], [2, 405], [2, 401], [2, 500], [1, 304], [1, 302], [1, 300], [1, 403],
  ])) })],
  [31, (random, reply) => ({ status: random.pick([301, 302, 303, 307, 308, 308, 300, 305, 304]), headers: [...reply.headers, ['Location', random.pick([
    '0', '/elsewhere', `http://b0.localhost:${PORTS.target}/`, 'http://[', '', 'foo:bar', 'data:,x', '#x', '//',
  ])]] })],
  [28, onLines((random, lines, { method }) => put(lines, METHODS, random.pick([
    method.toLowerCase(), 'GET', 'GET, POST', '', '*', mixedCase(random, method), `${method}X`, 'POST, PUT', 'put', `"${method}"`, `${method};q=1`, `${method} POST`,
  ])))],
  [10, onLines((random, lines, { method }) => put(lines, METHODS, joined(random, random.shuffled([method, listJunk(random)]))))],
  [2, onLines((_, lines) => changed(lines, METHODS, () => []))],
  [2, onLines((random, lines) => [...lines, [METHODS, random.pick(['PUT', 'DELETE, PATCH', '', listJunk(random)])]])],
  [20, onLines((random, lines, { names }) => put(lines, HEADERS, joined(random, random.some(names, Math.max(0, names.length - 1)))))],
  [13, onLines((random, lines, { names }) => put(lines, HEADERS, joined(random, random.shuffled([...names, listJunk(random)]))))],
  [6, onLines((_, lines) => put(lines, HEADERS, '*'))],
  [7, onLines((_, lines) => changed(lines, HEADERS, () => []))],
  [2, onLines((random, lines) => [...lines, [HEADERS, random.pick(['x-custom', 'authorization', '*', '', listJunk(random)])]])],
];

/** @type {[weight: number, spoil: Spoiler][]} */
const REDIRECT_SPOILERS = [
  ...ORIGIN_SPOILERS.map(([weight, spoil]) => /** @type {[number, Spoiler]} */ ([weight * 0.4, spoil])),
  [3, onLines((_, lines) => changed(lines, 'Location', () => []))],
  [6, onLines((random, lines) => put(lines, 'Location', random.pick([
    '', 'http://[', 'http://', '//', 'http://a b/', 'http://%', 'foo:bar', 'javascript:1', 'data:text/plain,x', 'data:,', 'about:blank', 'file:///etc/hosts', 'blob:x',
    'ftp://a0.localhost/', `ws://a0.localhost:${PORTS.target}/`, 'mailto:x', 'chrome://version', 'http:', 'http:1', '?', '#x', '.', '..', 'http://a0.localhost:99999/', 'http://256.256.256.256/',
    `view-source:http://a0.localhost:${PORTS.target}/`, 'about:srcdoc', 'ht tp://x', '\\\\x', 'h\u00e9:x',
  ])))],
  [4, onLines((random, lines) => changed(lines, 'Location', (value) => [['Location', random.pick([
    value.replace('http:', 'HTTP:'),
    `${value}#fragment`, `${value}?q=\u00e9`, `${value}?q=\u00c3\u00a9`, `${value}/\u00e9`, `${value}?a b`, `${value}/%zz`, ` ${value}`, `${value}\t`, `${value}?x"<>`, `${value}/./../0`,
    `${value}, ${value}`, value.replace('http:', 'https:'),
  ])]]))],
  [2, onLines((random, lines) => changed(lines, 'Location', (value) => [['Location', value], ['Location', random.pick([value, `${value}?other`, ''])]]))],
  [1, (random, reply) => ({ ...reply, status: random.pick([200, 300, 304, 305, 306, 309, 404]) })],
];

/** @typedef {readonly (readonly [weight: number, places: number])[]} Counts how many places are spoiled */

/** @type {Counts} */
const COUNTS = [[20, 0], [62, 1], [14, 2], [4, 4]];
/** Half of the names are a preflight's, and only every third request needs one. @type {Counts} */
const PREFLIGHT_COUNTS = [[12, 0], [68, 1], [16, 2], [4, 4]];

/**
 * @param {Random} random @param {Reply} reply @param {Wanted} wanted
 * @param {[weight: number, spoil: Spoiler][]} spoilers @param {number} chance @param {Counts} [counts]
 */
function spoiled(random, reply, wanted, spoilers, chance, counts = COUNTS) {
  let made = reply;
  if (random.chance(chance)) {
    for (let left = random.weighted(counts); left > 0; left -= 1) made = random.weighted(spoilers)(random, made, wanted);
  }
  // No HTTP cache takes part: a redirect may lead to where it came from.
  const headers = withMixedNames(random, [...made.headers, ['Cache-Control', 'no-store']]);
  return { ...made, headers: random.chance(0.3) ? random.shuffled(headers) : headers };
}

/** @param {Random} random @param {Wanted} wanted @param {number} chance that it is spoiled @returns {Reply} */
export const preflightReply = (random, wanted, chance) => (
  spoiled(random, rightPreflight(random, wanted), wanted, PREFLIGHT_SPOILERS, chance, PREFLIGHT_COUNTS));

/** @param {Random} random @param {Wanted} wanted @param {number} chance @returns {Reply} */
export const finalReply = (random, wanted, chance) => (
  spoiled(random, rightAnswer(random, wanted), wanted, ORIGIN_SPOILERS, chance));

/** @param {Random} random @param {Wanted} wanted @param {number} chance @param {string} location @returns {Reply} */
export function redirectReply(random, wanted, chance, location) {
  const status = random.weighted(/** @type {const} */ ([[20, 302], [18, 307], [18, 301], [18, 308], [18, 303]]));
  const reply = { status, headers: [...originLines(random, wanted), /** @type {HeaderLine} */ (['Location', location])] };
  return spoiled(random, reply, wanted, REDIRECT_SPOILERS, chance);
}
