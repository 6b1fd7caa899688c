/** Ways to write `Access-Control-Max-Age`: some count, some don't, and browsers disagree about which. */

/** @typedef {import('../random.js').Random} Random */

const DEFAULT_SECONDS = 5;

/** Lists of lines: none, one, or several. @type {readonly (readonly [weight: number, lines: string[]])[]} */
const FORMS = [
  [10, ['600']], [6, ['1']], [6, ['2']], [4, ['3']], [6, []], [5, ['0']], [3, ['']],
  .../** @type {[number, string[]][]} */ ([
    '-1', '-0', '-600', '+5', '+600', '+1', '+0', '+', '-', '--1', '+-5', '+ 5', '1.5', '2.0', '0.5', '.5', '600.', '1e3', '0x600', '00', '00002', '0600',
    'abc', '600;x', '600,', '600, 600', '600,1', '1, 600', '0, 600', '600, 0', ', 600', '1 2', '600 ', '\t600', '"600"', '2s', '600s', 'max-age=600', '=5',
    '86400', '86401', '4294967296', '4294967297', '2147483648', '9223372036854775807', '9223372036854775808', '18446744073709551616',
    '18446744073709551617', '99999999999999999999999', '-9223372036854775809', '\u00d9\u00a6', '\u00a05', '5\u00a0', '1_000', '\'5\'', 'infinity', 'NaN', 'true', '*',
  ].map((value) => [0.5, [value]])),
  .../** @type {[number, string[]][]} */ ([
    ['600', '600'], ['0', '600'], ['600', '0'], ['1', '3'], ['3', '1'], ['', '600'], ['600', ''], ['x', '600'], ['600', 'x'], ['', ''], ['2', '2'], ['-1', '600'],
  ].map((lines) => [0.8, lines])),
];

/** @param {Random} random @returns {string[]} the header's lines */
export const maxAge = (random) => random.weighted(FORMS);

/**
 * When an answer may end, whatever a browser makes of the lines: after one of the small numbers in them, or after the
 * default time.
 * @param {string[]} lines @returns {number[]} milliseconds
 */
export function lifetimesOf(lines) {
  const numbers = lines.flatMap((line) => line.match(/\d+(\.\d+)?/gu) ?? []).map(Number);
  return [...new Set([DEFAULT_SECONDS, ...numbers.filter((one) => one > 0 && one < 60)])].map((seconds) => seconds * 1000);
}
