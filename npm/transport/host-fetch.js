/** Messages by a `fetch` that is there: the host's for what isn't HTTP, or one that a test gives. Lines of one name are joined. */
import { scriptBody } from './script-body.js';

/** @typedef {import('./message.js').Transport} Transport */

/** @param {typeof fetch} send @returns {Transport} */
export const fetchTransport = (send) => async ({ method, url, headers, body, signal }) => {
  const isStream = body instanceof ReadableStream;
  const response = await send(url, /** @type {any} */ ({
    // CORS is judged here, and not by the one who sends.
    method, headers, body, signal, redirect: 'manual', mode: 'cors', credentials: 'include', ...(isStream && { duplex: 'half' }),
  }));
  return sentOf(response, signal);
};

/**
 * @param {Response} response @param {AbortSignal} [signal]
 * @returns {import('./message.js').Sent}
 */
export const sentOf = (response, signal) => ({
  status: response.status, statusText: response.statusText, headers: [...response.headers], joined: true,
  body: () => response.body && scriptBody(response.body, signal),
  // A stream may refuse; what it says interests nobody any more.
  discard: () => void response.body?.cancel().catch(() => {}),
});
