/**
 * Where a browser and Corscope disagree about a scenario, part by part.
 *
 * A browser's choice may be arbitrary: which of several missing headers it names follows a hash map. Any of them is
 * right then, and nothing else is.
 */
import { NO_END } from './places.js';
import { idIn } from './scenario.js';

/** @typedef {import('./observe.js').Observation} Observation */
/** @typedef {import('./predict.js').Prediction} Prediction */
/** @typedef {import('../../../npm/types.js').Engine} Engine */
/** @typedef {{ part: string, browser: unknown, corscope: unknown }} Difference */

/** Firefox's key of what it lets pass for now. */
export const WARNING = 'CORSAllowHeaderFromPreflightDeprecation';

/** Firefox's key of any failure of the network, and of what it refused itself. */
export const NO_SUCCESS = 'CORSDidNotSucceed2';

/** @param {string | undefined} location @returns {boolean} whether it is one that is no URL, for this browser at least */
const isUnreadable = (location) => location !== undefined && (location.startsWith('http') || !URL.canParse(location));

/** How an engine tells a CORS failure. @type {Record<string, (observed: Observation) => boolean>} */
const BLOCKED = {
  chromium: ({ cors }) => cors !== null && !/LocalNetwork/u.test(cors.corsError),
  firefox: ({ cors, console }) => (cors?.corsError === 'SOP'
    ? console.some((line) => /^Security Error: Content at (moz-nullprincipal:|\S+\/\.lab\/)/u.test(line))
    : cors !== null && ![NO_SUCCESS, WARNING].includes(cors.corsError)),
  // It has no names, and ends every line about a request in mode `cors` with "due to access control checks".
  webkit: ({ console, wire }) => console.some((line) => (
    // What a worker isn't told is that it was the request's own URL: then nothing was sent.
    (line === 'FTP URLs are disabled' && !wire.length)
    // A `Location` that doesn't parse has no scheme for it.
    || !isUnreadable(/^Cross-origin redirection to (?<to>.*) denied by .* non CORS scheme$/u.exec(line)?.groups?.to)
    && /^(Preflight response |Cross-origin redirection |Cross origin requests |Credentials flag |No-Cors mode |Unsafe attempt to load URL https?:)|Access-Control-Allow|cannot load ftp:|^Fetch API cannot load \S+\.$/u.test(line))),
};

/**
 * Script never learns how a beacon ended. Chromium's network log holds every failure; Firefox's console holds those of
 * CORS and of the network where CORS was asked for; WebKit's those of CORS.
 * @type {Record<string, (observed: Observation) => 'allowed' | 'failed' | 'unseen'>}
 */
const BEACON_ENDED = {
  chromium: ({ error }) => (error === null ? 'allowed' : 'failed'),
  firefox: ({ cors }) => (cors?.corsError === NO_SUCCESS ? 'failed' : 'unseen'),
  webkit: () => 'unseen',
};

/** How the network speaks of an answer that its user doesn't take. @type {Set<string | null>} */
const UNUSED = new Set([null, 'net::ERR_ABORTED']);

/**
 * Some of WebKit's wait for ever for a redirect that leads nowhere.
 * @param {Prediction['report']} report
 */
const isEndless = ({ engine, cause, request }) => (
  engine === 'webkit' && cause?.code === 'redirect-location-invalid' && /** @type {any} */ (cause).location === ''
  && ['eventsource', 'image', 'media'].includes(request.initiator ?? ''));

/** @param {Observation} observed */
export const hadNoEnd = ({ page }) => page.outcome === 'error' && page.message === NO_END;

/**
 * @param {Engine} engine @param {Observation} observed
 * @returns {'allowed' | 'rejected' | 'blocked' | 'failed' | 'unseen'}
 */
export function verdictOf(engine, observed) {
  const { page } = observed;
  if (page.outcome === 'allowed' || page.outcome === 'rejected') return page.outcome;
  if (BLOCKED[engine](observed)) return 'blocked';
  return page.message === 'beacon' ? BEACON_ENDED[engine](observed) : 'failed';
}

/** @param {string[]} lines a few @returns {string[][]} in every order, the given one first */
const ordersOf = (lines) => (lines.length < 2 ? [lines] : lines.flatMap((line, index) => (
  ordersOf(lines.toSpliced(index, 1)).map((others) => [line, ...others]))));

/**
 * The report's texts with each of the names that the browser may have chosen; `null` where the text alone says which.
 * @param {Prediction['report']} report @param {string} page the kind of page @returns {{ error: string | null, parameter: string, text: string }[]}
 */
export function consoles({ console, cause, engine, request }, page) {
  if (!console) return [];
  if (engine === 'firefox') {
    // What Firefox prints of a URL without the scenario's id is filed nowhere. Of several headers it names the first.
    const lines = console.text.split('\n').filter((line) => idIn(line) !== null);
    if (!lines.length) return [];
    // Those of a worker's XMLHttpRequest come from several threads, in any order (seen: two lines of one preflight, 18 times of
    // 30 the other way round). Its name is that of the first line that says why.
    const orders = page === 'worker' && request.initiator === 'xmlhttprequest' ? ordersOf(lines) : [lines];
    const why = (/** @type {string[]} */ order) => order.find((line) => !line.includes('request did not succeed'));
    // Where what went wrong is filed nowhere, what it was warned of is all that is known.
    const { error, parameter } = lines.every((line) => line.startsWith('Cross-Origin Request Warning')) ? { error: WARNING, parameter: '' } : console;
    return orders.map((order) => ({ error: why(order) === why(lines) ? error : null, parameter, text: order.join('\n') }));
  }
  // The order of its header map is known.
  if (engine === 'webkit') {
    // A worker's console gets the reason alone, and only where it comes from the network's process.
    const lines = console.text.split('\n').filter((line) => page !== 'worker'
      || !/^(\w+( API)? cannot load |Cross origin requests are only |Not allowed to request |Redirection to URL .*\.$)/u.test(line));
    // What it prints of a beacon to a URL without the scenario's id is filed nowhere.
    const isFiled = !lines.some((line) => line.startsWith('Beacon ') && idIn(line) === null);
    return isFiled ? [{ ...console, text: lines.join('\n') }] : [];
  }
  const names = /** @type {{ names?: string[] }} */ (cause ?? {}).names ?? [];
  const [first] = names;
  if (!first) return [console];
  return names.map((name) => ({
    error: console.error, parameter: console.parameter === first ? name : console.parameter,
    text: console.text.replace(`field ${first} `, `field ${name} `),
  }));
}

/** The lines of a console that are about CORS. @type {Record<string, (line: string) => boolean>} */
const ABOUT_CORS = {
  chromium: (line) => /^(Access to |Fetch API cannot load )/u.test(line),
  firefox: (line) => /^(Cross-Origin Request |Security Error: )/u.test(line),
  webkit: (line) => !/^((Type|Reference)Error: |Did not parse stylesheet )/u.test(line),
};

/** @param {string} line of Firefox's: whose content it is, where a request tells no more than the origin */
const byOrigin = (line) => line
  .replace(/Content at moz-nullprincipal:\S+ may/u, 'Content at null may')
  .replace(/Content at (http:\/\/[^/]+)\/\.lab\/\S+ may/u, 'Content at $1 may');

/** Whether it is the engine's word for a CORS failure, not that for any other. @param {{ error: string | null, text: string }} told */
export const isNamed = ({ error, text }) => text !== '' && error !== NO_SUCCESS && error !== WARNING;

/** @param {import('../../../npm/types.js').Report['verdict']} verdict @param {string} seen @param {boolean} named */
function verdictsAgree(verdict, seen, named) {
  if (verdict === seen) return true;
  // A CORS failure that the browser itself has no word for looks like any other failure. (That it has none is compared.)
  if (verdict === 'blocked' && !named) return seen === 'failed' || seen === 'unseen';
  return seen === 'unseen' && (verdict === 'allowed' || verdict === 'failed');
}

/**
 * Firefox's media player may ask again for a part of what it loads: as the whole chain, or the end of it by a call of its
 * own.
 * @param {Prediction['wire']} wire @param {Prediction['report']} report
 */
function onceEach(wire, { request, engine }) {
  if (engine !== 'firefox' || request.initiator !== 'media') return wire;
  /** @param {Prediction['wire'][number]} sent @param {number} index */
  const isFirst = (sent, index) => !wire.slice(0, index).some((other) => (
    same(other, sent) || same({ ...other, origin: new URL(other.url).origin === request.origin ? null : request.origin }, sent)));
  return wire.filter(isFirst);
}

/**
 * On a connection that was in use before, Chromium takes a 408 for the end of the connection, and asks once more (seen).
 * @param {Prediction['wire']} observed @param {Prediction} prediction @param {Engine} engine
 */
function withoutRepeats(observed, { wire, timedOut }, engine) {
  if (engine !== 'chromium' || !timedOut.includes(true)) return observed;
  const late = wire.filter((_, index) => timedOut[index]);
  return observed.filter((sent, index) => !(same(sent, observed[index - 1]) && late.some((one) => same(one, sent))));
}

/**
 * An element that can't use what it got ends like one that got nothing.
 * @param {Observation} observed @param {{ verdict: string, usable: boolean }} ours @param {Engine} engine
 */
const isUnused = (observed, { verdict, usable }, engine) => (
  !usable && verdict === 'allowed' && verdictOf(engine, observed) === 'failed' && UNUSED.has(observed.error));

/**
 * @param {Observation} observed
 * @param {{ verdict: import('../../../npm/types.js').Report['verdict'], named: boolean, usable: boolean }} ours
 *   named: the browser has a word for this CORS failure; usable: whether an element can use what it got
 * @param {Engine} engine
 */
export const verdictDiffers = (observed, ours, engine) => (
  !isUnused(observed, ours, engine) && !verdictsAgree(ours.verdict, verdictOf(engine, observed), ours.named));

/** @param {unknown} a @param {unknown} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** @param {Observation} observed @param {Prediction} prediction @param {Engine} engine @returns {Difference[]} */
export function differences(observed, prediction, engine) {
  const { report, wire, usable, page: place } = prediction;
  /** @type {Difference[]} */
  const found = [];
  /** @param {string} part @param {unknown} browser @param {unknown} corscope */
  const differ = (part, browser, corscope) => { found.push({ part, browser, corscope }); };
  const { page } = observed;
  const endless = isEndless(report);
  if (hadNoEnd(observed) !== endless) {
    return [{ part: 'end', browser: hadNoEnd(observed) ? NO_END : page.outcome, corscope: endless ? NO_END : report.verdict }];
  }

  const { verdict } = report;
  const lines = observed.console.filter(ABOUT_CORS[engine]).map(byOrigin);
  const text = lines.join('\n');
  // Of the names the browser may choose, the one it chose must be in both its parameter and its text.
  const all = consoles(report, place);
  if (verdictDiffers(observed, { verdict, named: all.some(isNamed), usable }, engine)) {
    const seen = verdictOf(engine, observed);
    differ('verdict', page.outcome === 'allowed' ? seen : `${seen} (${page.message}; ${observed.error ?? ''})`, report.verdict);
  }
  if (page.outcome === 'allowed' && report.verdict === 'allowed') {
    if (page.type !== null && page.type !== report.responseType) differ('type', page.type, report.responseType);
    const [readable, exposed] = [page.headers, report.exposed].map((names) => names && names.map((name) => name.toLowerCase()).sort());
    if (readable && !same(readable, exposed)) differ('exposed', readable, exposed);
  }
  const chosen = all.filter((one) => one.text === text);
  const possible = chosen.length ? chosen : all;
  // WebKit has no names for errors; Report's name for it is ours, one for each text, and the text is compared.
  if (engine !== 'webkit') {
    const name = observed.cors?.corsError ?? null;
    const ours = chosen[0]?.error === null ? name : possible[0]?.error ?? null;
    if (name !== ours) differ('error', name, ours);
  }
  if (engine === 'chromium' && observed.cors && possible.length) {
    const { failedParameter } = observed.cors;
    if (!possible.some(({ parameter }) => parameter === failedParameter)) differ('parameter', failedParameter, possible[0].parameter);
  }
  if (all.length ? !chosen.length : text !== '') differ('console', text, possible[0]?.text ?? '');
  if (!same(onceEach(withoutRepeats(observed.wire, prediction, engine), report), onceEach(wire, report))) differ('sent', observed.wire, wire);
  return found;
}
