/**
 * A lab scenario: one request, the kind of page that makes it, and a server's behaviour. Browsers send different
 * messages for the same request, so the behaviour is no list of answers but a function: of the message's kind and of
 * the hop its path names (`/<id>/<hop>`). The same function answers the real browser and Corscope.
 */

/** @typedef {import('../wire.js').HeaderLine} HeaderLine */
/** @typedef {import('../../../npm/types.js').RequestInput} RequestInput */
/** @typedef {{ status: number, headers: HeaderLine[] }} Reply */
/** @typedef {{ url: string, preflight: Reply, request: Reply }} Hop */
/**
 * @typedef {'plain' | 'sandbox' | 'data' | 'worker' | 'nested' | 'public' | 'insecure' | 'secure'} PageKind
 *   nested: a frame of the next shard's page; public: in the public address space; insecure: there, and no secure context;
 *   secure: over https
 */
/** @typedef {{ id: string, page: PageKind, request: RequestInput, hops: Hop[] }} LabScenario */
/** @typedef {'preflight' | 'request'} Kind */

/** What the server answers where a scenario says nothing: a path that a strange `Location` made up. */
const UNSCRIPTED = /** @type {Reply} */ ({ status: 404, headers: [['X-Lab', 'unscripted']] });

const ID = /\/(s[0-9a-z]+-[0-9]+(?:-[0-9]+)?)\//u;

/** All names of scenarios in a text. */
export const ANY_ID = new RegExp(ID.source, 'gu');

/** @param {string} text any text with a URL of a scenario in it @returns {string | null} the scenario's id */
export const idIn = (text) => ID.exec(text)?.[1] ?? null;

/** @param {string} pathOrUrl @returns {number} which hop its path names; -1 for none */
export function hopIn(pathOrUrl) {
  const hop = /\/s[0-9a-z]+-[0-9]+(?:-[0-9]+)?\/(\d+)(?![^?#/])/u.exec(pathOrUrl)?.[1];
  return hop === undefined ? -1 : Number(hop);
}

/** What the server answers where a path names no scenario that runs. */
export const STRANGER = /** @type {Reply} */ ({ status: 404, headers: [] });

/** @param {Pick<LabScenario, 'hops'>} scenario @param {Kind} kind @param {string} url @returns {Reply} */
export const replyOf = (scenario, kind, url) => scenario.hops[hopIn(url)]?.[kind] ?? UNSCRIPTED;

/**
 * The same scenario under another name: no preflight cache and no HTTP cache knows its URLs.
 * @param {LabScenario} scenario @param {string} id @returns {LabScenario}
 */
export const renamed = (scenario, id) => (
  JSON.parse(JSON.stringify(scenario).replaceAll(`/${scenario.id}/`, `/${id}/`)
    .replace(`"id":"${scenario.id}"`, `"id":"${id}"`)));

/** The mode, where a scenario leaves it to who asks: that of elements is `no-cors` without `crossorigin`. @param {RequestInput} request */
const modeOf = ({ initiator, mode }) => mode ?? (['image', 'script', 'stylesheet', 'media'].includes(initiator ?? '') ? 'no-cors' : 'cors');

/**
 * A redirect to `mailto:` in mode `no-cors` ends the process of Firefox's tab (seen in 153), and with it all the others
 * under way in that tab.
 * @param {LabScenario} scenario
 */
const endsFirefoxTab = ({ request, hops }) => modeOf(request) === 'no-cors'
  && hops.some((hop) => hop.request.headers.some(([name, value]) => /^location$/iu.test(name) && /^\s*mailto:/iu.test(value)));

/** Local Network Access is a matter of Chromium: no other browser here knows of address spaces. @param {PageKind} page */
export const isOutside = (page) => page === 'public' || page === 'insecure' || page === 'secure';

/**
 * @param {string} engine @param {LabScenario} scenario
 */
export const runsIn = (engine, scenario) => engine === 'chromium'
  || (!isOutside(scenario.page) && !(engine === 'firefox' && endsFirefoxTab(scenario)));

/**
 * Whether a script of the shard's page mentions fetch's option `targetAddressSpace`. Only the first page is without, as most
 * pages are: what devtools tell of a call means less where the option may be behind it.
 * @param {number} shard
 */
export const mentionsAddressSpace = (shard) => shard > 0;

/** @param {LabScenario} scenario @returns {number} the shard whose page makes the request */
export function shardOf({ request, hops }) {
  const found = /\/\/[a-z]+(\d+)\.(?:localhost|insecure|secure)/u.exec([request.topLevelSite, request.origin, request.url, ...hops.map(({ url }) => url)].join(' '));
  return found ? Number(found[1]) : 0;
}
