/** One call of a page, whoever makes it: the core decides, a transport sends. */
import { drive } from '../drive.js';
import { DEFAULT_ENGINE } from '../engines.js';
import { checkKnown, preflightCache } from '../options.js';
import { isOrigin, pageOf } from '../origin.js';
import { fetchTransport } from '../transport/host-fetch.js';
import { messagesOf } from './messages.js';

/** @typedef {import('../transport/message.js').Transport} Transport */
/** @typedef {import('../types.js').CreateFetchOptions} CreateFetchOptions */
/** @typedef {import('../types.js').Report} Report */
/** @typedef {import('../transport/message.js').Sent} Sent */
/** @typedef {import('./page-call.js').PageCall} PageCall */
/**
 * @typedef {{ wasm: () => import('../api.js').Wasm, reportOf: (json: string) => Report, text: (report: Report) => string,
 *   newCache: () => import('../api.js').PreflightCache }} Core
 * @typedef {{ ofNetwork: () => Transport, ofServer: (server: any) => Transport }} Transports
 * @typedef {{ sent: Sent, of: Parameters<typeof import('./page-response.js').filtered>[1] }} PageAnswer what came back last, and what script may see of it
 * @typedef {{ answer: PageAnswer | null, report: Report | null, thrown: unknown, engine: string }} Ended
 *   answer: null where the call was refused; report: there then, and where `onReport` wants it; thrown: by who sent the last message
 * @typedef {(call: PageCall, bodySent?: () => void) => Promise<Ended>} Caller
 *   bodySent: told of each message that carried the body to its end; it rejects where the page gave up
 */

/**
 * @param {Core} core @param {Transports} transports
 * @returns {(options: CreateFetchOptions, host?: typeof fetch) => Caller} host: answers for all but HTTP
 */
export const callerWith = (core, transports) => (options, host = globalThis.fetch) => {
  const { origin, engine = DEFAULT_ENGINE, cookies = null, onReport } = checked(options);
  const cache = preflightCache(options.cache ?? core.newCache());
  const send = options.fetch ? fetchTransport(options.fetch)
    : options.server !== undefined ? transports.ofServer(options.server) : transports.ofNetwork();
  const page = pageOf(origin);
  const byHost = fetchTransport(host);
  /** A Report costs more than the call itself, so it is made only where somebody reads it. @param {import('../drive.js').Simulation} call */
  const taken = (call) => {
    /** @type {[type: import('./page-response.js').ResponseType | null, exposed: string[]] | null} */
    const readable = JSON.parse(call.readable());
    return { readable, json: readable && !onReport ? null : call.report() };
  };

  return async (call, bodySent) => {
    const { request, signal } = call;
    const messages = messagesOf(call, { page, engine, send: bodySent ? telling(send, bodySent) : send, byHost, cookies });

    let end;
    try {
      end = await drive(core.wasm(), request, messages.respond, { engine, kept: cache.in(core.wasm()), now: Date.now, signal }, taken);
    } catch (error) {
      messages.discard();
      throw error;
    }
    const { readable, json } = end;
    const report = json === null ? null : core.reportOf(json);
    if (report) onReport?.(report);
    if (!readable) {
      messages.discard();
      return { answer: null, report, thrown: messages.thrown(), engine };
    }
    // What never went to a server (`data:`) has its answer from the host.
    const sent = messages.last() ?? (await byHost({ method: 'GET', url: request.url, headers: [], body: null, signal }));
    const url = new URL(messages.urls.at(-1) ?? request.url);
    url.hash = '';
    const [type, exposed] = readable;
    const of = { type: type ?? 'basic', exposed, url: url.href, redirected: messages.urls.length > 1, isBodiless: request.method?.toUpperCase() === 'HEAD' };
    return { answer: { sent, of }, report, thrown: null, engine };
  };
};

/** Who answers has read the body. @param {Transport} send @param {() => void} bodySent @returns {Transport} */
const telling = (send, bodySent) => async (message) => {
  const sent = await send(message);
  if (message.body) bodySent();
  return sent;
};

/** @type {(keyof CreateFetchOptions)[]} */
export const KNOWN = ['origin', 'server', 'fetch', 'cookies', 'cache', 'engine', 'onReport'];

/** @param {CreateFetchOptions} options */
function checked(options) {
  if (typeof options !== 'object' || options === null) throw new TypeError('options: expected an object with `origin`');
  checkKnown(options, KNOWN);
  // An import or a variable that isn't there must not be the real network.
  for (const name of /** @type {const} */ (['server', 'fetch'])) {
    if (name in options && options[name] === undefined) throw new TypeError(`${name}: undefined; to ask the network, leave it out`);
  }
  const { origin, cookies, onReport, fetch, server } = options;
  if (typeof origin !== 'string') throw new TypeError(`origin: expected a string such as 'https://app.example.com', got ${typeof origin}`);
  if (!isOrigin(origin)) {
    throw new TypeError(`origin: \`${origin}\` is no origin; a serialised one looks like \`https://app.example.com\`, without a path or a slash`);
  }
  if (fetch !== undefined && typeof fetch !== 'function') throw new TypeError('fetch: not a function');
  if (fetch !== undefined && server !== undefined) throw new TypeError('server: either `fetch` or `server`, not both');
  if (onReport !== undefined && typeof onReport !== 'function') throw new TypeError('onReport: not a function');
  if (cookies && !['getCookieString', 'setCookie'].every((name) => typeof (/** @type {any} */ (cookies)[name]) === 'function')) {
    throw new TypeError('cookies: expected a jar with `getCookieString` and `setCookie`, such as tough-cookie’s');
  }
  return options;
}
