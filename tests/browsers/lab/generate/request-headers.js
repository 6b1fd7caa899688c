/** The headers a page sets: every rule of the safelist at its limits, and names that are nobody's to set. */
import { mixedCase } from './values.js';

/** @typedef {import('../random.js').Random} Random */
/** @typedef {import('../scenario.js').HeaderLine} HeaderLine */

const long = (/** @type {number} */ length, letter = 'a') => letter.repeat(length);

/** @type {Record<string, readonly string[]>} */
const SAFELISTED = {
  Accept: [
    '*/*', 'text/html', 'application/json', 'text/html;q=0.8, */*', '', 'a"b', 'a(b)', 'a:b', 'a<b>', 'a?b', 'a@b', 'a[b]', 'a\\b',
    'a{b}', 'a\tb', 'caf\u00e9', '\u00ff', long(127), long(128), long(129), 'a/b;c=d', 'a=b',
  ],
  'Accept-Language': [
    'en', 'de-AT, de;q=0.7', '*', '', 'en_US', 'en@', 'e\u00e9', 'en\tde', 'en:', 'en"', long(128), long(129), 'en=1.0,*;q=.5', '--', 'en/x',
  ],
  'Content-Language': ['en', 'mi, en', '', 'en_US', 'en+', long(128), long(129), 'a;b=c', 'en?'],
  'Content-Type': [
    'text/plain', 'Text/Plain', 'text/plain;charset=utf-8', 'text/plain; charset="utf-8"', 'text/plain;', 'text/plain ;x', 'text/plain\t;x',
    'multipart/form-data', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'APPLICATION/X-WWW-FORM-URLENCODED;x=y',
    'application/json', 'application/json; charset=utf-8', 'text/html', 'text/plain, application/json', 'text/plain,text/plain', 'text', 'text/', '/plain',
    '', ' ', 'text /plain', 'text/ plain', 'text/plainx', 'xtext/plain', 'application/x-www-form-urlencoded+json', 'text/plain\u00e9', 'text/plain;\u00e9',
    `text/plain;${long(117)}`, `text/plain;${long(118)}`, 'application/csp-report', 'text/plain; a=<b>', 'text/plain;a=b=c', 'text/xml', 'application/graphql',
  ],
  Range: [
    'bytes=0-', 'bytes=0-1', 'bytes=1-0', 'bytes=5-5', 'bytes=-5', 'bytes=', 'bytes=0-1,3-4', 'bytes= 0-1', 'bytes=0 -1', 'bytes =0-1', 'Bytes=0-1', 'BYTES=0-',
    'items=0-1', 'bytes=0', 'bytes=00-01', 'bytes=9223372036854775806-', 'bytes=9223372036854775807-', 'bytes=0-9223372036854775807', 'bytes=0-9223372036854775808',
    'bytes=18446744073709551615-', 'bytes=18446744073709551616-', 'bytes=99999999999999999999-', 'bytes=0-1 ', 'bytes=\t0-', 'bytes=a-b', 'bytes=0x1-2', 'bytes=+1-2', '', '0-1',
    'bytes=4294967295-4294967296', 'bytes=1-1-1',
  ],
};

const CLIENT_HINTS = {
  'device-memory': ['8', '0.5', '.5', '8.', '1.2.3', 'x', '', '-1', '8 '],
  dpr: ['2', '1.5', '1,5', '', '2x', '+2'],
  downlink: ['10', '1.7', 'x', '1.'],
  width: ['100', '1.5', '', '0', '-1'],
  'viewport-width': ['100', 'x', '1e3'],
  rtt: ['50', '0.5', ''],
  ect: ['4g', 'slow-2g', '5g', '4G', ''],
  'save-data': ['on', 'ON', 'off', '', '?1'],
  intervention: ['', 'x', '<https://example.com>'],
  'Sec-CH-UA': ['"x"'],
  'Sec-CH-UA-Platform': ['x'],
};

/** @type {readonly string[]} */
const UNSAFE = [
  'X-Custom', 'x-requested-with', 'X-Request-ID', 'Authorization', 'Authorization', 'Authorization', 'X-API-Key', 'Cache-Control', 'Pragma', 'If-None-Match',
  'If-Modified-Since', 'Last-Event-ID', 'traceparent', 'Priority', 'Content-Encoding', 'DNT2', 'X-CSRF-Token', 'Idempotency-Key', 'Accept-X', 'X-\u0021',
  'Upgrade-Insecure-Requests', 'Access-Control-Allow-Origin', 'Access-Control-Request-Private-Network', 'Purpose', 'SecX', 'Proxy', 'a', 'Z', '*', 'User-Agent',
  'X-Forwarded-For', 'Content-Disposition', 'Accept-Version', 'Content-Location', 'If-Range', 'If-Match', 'Early-Data', 'Save-Dat', 'Service-Worker', 'Origin2',
];

/** Names only browsers may set, and overrides. @type {readonly HeaderLine[]} */
const FORBIDDEN = [
  ['Accept-Charset', 'utf-8'], ['Accept-Encoding', 'gzip'], ['Access-Control-Request-Headers', 'x'], ['Access-Control-Request-Method', 'PUT'],
  ['Connection', 'close'], ['Content-Length', '5'], ['Cookie', 'a=b'], ['Cookie2', 'a'], ['Date', 'x'], ['DNT', '1'], ['Expect', 'x'], ['Host', 'example.com'],
  ['Keep-Alive', 'x'], ['Origin', 'http://evil.example'], ['Referer', 'http://evil.example/'], ['Set-Cookie', 'a=b'], ['TE', 'x'], ['Trailer', 'x'],
  ['Transfer-Encoding', 'chunked'], ['Upgrade', 'x'], ['Via', 'x'], ['Proxy-Authorization', 'x'], ['proxy-x', 'x'], ['Sec-Fetch-Mode', 'cors'], ['sec-x', 'x'],
];
const OVERRIDES = ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override', 'x-method-overrid'];
const OVERRIDDEN = ['PUT', 'TRACE', 'trace', 'CONNECT', ' track ', 'PUT, TRACE', 'TRACE2', '"TRACE"', 'GET,"a,TRACE"', '', 'DELETE,PATCH'];

/** Values of several safelisted headers whose sum is about 1024 bytes. @param {Random} random @returns {HeaderLine[]} */
function nearTotal(random) {
  const total = random.pick([1022, 1023, 1024, 1025, 1026, 1100]);
  // Only the client hint `intervention` and Accept take letters freely; each value has at most 128 bytes.
  const names = ['Accept', 'Accept-Language', 'Content-Language'];
  /** @type {HeaderLine[]} */
  const lines = names.map((name) => [name, long(128)]);
  const hints = ['intervention', 'width', 'viewport-width', 'rtt', 'dpr', 'downlink', 'device-memory'];
  let left = total - 3 * 128;
  for (const name of hints) {
    const take = Math.min(left, 128);
    if (take <= 0) break;
    lines.push([name, long(take, '1')]);
    left -= take;
  }
  return random.shuffled(lines);
}

/** @param {Random} random @returns {HeaderLine} */
function line(random) {
  const kind = random.weighted(/** @type {const} */ ([
    [34, 'unsafe'], [34, 'safelisted'], [8, 'hint'], [8, 'forbidden'], [3, 'override'],
  ]));
  if (kind === 'unsafe') {
    const name = random.pick(UNSAFE);
    return [name, random.pick(['1', 'x', 'Bearer abc', '', 'a, b', long(129), 'caf\u00e9'])];
  }
  if (kind === 'safelisted') {
    const name = random.pick(Object.keys(SAFELISTED));
    return [name, random.pick(SAFELISTED[name])];
  }
  if (kind === 'hint') {
    const name = random.pick(/** @type {(keyof typeof CLIENT_HINTS)[]} */ (Object.keys(CLIENT_HINTS)));
    return [name, random.pick(CLIENT_HINTS[name])];
  }
  if (kind === 'forbidden') return random.pick(FORBIDDEN);
  return [random.pick(OVERRIDES), random.pick(OVERRIDDEN)];
}

/** @param {Random} random @returns {HeaderLine[]} */
export function requestHeaders(random) {
  if (random.chance(0.02)) return nearTotal(random);
  const count = random.weighted(/** @type {const} */ ([[34, 0], [36, 1], [17, 2], [8, 3], [5, 5]]));
  const lines = Array.from({ length: count }, () => line(random));
  if (lines.length && random.chance(0.08)) lines.push([lines[0][0], random.pick([lines[0][1], 'x'])]);
  return lines.map(([name, value]) => (random.chance(0.15) ? [mixedCase(random, name), value] : [name, value]));
}
