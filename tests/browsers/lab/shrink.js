/**
 * Makes a disagreement small: every way to make the scenario a little simpler is tried at once in the browser, the
 * simplest one that still disagrees is kept, and so on until nothing can be left out.
 */
import { differences } from './compare.js';
import { predict } from './predict.js';
import { placesOf } from './places.js';
import { renamed, shardOf } from './scenario.js';

/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/** @typedef {import('./scenario.js').Reply} Reply */
/** @typedef {import('./scenario.js').HeaderLine} HeaderLine */
/** @typedef {import('./compare.js').Difference} Difference */
/** @typedef {import('./observe.js').Observation} Observation */
/** @typedef {import('../../../npm/types.js').Engine} Engine */
/** @typedef {{ scenario: LabScenario, observed: Observation, found: Difference[] }} Disagreement */

const ROUNDS = 40;

/** @param {HeaderLine[]} lines @returns {HeaderLine[][]} */
function simplerLines(lines) {
  const without = lines.map((_, index) => lines.filter((__, other) => other !== index));
  const changed = lines.flatMap(([name, value], index) => {
    const half = Math.floor(value.length / 2);
    const values = new Set([value.trim(), value.slice(0, half), value.slice(half), value.slice(1), value.slice(0, -1), '1', '*']);
    const shorter = [...values].filter((one) => one.length < value.length);
    const titled = name.toLowerCase();
    return [
      ...(titled === name ? [] : [[titled, value]]), ...shorter.map((one) => [name, one]),
    ].map((line) => lines.map((other, at) => (at === index ? /** @type {HeaderLine} */ (line) : other)));
  });
  return [...(lines.length > 1 ? [[]] : []), ...without, ...changed];
}

/** @param {Reply} reply @returns {Reply[]} */
function simplerReplies(reply) {
  const statuses = reply.status === 200 ? [] : [200, ...(reply.status > 300 && reply.status !== 302 && reply.status < 400 ? [302] : [])];
  return [
    ...statuses.map((status) => ({ ...reply, status })),
    ...simplerLines(reply.headers).map((headers) => ({ ...reply, headers })),
  ];
}

/** @param {LabScenario['request']} request @returns {LabScenario['request'][]} */
function simplerRequests(request) {
  const { url, origin, headers, ...options } = request;
  const without = Object.keys(options).map((key) => (
    Object.fromEntries(Object.entries(request).filter(([name]) => name !== key))));
  const plain = url.replace(/[?#].*$/u, '');
  return /** @type {LabScenario['request'][]} */ ([
    ...without,
    ...(plain === url ? [] : [{ ...request, url: plain }]),
    ...(headers ? simplerLines(headers).map((lines) => ({ ...request, headers: lines })) : []),
    ...(headers && !headers.length ? [{ url, origin, ...options }] : []),
    ...(options.method && !['GET', 'PUT'].includes(options.method) ? [{ ...request, method: 'PUT' }] : []),
  ]);
}

/** @param {LabScenario} scenario @returns {LabScenario[]} the bigger steps first */
export function simpler(scenario) {
  const { hops, request, page } = scenario;
  /** @type {LabScenario[]} */
  const found = [];
  for (let length = 1; length < hops.length; length += 1) found.push({ ...scenario, hops: hops.slice(0, length) });
  hops.forEach((hop, index) => {
    /** @param {Partial<typeof hop>} change */
    const withHop = (change) => ({ ...scenario, hops: hops.map((other, at) => (at === index ? { ...hop, ...change } : other)) });
    found.push(withHop({ preflight: { status: 200, headers: [] } }), withHop({ request: { status: 200, headers: [] } }));
    found.push(...simplerReplies(hop.preflight).map((preflight) => withHop({ preflight })));
    found.push(...simplerReplies(hop.request).map((reply) => withHop({ request: reply })));
  });
  found.push(...simplerRequests(request).map((one) => ({ ...scenario, request: one })));
  if (page !== 'plain') {
    found.push({ ...scenario, page: 'plain', request: { ...request, origin: placesOf(shardOf(scenario)).page } });
    if (page === 'data') found.push({ ...scenario, page: 'sandbox' });
  }
  return found.filter((one) => JSON.stringify(one) !== JSON.stringify(scenario));
}

/**
 * @param {Disagreement} start @param {Engine} engine
 * @param {(scenarios: LabScenario[]) => Promise<Map<string, Observation>>} run
 * @returns {Promise<Disagreement>}
 */
export async function shrink(start, engine, run) {
  const parts = new Set(start.found.map(({ part }) => part));
  const original = start.scenario.id;
  let best = start;
  let number = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const tried = simpler(best.scenario).map((scenario) => {
      number += 1;
      return renamed(scenario, `${original.split('-').slice(0, 2).join('-')}-${number}`);
    });
    const observations = await run(tried);
    /** @type {Disagreement | null} */
    let kept = null;
    for (const scenario of tried) {
      const observed = observations.get(scenario.id);
      if (!observed) continue;
      const found = await predict(scenario, engine).then((prediction) => differences(observed, prediction, engine), () => []);
      if (found.some(({ part }) => parts.has(part))) {
        kept = { scenario, observed, found };
        break;
      }
    }
    if (!kept) break;
    best = kept;
  }
  return best;
}
