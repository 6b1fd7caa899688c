/**
 * What a page says when it calls `fetch(input, init)`, as the core wants it: a RequestInput, and the body's bytes beside it.
 */

/**
 * @typedef {import('../types.js').RequestInput} RequestInput
 * @typedef {Uint8Array | ReadableStream<Uint8Array> | null} Body
 * @typedef {{ request: RequestInput, body: Body, referrer: string, signal: AbortSignal | undefined }} PageCall
 *   referrer: as the page gave it: `about:client` for its own URL, the empty string for none
 */

/** Options that mean the same to the core. */
const SAME = /** @type {const} */ (['method', 'mode', 'credentials', 'redirect', 'cache', 'referrerPolicy', 'targetAddressSpace']);

/**
 * @param {RequestInfo | URL} input
 * @param {RequestInit & { targetAddressSpace?: string }} init
 * @param {string} origin of the page
 * @returns {Promise<PageCall>} rejects with a TypeError for what no `fetch` takes
 */
export async function pageCall(input, init, origin) {
  const from = isRequest(input) ? input : null;
  /** @type {Record<string, unknown>} */
  const request = { url: urlOf(from ? from.url : String(input), origin), origin, initiator: 'fetch' };
  for (const name of SAME) {
    const value = init[name] ?? /** @type {any} */ (from)?.[name];
    // A Request that was told no referrer policy has the empty one.
    if (value !== undefined && !(name === 'referrerPolicy' && value === '')) request[name] = String(value);
  }
  request.headers = headerLines(init.headers ?? from?.headers);
  const { body, contentType } = init.body !== undefined || !from ? await extract(init.body ?? null) : await ofRequest(from);
  if (body) request.body = { contentType, ...(body instanceof ReadableStream && { stream: true }) };
  return {
    request: /** @type {any} */ (request), body,
    referrer: init.referrer ?? from?.referrer ?? 'about:client',
    signal: init.signal === null ? undefined : init.signal ?? from?.signal,
  };
}

/** Of any realm: test environments bring a `Request` of their own. @param {any} input @returns {input is Request} */
export const isRequest = (input) => typeof input === 'object' && input !== null && typeof input.url === 'string'
  && typeof input.method === 'string' && typeof input.headers === 'object';

/** @param {string} text @param {string} origin */
function urlOf(text, origin) {
  const base = origin === 'null' ? undefined : `${origin}/`;
  if (!URL.canParse(text, base)) throw new TypeError(`Failed to parse URL from ${text}`);
  return new URL(text, base).href;
}

/**
 * Header lines in the page's own order and case, which the host's `Headers` would lose.
 * @param {HeadersInit | undefined} headers
 * @returns {[string, string][]}
 */
function headerLines(headers) {
  if (headers === undefined || headers === null) return [];
  if (typeof headers !== 'object') throw new TypeError('headers: neither an object nor a list of pairs');
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return pairs.map((pair, index) => {
    const [name, value, ...more] = /** @type {any} */ (pair);
    if (value === undefined || more.length > 0) throw new TypeError(`headers[${index}]: not a name and a value`);
    return [String(name), String(value)];
  });
}

/**
 * *Extract* a body. The host knows the Content-Type that a body implies, a form's boundary in it.
 * @param {any} source
 * @returns {Promise<{ body: Body, contentType: string | null }>}
 */
async function extract(source) {
  if (source === null) return { body: null, contentType: null };
  if (source instanceof ReadableStream) return { body: source, contentType: null };
  const body = new Response(source);
  return { body: new Uint8Array(await body.arrayBuffer()), contentType: body.headers.get('content-type') };
}

/**
 * The body of a Request that the page made before. Its type is among the Request's headers already; and it is read whole,
 * as nothing tells any more whether it was a stream.
 * @param {Request} from
 * @returns {Promise<{ body: Body, contentType: string | null }>}
 */
async function ofRequest(from) {
  if (!from.body) return { body: null, contentType: null };
  return { body: new Uint8Array(await from.arrayBuffer()), contentType: null };
}
