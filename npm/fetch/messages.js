/** The messages of one call: each goes out as the browser writes it, and its answer comes back as the core wants it. */
import { failure } from '../transport/failure.js';
import { browserHeaders } from './browser-headers.js';
import { cookiesOf } from './cookies.js';

/** @typedef {import('../transport/message.js').Transport} Transport */
/** @typedef {import('../transport/message.js').Sent} Sent */
/** @typedef {import('../types.js').Answer} Answer */
/** @typedef {import('../types.js').Outgoing} Outgoing */

/** Chromium sends a stream over HTTP/2 and above only, which it speaks over TLS only (seen in 156). @type {Answer} */
const NO_STREAM = { networkError: 'other', text: 'net::ERR_ALPN_NEGOTIATION_FAILED' };

/**
 * @param {import('./page-call.js').PageCall} call
 * @param {{ page: URL | null, engine: string, send: Transport, byHost: Transport, cookies: import('../types.js').CookieJar | null }} ways
 *   page: its origin, null for an opaque one; send: for HTTP; byHost: for all else
 */
export function messagesOf({ request, body, referrer, signal }, { page, engine, send, byHost, cookies }) {
  /** @type {string[]} */
  const urls = [];
  /** @type {Sent | null} */
  let last = null;
  /** @type {unknown} */
  let thrown = null;
  const discard = () => {
    last?.discard();
    last = null;
  };

  return {
    /**
     * @param {Outgoing} outgoing @param {boolean} credentialed
     * @returns {Promise<Answer>}
     */
    async respond({ kind, hop, method, url, headers }, credentialed) {
      discard();
      urls[hop] = url;
      // A redirect that changes the method drops the body.
      const carries = kind === 'request' && method.toUpperCase() === (request.method ?? 'GET').toUpperCase();
      if (carries && body instanceof ReadableStream && engine === 'chromium' && url.startsWith('http:')) return NO_STREAM;
      const lines = browserHeaders(request, page, referrer, urls, headers);
      const jar = credentialed && cookies ? cookiesOf(cookies, { page, engine, url }) : null;
      const cookie = jar && await jar.header();
      if (cookie) lines.push(['Cookie', cookie]);
      signal?.throwIfAborted();
      try {
        last = await (isHttp(url) ? send : byHost)({ method, url, headers: lines, body: carries ? body : null, signal });
      } catch (error) {
        signal?.throwIfAborted();
        thrown = error;
        return failure(error);
      }
      if (signal?.aborted) {
        // Nobody waits for it any more.
        discard();
        throw signal.reason;
      }
      if (jar) await jar.keep(last.headers);
      return /** @type {Answer} */ ({ status: last.status, headers: last.headers, ...(last.joined && { joined: true }) });
    },
    /** Gives up the answer's body. */
    discard,
    /** Where each hop went. */
    urls,
    /** The last answer, unless it was given up; null where nothing came. */
    last: () => last,
    /** What a transport rejected with. */
    thrown: () => thrown,
  };
}

/** @param {string} url */
const isHttp = (url) => /^https?:/u.test(url);
