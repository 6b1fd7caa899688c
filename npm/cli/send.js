/** One call as a page would make it, over the network, and its Report. */
import { simulate } from '../node.js';
import { messagesOf } from '../fetch/messages.js';
import { pageCall } from '../fetch/page-call.js';
import { pageOf } from '../origin.js';
import { fetchTransport } from '../transport/host-fetch.js';
import { httpTransport } from '../transport/http.js';

/**
 * @typedef {import('../types.js').Engine} Engine
 * @typedef {import('../types.js').Report} Report
 * @typedef {{ url: string, origin: string, method: string, headers: [string, string][], body: string | null,
 *   credentials: 'include' | 'same-origin' | 'omit', cookie: string | null }} Call
 *   cookie: what goes along with credentials; null: none
 * @typedef {{ engine: Engine, mayRun: boolean, timeoutMs: number, masked: import('./secrets.js').Mask }} How
 *   mayRun: a request may go out that makes the server do something
 */

/** Methods that by their definition change nothing (RFC 9110, 9.2.1). */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** @param {string} method */
export const isSafe = (method) => SAFE.has(method.toUpperCase());

/** Of a message that was held back. */
const NOT_SENT = 'not sent, as it may change something on the server: `--send` sends it';

/**
 * @param {Call} call @param {How} how
 * @returns {Promise<Report>} rejects with a TypeError that names what no page can ask for
 */
export async function send({ url, origin, method, headers, body, credentials, cookie }, { engine, mayRun, timeoutMs, masked }) {
  const call = await pageCall(url, { method, headers, body, credentials }, origin);
  const cookies = cookie === null ? null : { getCookieString: (/** @type {string} */ to) => (sameHost(to, url) ? cookie : ''), setCookie() {} };
  const messages = messagesOf(call, {
    page: pageOf(origin), engine, send: inTime(httpTransport(), timeoutMs), byHost: fetchTransport(globalThis.fetch), cookies,
  });
  try {
    const report = await simulate(call.request, (outgoing, credentialed) => (
      outgoing.kind === 'request' && !isSafe(outgoing.method) && !mayRun ? { unknown: NOT_SENT } : messages.respond(outgoing, credentialed)), { engine });
    return masked(report);
  } finally {
    messages.discard();
  }
}

/** Cookies stay with the host they were given for. @param {string} one @param {string} other */
const sameHost = (one, other) => new URL(one).hostname === new URL(other).hostname;

/**
 * @param {import('../transport/message.js').Transport} transport @param {number} timeoutMs
 * @returns {import('../transport/message.js').Transport}
 */
const inTime = (transport, timeoutMs) => async (message) => {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await transport({ ...message, signal });
  } catch (error) {
    throw signal.aborted ? Object.assign(new Error(`no answer within ${timeoutMs / 1000} s`), { code: 'ETIMEDOUT' }) : error;
  }
};
