/** Values that several dimensions share: near misses of an origin, ways to spoil a list or a word. */

/** @typedef {import('../random.js').Random} Random */

/**
 * What servers answer instead of the right origin.
 * @param {Random} random @param {string} origin @returns {string}
 */
export function nearMiss(random, origin) {
  const [, scheme = 'http', host = 'app.example', port = ''] = /^(\w+):\/\/([^:/]+)(:\d+)?$/u.exec(origin) ?? [];
  return random.pick([
    `${scheme}://${host}${port}/`,
    `${scheme}://${host}${port}/path`,
    `${scheme}://${host}`,
    `${scheme}://${host}:80`,
    `${scheme}://${host}:99999`,
    `${scheme}://${host}:0${port.slice(1)}`,
    `https://${host}${port}`,
    `${scheme.toUpperCase()}://${host}${port}`,
    `${scheme}://${host.toUpperCase()}${port}`,
    `${scheme}://www.${host}${port}`,
    `${scheme}://*.${host}${port}`,
    `*.${host}${port}`,
    `${scheme}://user@${host}${port}`,
    `${scheme}://user:pw@${host}${port}`,
    `${scheme}://${host}.${port}`,
    `${scheme}://${host}${port}?`,
    `${scheme}://${host}${port}#`,
    `${scheme}:${host}${port}`,
    `//${host}${port}`,
    `${host}${port}`,
    `"${scheme}://${host}${port}"`,
    `'${scheme}://${host}${port}'`,
    `<${scheme}://${host}${port}>`,
    `${scheme}://${host}${port},`,
    `${scheme}://${host}${port};`,
    `${scheme}://${host}${port} `,
    `${scheme}://${host}${port}, *`,
    `*, ${scheme}://${host}${port}`,
    `${scheme}://${host}${port},https://other.example`,
    `${scheme}://${host}${port} https://other.example`,
    `${scheme}://${host}${port}\thttps://other.example`,
    `${scheme}://other.example`,
    'https://other.example:8443',
    'http://[::1]', 'http://[::1]:8080', 'http://[::1', 'http://127.0.0.1', 'http://0x7f.1', 'http://256.1.1.1',
    'http://b\u00c3\u00bccher.example', 'http://b\u00fccher.example', 'http://xn--bcher-kva.example', 'http://xn--a.example',
    'http://a b.example', 'http://a%20b.example', 'http://%41.example', 'http://a_b.example',
    'null', 'Null', 'NULL', ' null', 'nul', 'undefined', 'true', 'false', 'none', '', '"*"', '**', '* *', '*,', '*, *', '.*',
    '\u00a0', '\u00e9', '*\u00a0', '%2A', '/', 'localhost', 'file://', 'data:', 'about:blank', 'chrome-extension://abcdefgh',
    'foo:bar', 'http:', 'http://', 'http:///', 'https:/x', 'a:b:c',
  ]);
}

/** White space that header parsers strip, around a value. @param {Random} random @param {string} value */
export const padded = (random, value) => random.pick(['', ' ', '\t', '  ', ' \t ']) + value + random.pick(['', ' ', '\t', '   ']);

/** Each letter in a case of its own. @param {Random} random @param {string} text */
export const mixedCase = (random, text) => (
  [...text].map((letter) => (random.chance(0.5) ? letter.toUpperCase() : letter.toLowerCase())).join(''));

/** What a list header may hold besides its items, or instead of a separator. @param {Random} random */
export const listJunk = (random) => random.pick([
  '', ' ', ',', 'x y', 'x;q=1', 'x/y', '"x"', '"x,y"', '"x', 'x=', '(x)', '<x>', 'x@y', 'x:y', '[x]', '{x}', '\u00e9', 'x\u00a0',
  'x\ty', '*', '**', '* ', "'x'", 'x\\y', '-', '!#$%&\'*+.^_`|~', '\u0080',
]);

/**
 * A list as servers write it: separators vary, items may be missing.
 * @param {Random} random @param {string[]} items
 */
export function joined(random, items) {
  const separator = () => random.weighted(/** @type {const} */ ([
    [60, ', '], [25, ','], [3, ' , '], [3, ',\t'], [2, ', , '], [2, ',,'], [2, '\t,\t'], [1, ' '], [1, ';'],
  ]));
  return items.reduce((text, item, index) => (index === 0 ? item : text + separator() + item), '');
}
