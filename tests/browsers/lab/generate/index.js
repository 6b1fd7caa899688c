/** Scenarios from a seed: the same seed and index give the same scenario, whatever else is generated. */
import { PORTS, SHARDS, placesOf } from '../places.js';
import { randomOf } from '../random.js';
import { isOutside } from '../scenario.js';
import { finalReply, preflightReply, redirectReply } from './answers.js';
import { isScripted, requestOf } from './request.js';

/** @typedef {import('../random.js').Random} Random */
/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {import('../scenario.js').Hop} Hop */
/** @typedef {import('../places.js').Places} Places */

/** How many redirects: most have none; 20 are allowed, so the limit and both sides of it occur. @param {Random} random */
const redirects = (random) => random.weighted(/** @type {const} */ ([
  [62, 0], [18, 1], [9, 2], [4, 3], [2, 4], [1, 6], [0.3, 19], [0.5, 20], [0.4, 21], [0.2, 22],
]));

/** @param {Random} random @param {Places} places @param {boolean} first */
const originFor = (random, places, first) => random.weighted(first
  ? [[76, places.target], [14, places.page], [5, places.sibling], [4, places.literal], [1, `http://closed.localhost:${PORTS.closed}`]]
  : [[34, places.target], [28, places.page], [28, places.third], [5, places.sibling], [4, places.literal], [1, `http://closed.localhost:${PORTS.closed}`]]);

/** Half of what a page in the public address space asks for lies there, too. @param {Random} random @param {Places} places @param {boolean} first */
const publicOriginFor = (random, places, first) => (random.chance(0.5)
  ? random.pick([places.publicTarget, places.publicTarget, places.page]) : originFor(random, places, first));

/**
 * How a `Location` may be written.
 * @param {Random} random @param {string} from @param {string} to origins @param {string} path
 */
function location(random, from, to, path) {
  if (random.chance(0.08)) return to.replace('://', random.pick(['://user@', '://user:pw@', '://:pw@', '://@'])) + path;
  const forms = [to + path, to + path, to + path, (to + path).slice('http:'.length)];
  if (from === to) forms.push(path, path, path.slice(path.lastIndexOf('/') + 1));
  return random.pick(forms);
}

/** @param {Random} random @param {string} url */
const decorated = (random, url) => random.weighted([
  [90, url], [3, `${url}?a=b&c`], [2, `${url}#fragment`], [1, `${url}?q=\u00e9`], [1, url.replace('://', '://user:pw@')], [1, `${url}/a b`],
  [1, url.replace('http:', 'HTTP:')],
]);

/** @param {Random} random @param {Places} places @param {string} path */
const strangeUrl = (random, places, path) => random.weighted([
  [3, `foo:${path}`], [3, places.target.replace('http:', 'ftp:') + path], [3, `mailto:${path}`], [2, `javascript:${path}`],
  [1, `data:text/plain,${path}`], [1, places.target.replace('http:', 'ws:') + path], [1, places.target.replace('http:', 'https:') + path],
]);

/**
 * @param {string} seed lower-case letters and digits @param {number} index
 * @returns {LabScenario}
 */
export function scenarioOf(seed, index) {
  const random = randomOf(`${seed}/${index}`);
  const all = placesOf(index % SHARDS);
  const id = `s${seed}-${index}`;
  const page = random.weighted(/** @type {const} */ ([
    [57, 'plain'], [10, 'worker'], [13, 'sandbox'], [7, 'data'], [4, 'public'], [5, 'insecure'], [4, 'secure'],
  ]));
  const outside = isOutside(page);
  const ask = requestOf(random, page);
  // What is public and was expected to be near fails by its address, which nobody but the browser knows.
  const near = /^lo/u.test(ask.targetAddressSpace ?? '');
  // Nothing but pages is to be had over https.
  const places = outside && !near ? { ...all, page: all[page === 'secure' ? 'public' : page] } : all;
  const origin = page === 'sandbox' || page === 'data' ? 'null' : outside ? all[page] : all.page;
  // Where a redirect isn't followed in mode `no-cors` is told before anything is sent, or by nothing that a capture holds.
  const isRefused = ask.mode === 'no-cors' && ask.redirect !== 'follow' && random.chance(0.5);
  const count = isRefused ? 0 : redirects(random);
  const origins = Array.from({ length: count + 1 }, (_, hop) => (outside && !near ? publicOriginFor : originFor)(random, places, hop === 0));
  // Many hops are all right, or none would be reached.
  const chance = count > 3 ? 0.04 : 0.72 / (count + 1) + 0.08;
  const names = (ask.headers ?? []).map(([name]) => name);
  if (ask.body?.contentType && !names.some((name) => /^content-type$/iu.test(name))) names.push('content-type');
  // The `Origin` to answer: null once a redirect left an origin that was not the page's.
  let tainted = false;
  /** @type {Hop[]} */
  const hops = origins.map((at, hop) => {
    if (hop > 1) tainted ||= origins[hop - 2] !== origins[hop - 1] && origins[hop - 2] !== origin;
    const left = hop > 0 && origins[hop - 1] !== at && origins[hop - 1] !== origin;
    const wanted = {
      origin: tainted || left ? 'null' : origin, credentialed: ask.credentials === 'include', method: ask.method ?? 'GET',
      names, initiator: ask.initiator ?? 'fetch', final: hop === count,
    };
    const next = origins[hop + 1];
    return {
      url: `${at}/${id}/${hop}`,
      // A chain of right answers needs right preflights; a single one is where most of the checks are.
      preflight: preflightReply(random, wanted, count === 0 ? 0.95 : chance),
      request: next === undefined ? finalReply(random, wanted, chance)
        : redirectReply(random, wanted, chance, location(random, at, next, `/${id}/${hop + 1}`)),
    };
  });
  const url = isScripted(ask) && random.chance(0.03) ? strangeUrl(random, places, `/${id}/0`) : decorated(random, hops[0].url);
  return { id, page, request: { url, origin, ...ask }, hops };
}
