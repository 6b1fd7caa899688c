/** The `fetch` of a test environment's page: relative URLs are its page's, bodies of its own realm. */
import { responseOf } from '../fetch/create.js';
import { isRequest, pageCall } from '../fetch/page-call.js';
import { nodeSignal } from './signal.js';

/** @typedef {import('../fetch/caller.js').Caller} Caller */

/**
 * @param {import('./environment.js').Environment} page
 * @param {() => { origin: string, make: Caller }} caller of now
 * @param {import('../fetch/caller.js').Core['text']} text
 * @returns {typeof globalThis.fetch}
 */
export function pageFetch(page, caller, text) {
  return async function fetch(input, init) {
    const { origin, make } = caller();
    const call = isRequest(input) ? await pageCall(input, init ?? {}, origin)
      : await pageCall(resolved(input, page.base()), { referrer: page.referrer(), ...init }, origin);
    return responseOf(call, await make({ ...call, signal: nodeSignal(call.signal) }), text);
  };
}

/** What is no URL stays as it is: who asks for it says so. @param {unknown} url @param {string} base */
const resolved = (url, base) => (URL.canParse(String(url), base) ? new URL(String(url), base).href : String(url));
