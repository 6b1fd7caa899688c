/** Runs a call to its end: the machine says what to send, somebody sends it. */
import { untilAborted } from './abort.js';
import { toJson } from './to-json.js';

/**
 * @typedef {import('./types.js').RequestInput} RequestInput
 * @typedef {import('./types.js').Outgoing} Outgoing
 * @typedef {import('./types.js').Answer} Answer
 * @typedef {import('./pkg/corscope.js').PreflightCache} Kept
 * @typedef {import('./pkg/corscope.js').Simulation} Simulation
 */

/**
 * @param {typeof import('./pkg/corscope.js')} wasm
 * @param {RequestInput} request
 * @param {(outgoing: Outgoing, credentialed: boolean) => Answer | Promise<Answer>} respond credentialed: cookies go with it
 * @param {{ engine: string, kept: Kept, now: () => number, signal?: AbortSignal }} options
 * @param {(call: Simulation) => T} ended takes what it wants of the ended call
 * @template T
 * @returns {Promise<T>}
 */
export async function drive(wasm, request, respond, { engine, kept, now, signal }, ended) {
  signal?.throwIfAborted();
  const call = new wasm.Simulation(toJson('request', hostUrl(request)), engine, kept, now());
  try {
    /** @type {Outgoing|null} */
    let outgoing;
    while ((outgoing = JSON.parse(call.next()))) {
      const answer = await untilAborted(respond(outgoing, call.nextIsCredentialed()), signal);
      signal?.throwIfAborted();
      call.respond(toJson('answer', answer), kept, now());
    }
    return ended(call);
  } finally {
    call.free();
  }
}

/**
 * A typed URL may hold a host name outside ASCII; the host's own parser knows how to write it.
 * @param {RequestInput} request
 * @returns {RequestInput}
 */
function hostUrl(request) {
  if (typeof request?.url !== 'string' || /^[\x21-\x7e]*$/u.test(request.url) || !URL.canParse(request.url)) return request;
  return { ...request, url: new URL(request.url).href };
}
