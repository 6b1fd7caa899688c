/**
 * Captures: a growing one, and a HAR file.
 *
 * @typedef {import('./api.js').Advice} Advice
 * @typedef {import('./api.js').Wasm} Wasm
 * @typedef {import('./types.js').Change} Change
 * @typedef {import('./types.js').PageFacts} PageFacts
 * @typedef {import('./types.js').Note} Note
 * @typedef {import('./types.js').Row} Row
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./types.js').SessionReport} SessionReport
 * @typedef {import('./types.js').Skipped} Skipped
 */
import { withSessionAudits } from './audits.js';
import { withAdvice } from './advice.js';
import { agentOf, engineOf } from './engine-of.js';
import { slimEntries } from './slim-entry.js';

/** How many entries cross to wasm at once. */
const PIECE = 500;

/**
 * @param {import('./pkg/corscope.js').Capture} inner @param {() => Advice | null} advice @param {string} id of a row
 * @returns {Report}
 */
function reportOf(inner, advice, id) {
  const report = JSON.parse(inner.report(String(id)));
  if (report === null) throw new TypeError(`id: no row has the id \`${id}\``);
  return withAdvice(report, advice);
}

/**
 * @param {import('./pkg/corscope.js').Capture} inner @param {() => Advice | null} advice
 * @returns {SessionReport}
 */
function sessionOf(inner, advice) {
  const rows = () => JSON.parse(inner.rows());
  return withSessionAudits(JSON.parse(inner.session()), advice, rows, (id) => reportOf(inner, advice, id));
}

/**
 * Why the pages of a capture could not ask for a URL at all: such a call leaves no entry.
 * @param {import('./pkg/corscope.js').Capture} inner @param {() => Advice} advised @param {string} url
 * @returns {Note[]} one for each document that its own policy or scheme keeps from asking; none where nothing shows it
 */
function whyNoEntry(inner, advised, url) {
  const { whyUnsent } = advised();
  const pages = inner.pages().split('\n\n').slice(0, -1).map((text) => {
    const [from = '', ...policies] = text.split('\n');
    return { url: from, policies };
  });
  // Of a page that was loaded again, what it said last counts.
  const last = pages.filter((page, at) => pages.findIndex((other) => other.url === page.url) === at);
  return last.flatMap((page) => JSON.parse(whyUnsent(page.url, page.policies, String(url))) ?? []);
}

/**
 * @param {Wasm} wasm
 * @param {() => Advice | null} advice
 * @param {() => Advice} advised
 * @param {string} engine
 */
export function openCaptureWith(wasm, advice, advised, engine) {
  const inner = new wasm.Capture(String(engine));
  /** @type {Skipped[]} */
  const skipped = [];

  return {
    /**
     * @param {object[]} entries
     * @returns {Change[]}
     */
    add(entries) {
      if (!Array.isArray(entries)) throw new TypeError('entries: expected a list of HAR entries');
      const added = JSON.parse(inner.add(slimEntries(entries)));
      skipped.push(...added.skipped);
      return added.changes;
    },
    /**
     * @param {PageFacts} facts
     * @returns {Change[]}
     */
    learn(facts) {
      const { page, targetAddressSpace } = Object(facts);
      if (typeof page !== 'string') throw new TypeError('page: expected the `pageref` of entries');
      return JSON.parse(inner.learn(page, String(targetAddressSpace)));
    },
    /** @returns {Row[]} */
    rows: () => JSON.parse(inner.rows()),
    report: (/** @type {string} */ id) => reportOf(inner, advice, id),
    /** @returns {SessionReport} */
    session: () => sessionOf(inner, advice),
    whyNoEntry: (/** @type {string} */ url) => whyNoEntry(inner, advised, url),
    /**
     * Entries that could not be read.
     * @returns {Skipped[]}
     */
    skipped: () => [...skipped],
    /** @param {Iterable<string>} ids */
    drop(ids) {
      for (const id of [...ids].map(String)) inner.drop(id);
    },
    clear() {
      skipped.length = 0;
      inner.clear();
    },
  };
}

/**
 * @param {Wasm} wasm
 * @param {() => Advice | null} advice
 * @param {() => Advice} advised
 * @param {object|string|Uint8Array} har
 * @param {string} [engine] else that of the browser that wrote it
 */
export function explainHarWith(wasm, advice, advised, har, engine) {
  const text = har instanceof Uint8Array ? decode(har) : har;
  const entries = typeof text === 'string' ? null : entriesOf(text);
  const inner = new wasm.Capture(String(engine ?? engineOf(typeof text === 'string' ? agentIn(text) : agentOf(entries ?? [], /** @type {any} */ (text).log.browser?.name))));
  const skipped = typeof text === 'string' ? JSON.parse(inner.addFile(text)).skipped : addPieces(inner, entries ?? []);
  return {
    /** @type {Row[]} */
    rows: JSON.parse(inner.rows()),
    report: (/** @type {string} */ id) => reportOf(inner, advice, id),
    /** @type {SessionReport} */
    session: sessionOf(inner, advice),
    whyNoEntry: (/** @type {string} */ url) => whyNoEntry(inner, advised, url),
    /** @type {Skipped[]} */
    skipped,
  };
}

/**
 * The agent of a file that isn't read here. Within a text, such as a page's title, a quotation mark has a backslash before it.
 * @param {string} text
 */
function agentIn(text) {
  const header = /"name"\s*:\s*"User-Agent"\s*,\s*"value"\s*:\s*"(?<agent>[^"]*)"/iu.exec(text);
  const browser = /"browser"\s*:\s*\{[^{}]*?"name"\s*:\s*"(?<name>[^"]*)"/u.exec(text);
  return header?.groups?.agent ?? `${browser?.groups?.name ?? ''}/`;
}

/** @param {Uint8Array} bytes */
function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TypeError('har: not UTF-8');
  }
}

/**
 * @param {unknown} har
 * @returns {unknown[]}
 */
function entriesOf(har) {
  if (har === null || typeof har !== 'object') throw new TypeError('har: expected an object, a string or bytes');
  const { log } = /** @type {{ log?: unknown }} */ (har);
  if (log === undefined) throw new TypeError('log: missing');
  if (log === null || typeof log !== 'object') throw new TypeError('log: expected an object');
  const { entries } = /** @type {{ entries?: unknown }} */ (log);
  if (entries === undefined) throw new TypeError('log.entries: missing');
  if (!Array.isArray(entries)) throw new TypeError('log.entries: expected a list');
  return entries;
}

/**
 * @param {import('./pkg/corscope.js').Capture} inner
 * @param {unknown[]} entries
 * @returns {Skipped[]}
 */
function addPieces(inner, entries) {
  /** @type {Skipped[]} */
  const skipped = [];
  for (let from = 0; from < entries.length; from += PIECE) {
    skipped.push(...JSON.parse(inner.add(slimEntries(entries.slice(from, from + PIECE)))).skipped);
  }
  return skipped;
}
