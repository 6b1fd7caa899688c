/**
 * The ways to make a scenario a little simpler, each as an edit that can be applied after others: it looks for what it
 * changes, and leaves a scenario alone that has it no more.
 */
import { typeFor } from './bodies.js';
import { isScripted } from './generate/request.js';
import { placesOf } from './places.js';
import { shardOf } from './scenario.js';

/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/** @typedef {import('./scenario.js').Reply} Reply */
/** @typedef {import('./scenario.js').Kind} Kind */
/** @typedef {import('./scenario.js').HeaderLine} HeaderLine */
/** @typedef {import('./scenario.js').RequestInput} RequestInput */
/** @template T @typedef {(before: T) => T} Edit */

/** Each hop of a longer chain is not tried by itself: only the first and the last two are. */
const LONG = 4;

/** @param {HeaderLine} line @param {HeaderLine[]} instead @returns {Edit<HeaderLine[]>} for the first that is the same */
const replacing = (line, instead) => (lines) => {
  const at = lines.findIndex(([name, value]) => name === line[0] && value === line[1]);
  return at < 0 ? lines : [...lines.slice(0, at), ...instead, ...lines.slice(at + 1)];
};

/** @param {HeaderLine[]} lines @returns {Edit<HeaderLine[]>[]} */
function lineEdits(lines) {
  const without = lines.map((line) => replacing(line, []));
  const changed = lines.flatMap((line) => {
    const [name, value] = line;
    const half = Math.floor(value.length / 2);
    const values = new Set([value.trim(), value.slice(0, half), value.slice(half), value.slice(1), value.slice(0, -1), '1', '*']);
    const shorter = [...values].filter((one) => one.length < value.length);
    return [...(name === name.toLowerCase() ? [] : [[name.toLowerCase(), value]]), ...shorter.map((one) => [name, one])]
      .map((made) => replacing(line, [/** @type {HeaderLine} */ (made)]));
  });
  return [...(lines.length > 1 ? [() => []] : []), ...without, ...changed];
}

/**
 * @param {Reply} reply @param {string | null} type the `Content-Type` that the answer's user asks for
 * @returns {Edit<Reply>[]}
 */
function replyEdits({ status, headers }, type) {
  const isRedirect = status > 300 && status < 400;
  // An element's error event would speak of the answer's content or status, not of CORS.
  const kept = type === null ? [] : headers.filter(([name]) => /^(content-type|location)$/iu.test(name));
  const statuses = [...(type === null ? [200] : []), ...(isRedirect && status !== 302 ? [302] : [])];
  return [
    () => ({ status: type === null ? 200 : status, headers: kept }),
    ...statuses.map((other) => (
      /** @type {Edit<Reply>} */ ((reply) => ({ ...reply, status: other })))),
    ...lineEdits(headers.filter((line) => !kept.includes(line))).map((edit) => (
      /** @type {Edit<Reply>} */ ((reply) => ({ ...reply, headers: [...edit(reply.headers.filter((line) => !has(kept, line))), ...kept] })))),
  ];
}

/** @param {HeaderLine[]} lines @param {HeaderLine} line */
const has = (lines, [name, value]) => lines.some((one) => one[0] === name && one[1] === value);

/** @param {RequestInput} request @returns {Edit<RequestInput>[]} */
function requestEdits(request) {
  const { url, origin, headers, initiator, ...options } = request;
  /** @param {string} key @returns {Edit<RequestInput>} */
  const without = (key) => (one) => /** @type {RequestInput} */ (
    Object.fromEntries(Object.entries(one).filter(([name]) => name !== key)));
  /** @type {Edit<RequestInput>[]} */
  const edits = [(one) => ({ ...one, url: one.url.replace(/[?#].*$/u, '') })];
  // What a beacon sends is not free to choose.
  if (initiator !== 'beacon') edits.push(...Object.keys(options).map(without));
  if (!isScripted(request)) return edits;
  edits.push(without('initiator'), without('headers'));
  edits.push(...lineEdits(headers ?? []).map((edit) => (
    /** @type {Edit<RequestInput>} */ ((one) => (one.headers ? { ...one, headers: edit(one.headers) } : one)))));
  if (options.method && !['GET', 'PUT'].includes(options.method)) edits.push((one) => ({ ...one, method: 'PUT' }));
  return edits;
}

/** @param {Kind} kind @param {Edit<Reply>} edit @param {number[]} [only] which hops @returns {Edit<LabScenario>} */
const onReplies = (kind, edit, only) => (scenario) => ({
  ...scenario, hops: scenario.hops.map((hop, at) => (!only || only.includes(at) ? { ...hop, [kind]: edit(hop[kind]) } : hop)),
});

/** @param {LabScenario} scenario @returns {Edit<LabScenario>[]} what is done to all hops at once */
function chainEdits({ hops }) {
  /** @param {string} name @returns {Edit<Reply>} */
  const withoutLines = (name) => (reply) => ({ ...reply, headers: reply.headers.filter(([one]) => one.toLowerCase() !== name) });
  const names = new Set(hops.flatMap(({ request }) => request.headers.map(([name]) => name.toLowerCase())));
  for (const needed of ['location', 'content-type']) names.delete(needed);
  return [
    ...hops.slice(1).map((_, index) => /** @type {Edit<LabScenario>} */ ((one) => ({ ...one, hops: one.hops.slice(0, index + 1) }))),
    onReplies('preflight', () => ({ status: 200, headers: [] })),
    ...[...names].map((name) => onReplies('request', withoutLines(name))),
    onReplies('request', (reply) => (reply.status > 300 && reply.status < 400 ? { ...reply, status: 302 } : reply)),
  ];
}

/** @param {LabScenario} scenario @returns {Edit<LabScenario>[]} the bigger steps first; each changes something */
export function simplifications(scenario) {
  const { hops, request, page } = scenario;
  const type = typeFor(request.initiator);
  const edits = chainEdits(scenario);
  hops.forEach((hop, index) => {
    if (hops.length > LONG && index > 1 && index < hops.length - 2) return;
    edits.push(...replyEdits(hop.preflight, null).map((edit) => onReplies('preflight', edit, [index])));
    edits.push(...replyEdits(hop.request, type).map((edit) => onReplies('request', edit, [index])));
  });
  edits.push(...requestEdits(request).map((edit) => /** @type {Edit<LabScenario>} */ ((one) => ({ ...one, request: edit(one.request) }))));
  if (['sandbox', 'data', 'worker'].includes(page)) {
    const origin = placesOf(shardOf(scenario)).page;
    edits.push((one) => ({ ...one, page: 'plain', request: { ...one.request, origin } }));
    if (page === 'data') edits.push((one) => ({ ...one, page: 'sandbox' }));
  }
  const before = JSON.stringify(scenario);
  return edits.filter((edit) => JSON.stringify(edit(scenario)) !== before);
}

/** @param {LabScenario} scenario @returns {LabScenario[]} the bigger steps first */
export const simpler = (scenario) => simplifications(scenario).map((edit) => edit(scenario));
