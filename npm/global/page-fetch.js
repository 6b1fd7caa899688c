/** The `fetch` of a test environment's page: relative URLs are its page's, bodies of its own realm. */
import { responseOf } from '../fetch/create.js';
import { isRequest, pageCall } from '../fetch/page-call.js';
import { extract, isStream } from './extract.js';
import { hostSignal } from './signal.js';

/** @typedef {import('../fetch/create.js').Caller} Caller */

/**
 * @param {import('./environment.js').Environment} page
 * @param {() => { origin: string, make: Caller }} caller of now
 * @param {import('../fetch/create.js').Core['text']} text
 * @returns {typeof globalThis.fetch}
 */
export function pageFetch(page, caller, text) {
  return async function fetch(input, init) {
    const { origin, make } = caller();
    const { body, ...said } = init ?? {};
    const own = body === undefined || body === null || isStream(body) ? null : extract(body);
    const call = isRequest(input) ? await pageCall(input, own ? { ...said, body: null } : init ?? {}, origin)
      : await pageCall(resolved(input, page.base()), { referrer: page.referrer(), ...said, body: own ? null : body }, origin);
    if (own) {
      call.body = await own.bytes();
      call.request.body = { contentType: own.contentType };
    }
    return responseOf(call, await make({ ...call, signal: hostSignal(call.signal) }), text);
  };
}

/** What is no URL stays as it is: who asks for it says so. @param {unknown} url @param {string} base */
const resolved = (url, base) => (URL.canParse(String(url), base) ? new URL(String(url), base).href : String(url));
