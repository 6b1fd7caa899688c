/** A response as script gets it: filtered, with what its own constructor can't say. */

/** @typedef {'basic' | 'cors' | 'opaque' | 'opaqueredirect'} ResponseType */
/** @typedef {{ type: ResponseType, url: string, redirected: boolean, status: number, statusText: string }} Said */

/** Responses that have no body whatever was sent (*null body status*). */
const BODILESS = new Set([101, 103, 204, 205, 304]);

/**
 * @param {ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null} body
 * @param {HeadersInit} headers that script can read
 * @param {Said} said
 * @returns {Response}
 */
export function pageResponse(body, headers, said) {
  const { type, url, redirected, status, statusText } = said;
  const response = new Response(body, { headers });
  const clone = () => {
    const other = Response.prototype.clone.call(response);
    return pageResponse(other.body, other.headers, said);
  };
  return Object.defineProperties(response, {
    type: { value: type }, url: { value: url }, redirected: { value: redirected }, status: { value: status },
    statusText: { value: statusText }, ok: { value: status >= 200 && status <= 299 }, clone: { value: clone },
  });
}

/**
 * *Filtered response*.
 * @param {import('../transport/message.js').Sent} sent what came back last
 * @param {{ type: ResponseType, exposed: string[], url: string, redirected: boolean, isBodiless: boolean }} of
 *   isBodiless: the request asked for none
 * @returns {Response}
 */
export function filtered({ status, statusText, headers, body, discard }, { type, exposed, url, redirected, isBodiless }) {
  if (type === 'opaque' || type === 'opaqueredirect') {
    discard();
    const told = type === 'opaqueredirect' ? url : '';
    return pageResponse(null, [], { type, url: told, redirected: false, status: 0, statusText: '' });
  }
  const readable = new Set(exposed);
  const lines = headers.filter(([name]) => readable.has(name.toLowerCase()));
  const hasNone = isBodiless || BODILESS.has(status);
  if (hasNone) discard();
  return pageResponse(hasNone ? null : body(), lines, { type, url, redirected, status, statusText });
}
