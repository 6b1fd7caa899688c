/** Messages over HTTP by Node's own client, which shows header lines as they came. */
import http from 'node:http';
import https from 'node:https';
import dns from 'node:dns';
import { Readable } from 'node:stream';
import { onAbort } from '../abort.js';
import { byteStream } from './byte-stream.js';
import { decoded } from './decode.js';

/** @typedef {import('./message.js').Message} Message */
/** @typedef {import('./message.js').Sent} Sent */
/** @typedef {import('./message.js').Transport} Transport */

/** Browsers take that much of header lines. */
const MOST_HEADERS = 256 * 1024;

/** A body that nobody wants is read that far, in bytes and milliseconds, before its connection is given up. */
const WORTH_READING = 64 * 1024;
const WORTH_WAITING_MS = 200;

const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
};

/** `localhost` and its subdomains are this machine to browsers, whatever the resolver says. @type {import('node:net').LookupFunction} */
const lookup = (host, options, done) => dns.lookup(/(?:^|\.)localhost$/u.test(host) ? 'localhost' : host, options, done);

/**
 * @param {{ agent?: http.Agent, to?: URL }} [options] agent: makes the connections; to: the server that answers for every host
 * @returns {Transport}
 */
export const httpTransport = ({ agent, to } = {}) => async (message) => {
  const url = new URL(message.url);
  const isSecure = (to ?? url).protocol === 'https:' && !agent;
  const { hostname, port } = to ?? url;
  /** @type {https.RequestOptions} */
  const options = {
    agent: agent ?? agents[isSecure ? 'https:' : 'http:'],
    hostname: hostname.replace(/^\[|\]$/gu, ''), port, path: pathOf(message.url),
    setHost: false, lookup, maxHeaderSize: MOST_HEADERS,
    // As browsers do, it reads what a strict parser would refuse.
    insecureHTTPParser: true,
  };
  if (isSecure) options.servername = url.hostname;
  const headers = /** @type {[string, string][]} */ ([['Host', url.host], ...message.headers]);
  try {
    return await exchange(isSecure ? https : http, options, message, headers);
  } catch (error) {
    // The server may end a kept connection at the moment it is used again; nobody saw the message then.
    if (!isOfKeptConnection(error) || message.body instanceof ReadableStream) throw error;
    return exchange(isSecure ? https : http, { ...options, agent: undefined }, message, headers);
  }
};

/** Path and query as they are written: a `?` with nothing behind it stays. @param {string} url serialised */
const pathOf = (url) => /^\w+:\/\/[^/?#]*(?<path>[^#]*)/u.exec(url)?.groups?.path || '/';

/** @param {any} error */
const isOfKeptConnection = (error) => error?.wasKept === true;

/**
 * @param {typeof http | typeof https} client @param {https.RequestOptions} options @param {Message} message
 * @param {[string, string][]} headers
 * @returns {Promise<Sent>}
 */
function exchange(client, options, { method, body, signal }, headers) {
  return new Promise((resolve, reject) => {
    const request = client.request({ ...options, method });
    // The client writes methods in capitals; the page's own case is what the server has to see.
    request.method = method;
    for (const [name, value] of headers) request.appendHeader(name, value);
    /** @type {http.IncomingMessage | null} */
    let response = null;
    // The body, too, ends with the page's own reason.
    const abort = () => (response ?? request).destroy(signal?.reason);
    if (signal) request.on('close', onAbort(signal, abort));
    request.on('response', (came) => {
      response = came;
      // Kept with the response until somebody reads it.
      came.on('error', () => {});
      const lines = pairs(came.rawHeaders);
      resolve({
        status: came.statusCode ?? 0, statusText: came.statusMessage ?? '', headers: lines,
        body: () => byteStream(decoded(came, lines), { signal, hold: (isWanted) => hold(came, isWanted) }),
        discard: () => discard(came),
      });
    });
    request.on('error', (/** @type {any} */ error) => {
      if (error.code === 'ECONNRESET') error.wasKept = request.reusedSocket;
      // With the head there, it is the body that breaks off, unless all of it came.
      if (!response?.complete) response?.destroy(error);
      reject(error);
    });
    if (body instanceof ReadableStream) {
      Readable.fromWeb(/** @type {any} */ (body)).on('error', (error) => request.destroy(error)).pipe(request);
    } else {
      if (body || method === 'POST' || method === 'PUT') request.setHeader('Content-Length', body?.byteLength ?? 0);
      request.end(body ?? undefined);
    }
  });
}

/** At its end a response gives its connection back, which then is somebody else's. @param {http.IncomingMessage} response @param {boolean} isWanted */
function hold({ readableEnded, socket }, isWanted) {
  // One that leads into this process keeps nothing alive.
  if (!readableEnded && 'ref' in socket) socket[isWanted ? 'ref' : 'unref']();
}

/**
 * Reads on to the end, so that the connection can be used again, unless the end may be far.
 * @param {http.IncomingMessage} response
 */
function discard(response) {
  let left = WORTH_READING;
  response.on('data', ({ length }) => { left -= length; if (left < 0) response.destroy(); });
  // What has no body has ended by now.
  setImmediate(() => {
    if (response.complete) return;
    const timer = setTimeout(() => response.destroy(), WORTH_WAITING_MS).unref();
    response.on('close', () => clearTimeout(timer));
  });
}

/** @param {string[]} raw names and values in turn @returns {[string, string][]} */
const pairs = (raw) => Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index], raw[2 * index + 1]]);
