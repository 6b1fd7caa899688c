/**
 * How the server behaves at one step: mostly right, with lists that name what is asked for, more than that, or a `*`;
 * then at times a preflight or a request that fails. No answer may be kept by an HTTP cache, which is another matter.
 */
import { mixedCase } from '../generate/values.js';

/** @typedef {import('../random.js').Random} Random */
/** @typedef {import('../scenario.js').Hop} Hop */
/** @typedef {import('../scenario.js').HeaderLine} HeaderLine */
/** @typedef {import('../scenario.js').RequestInput} RequestInput */
/**
 * @typedef {{ ask: Omit<RequestInput, 'url'>, theme: { methods: string[], names: string[] }, age: string[], urls: string[],
 *   redirects: boolean }} Wanted
 */

const NO_STORE = /** @type {HeaderLine} */ (['Cache-Control', 'no-store']);

/** @param {Random} random @param {string} origin @param {boolean} credentialed @returns {HeaderLine[]} */
function originLines(random, origin, credentialed) {
  /** @type {HeaderLine[]} */
  const lines = [['Access-Control-Allow-Origin', !credentialed && random.chance(0.4) ? '*' : origin]];
  if (credentialed || random.chance(0.4)) lines.push(['Access-Control-Allow-Credentials', 'true']);
  return lines;
}

/** @param {Random} random @param {string[]} own @param {string[]} all @param {string} more @returns {string | null} */
const list = (random, own, all, more) => random.weighted([
  [38, own.join(', ') || null], [22, all.join(',') || null], [16, '*'], [3, `*, ${more}`], [8, [...own, more].join(', ')],
  [3, own.map((one) => mixedCase(random, one)).join(', ') || null], [5, null], [3, ''], [2, more],
]);

/** @param {Random} random @param {Wanted} wanted @param {string} origin @returns {Hop['preflight']} */
function preflight(random, { ask, theme, age }, origin) {
  const names = (ask.headers ?? []).map(([name]) => name);
  if (ask.body?.contentType === 'application/json') names.push('content-type');
  const lines = originLines(random, origin, ask.credentials === 'include');
  const methods = list(random, [ask.method ?? 'GET'], theme.methods, 'DELETE');
  const headers = list(random, names, theme.names, random.pick(['X-D', 'Authorization', 'x-a']));
  if (methods !== null) lines.push(['Access-Control-Allow-Methods', methods]);
  if (headers !== null) lines.push(['Access-Control-Allow-Headers', headers]);
  lines.push(...age.map((value) => /** @type {HeaderLine} */ (['Access-Control-Max-Age', value])));
  const failure = random.chance(0.1) ? random.pick(['status', 'origin', 'credentials']) : null;
  if (failure === 'origin') lines.shift();
  return {
    status: failure === 'status' ? 500 : random.pick([200, 204]),
    headers: failure === 'credentials' ? lines.filter(([name]) => name !== 'Access-Control-Allow-Credentials') : lines,
  };
}

/** @param {Random} random @param {Wanted} wanted @param {string} origin @param {string | null} next @returns {Hop['request']} */
function final(random, { ask }, origin, next) {
  const lines = originLines(random, origin, ask.credentials === 'include');
  if (random.chance(0.12)) lines.shift();
  if (next !== null) lines.push(['Location', next]);
  const status = next === null ? random.weighted([[90, 200], [6, 404], [4, 500]]) : random.pick([301, 302, 303, 307, 307, 307, 308, 308]);
  return { status, headers: [...lines, NO_STORE] };
}

/** @param {Random} random @param {Wanted} wanted @returns {Hop[]} */
export function answersOf(random, wanted) {
  const { urls, redirects, ask } = wanted;
  // A hop may lead back to itself or to the one before, but not for ever: a step's answers stay the same.
  const next = redirects && random.chance(0.6) ? urls[1] : null;
  const tainted = random.chance(0.4) ? 'null' : ask.origin;
  return (redirects ? urls : urls.slice(0, 1)).map((url, hop) => {
    const origin = hop === 0 ? ask.origin : tainted;
    return { url, preflight: preflight(random, wanted, origin), request: final(random, wanted, origin, hop === 0 ? next : null) };
  });
}
