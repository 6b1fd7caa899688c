/** Sequences from a seed: few pages, methods and headers, asked again and again, so that answers are kept and met. */
import { PORTS, SHARDS, placesOf } from '../places.js';
import { randomOf } from '../random.js';
import { answersOf } from './answers.js';
import { lifetimesOf, maxAge } from './max-age.js';
import { MARGIN_MS, STEP_MS } from './sequence.js';

/** @typedef {import('../random.js').Random} Random */
/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {import('../scenario.js').PageKind} PageKind */
/** @typedef {import('../scenario.js').RequestInput} RequestInput */
/** @typedef {import('./sequence.js').Sequence} Sequence */
/** @typedef {import('./sequence.js').Step} Step */
/** @typedef {{ page: PageKind, origin: string, topLevelSite?: string }} Asker */
/** @typedef {{ methods: string[], names: string[], credentials: NonNullable<RequestInput['credentials']>, xhr: number, age: string[] }} Theme */

/** No sequence waits for longer than it takes to see the default lifetime end. */
const LONGEST_MS = 6000;

/** @param {string} origin */
const siteOf = (origin) => origin.replace(/:\d+$/u, '');

/** Who may ask: the shard's own pages, and the same and other origins under other top-level pages. @param {number} shard @returns {Asker[]} */
function askersOf(shard) {
  const [before, own, after] = [shard + SHARDS - 1, shard, shard + 1].map((at) => placesOf(at % SHARDS).page);
  return [
    { page: 'plain', origin: own }, { page: 'worker', origin: own }, { page: 'plain', origin: after },
    { page: 'nested', origin: own, topLevelSite: siteOf(before) }, { page: 'nested', origin: after, topLevelSite: siteOf(own) },
  ];
}

const HEADERS = ['X-A', 'x-b', 'Authorization', 'Content-Type', 'X-C', 'Range', 'Accept', 'If-Match'];
/** @type {Record<string, string>} */
const VALUES = { 'Content-Type': 'application/json', Range: 'bytes=-5', Accept: '(' };

/** @param {Random} random @returns {Theme} */
const themeOf = (random) => ({
  methods: random.some(['GET', 'GET', 'HEAD', 'POST', 'PUT', 'PUT', 'DELETE', 'PATCH', 'patch', 'put', 'PURGE', 'X-Y', '*', 'OPTIONS'], random.int(1, 3)),
  names: random.some(HEADERS, random.int(0, 3)),
  credentials: random.weighted(/** @type {const} */ ([[55, 'same-origin'], [40, 'include'], [5, 'omit']])),
  xhr: random.pick([0, 0, 0.3, 0.8]),
  age: random.chance(0.5) ? ['600'] : maxAge(random),
});

/** @param {Random} random @param {Theme} theme @param {Asker} asker @returns {Omit<RequestInput, 'url'>} */
function askOf(random, theme, { origin, topLevelSite }) {
  const method = random.pick(theme.methods);
  const names = theme.names.filter(() => random.chance(0.7));
  const flipped = random.chance(0.25);
  const include = (theme.credentials === 'include') !== flipped;
  /** @type {Omit<RequestInput, 'url'>} */
  const ask = {
    origin, method, headers: names.map((name) => [random.chance(0.2) ? name.toLowerCase() : name, VALUES[name] ?? '1']),
    credentials: include ? 'include' : 'same-origin',
  };
  if (topLevelSite) ask.topLevelSite = topLevelSite;
  if (!/^(GET|HEAD)$/iu.test(method) && random.chance(0.4)) {
    ask.body = { contentType: random.pick(['text/plain;charset=UTF-8', 'application/json', null]) };
  }
  if (random.chance(theme.xhr)) {
    ask.initiator = 'xmlhttprequest';
    if (random.chance(0.3)) ask.uploadListeners = true;
  } else {
    ask.mode = 'cors';
    if (!include && theme.credentials === 'omit') ask.credentials = 'omit';
    if (random.chance(0.15)) ask.cache = random.pick(/** @type {const} */ (['no-store', 'reload', 'no-cache', 'force-cache', 'default']));
  }
  return ask;
}

/**
 * When the next step is: soon, or about when an earlier answer ends, on one side of it or the other.
 * @param {Random} random @param {{ at: number, lifetimes: number[] }[]} earlier @param {boolean} waits
 */
function timeOf(random, earlier, waits) {
  const last = earlier[earlier.length - 1];
  if (!last) return 0;
  let at = last.at + STEP_MS;
  if (waits && random.chance(0.5)) {
    const { at: kept, lifetimes } = random.pick(earlier);
    // Seldom for the longer ones.
    const lifetime = random.pick(lifetimes.filter((one) => one < 5000 || random.chance(0.15)));
    const then = kept + (lifetime ?? 0) + (random.chance(0.7) ? MARGIN_MS : -MARGIN_MS);
    if (then < LONGEST_MS) at = Math.max(at, then);
  }
  const near = () => earlier.some(({ at: kept, lifetimes }) => lifetimes.some((one) => Math.abs(at - kept - one) < MARGIN_MS));
  while (near()) at += 50;
  return at;
}

/**
 * @param {string} seed lower-case letters and digits @param {number} index
 * @returns {Sequence}
 */
export function sequenceOf(seed, index) {
  const random = randomOf(`sequence/${seed}/${index}`);
  const shard = index % SHARDS;
  const places = placesOf(shard);
  const id = `s${seed}-${index}`;
  const theme = themeOf(random);
  const askers = askersOf(shard);
  // An opaque origin is one document's: two of them are never the same, though both are written `null`.
  askers.push({ page: random.pick(/** @type {const} */ (['sandbox', 'data'])), origin: 'null' });
  const usual = random.weighted([[60, askers[0]], [15, askers[1]], [10, askers[3]], [15, askers[5]]]);
  const hosts = [
    // No address: each new connection to one is a look-up to Firefox, and what it has kept goes, whoever made the connection.
    random.weighted([[80, places.target], [20, places.sibling]]),
    random.weighted([[40, places.target], [25, places.third], [20, places.page], [14, places.sibling], [1, `http://closed.localhost:${PORTS.closed}`]]),
  ];
  const redirects = random.chance(0.2);
  const waits = random.chance(0.25);
  const length = random.weighted([[20, 2], [30, 3], [20, 4], [15, 5], [10, 6], [5, 8]]);
  /** @type {{ at: number, lifetimes: number[] }[]} */
  const times = [];
  /** @type {Step[]} */
  const steps = [];
  for (let step = 0; step < length; step += 1) {
    const asker = random.chance(0.75) ? usual : random.pick(askers);
    const ask = askOf(random, theme, asker);
    const hop = redirects && random.chance(0.25) ? 1 : 0;
    const age = random.chance(0.75) ? theme.age : maxAge(random);
    const hops = answersOf(random, { ask, theme, age, urls: hosts.map((host, at) => `${host}/${id}/${at}`), redirects });
    const at = timeOf(random, times, waits);
    times.push({ at, lifetimes: lifetimesOf(age) });
    const url = hops[hop].url + (random.chance(0.04) ? '#f' : '');
    steps.push({ at, scenario: { id, page: asker.page, request: { url, ...ask }, hops } });
  }
  return { id, steps };
}
