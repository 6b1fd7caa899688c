/**
 * What a page says when it calls `fetch(input, init)`, as the core wants it: a RequestInput, and the body's bytes beside it.
 */
import { hostSignal, untilAborted } from '../abort.js';
import { extract, hostStream, isStream } from './extract.js';
import { normalized } from './header-value.js';

/**
 * @typedef {import('../types.js').RequestInput} RequestInput
 * @typedef {Uint8Array | ReadableStream<Uint8Array> | null} Body
 * @typedef {{ request: RequestInput, body: Body, referrer: string, integrity: string, signal: AbortSignal | undefined }} PageCall
 *   referrer: as the page gave it: `about:client` for its own URL, the empty string for none; integrity: the same for none
 */

/** Options that mean the same to the core. */
const SAME = /** @type {const} */ (['method', 'mode', 'credentials', 'redirect', 'cache', 'referrerPolicy', 'targetAddressSpace']);

/**
 * @param {RequestInfo | URL} input
 * @param {RequestInit & { targetAddressSpace?: string }} init
 * @param {string} origin of the page
 * @returns {Promise<PageCall>} rejects with a TypeError for what no `fetch` takes, and as soon as the signal is aborted
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
  const signal = hostSignal(init.signal === undefined ? from?.signal : init.signal);
  signal?.throwIfAborted();
  const { body, contentType } = await untilAborted(init.body !== undefined || !from ? ofInit(init.body ?? null) : ofRequest(from), signal);
  checkBody(body, init, from);
  if (body) request.body = { contentType, ...(body instanceof ReadableStream && { stream: true }) };
  return {
    request: /** @type {any} */ (request), body,
    referrer: init.referrer ?? from?.referrer ?? 'about:client',
    integrity: String(init.integrity ?? from?.integrity ?? ''),
    signal,
  };
}

/** Of bodies that outlive their page, in bytes. */
const MOST_KEPT_ALIVE = 64 * 1024;

/** @param {Body} body @param {RequestInit & { duplex?: string }} init @param {Request | null} from */
function checkBody(body, { duplex, keepalive = false }, from) {
  const isKeptAlive = keepalive || from?.keepalive;
  if (body instanceof ReadableStream) {
    if (duplex !== 'half') throw new TypeError('duplex: missing; a stream as the body wants `duplex: \'half\'`');
    if (isKeptAlive) throw new TypeError('keepalive: not with a stream as the body');
  } else if (isKeptAlive && body && body.byteLength > MOST_KEPT_ALIVE) {
    throw new TypeError(`keepalive: a body of ${body.byteLength} bytes, where browsers send ${MOST_KEPT_ALIVE} at most`);
  }
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
    const parts = typeof pair === 'object' && pair !== null && Symbol.iterator in pair ? [...pair] : [];
    if (parts.length !== 2) throw new TypeError(`headers[${index}]: not a name and a value`);
    // `undefined`, too, is a text to browsers.
    return [`${parts[0]}`, normalized(`${parts[1]}`)];
  });
}

/**
 * @param {any} source
 * @returns {Promise<{ body: Body, contentType: string | null }>} contentType: what the body implies, a form's boundary in it
 */
async function ofInit(source) {
  if (source === null) return { body: null, contentType: null };
  if (isStream(source)) return { body: hostStream(source), contentType: null };
  const { contentType, bytes } = extract(source);
  return { body: await bytes(), contentType };
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
