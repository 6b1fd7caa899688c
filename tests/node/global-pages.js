/** Pages of jsdom and happy-dom with `installGlobal`, and a server on loopback that writes header lines as they are. */
import { once } from 'node:events';
import http from 'node:http';
import { after, afterEach, before } from 'node:test';
import { Window } from 'happy-dom';
// @ts-expect-error -- it has no types
import { JSDOM } from 'jsdom';
import { installGlobal } from '../../npm/node.js';

export const ORIGIN = 'http://app.example.com';

/** @typedef {{ method: string, url: string, headers: http.IncomingHttpHeaders, lines: string[], body: string }} Seen */
/** @typedef {(seen: Seen, response: http.ServerResponse) => void} Answer */
/** @type {Record<string, Answer>} */
const answers = {
  '/open': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'application/json', 'X-Secret', '1']).end('{"a":"ä"}'); },
  '/closed': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', `${ORIGIN}/`]).end('secret'); },
  '/exposed': (_, response) => {
    response.writeHead(200, 'Fine', ['Access-Control-Allow-Origin', '*', 'Access-Control-Expose-Headers', 'X-B, X-A', 'X-B', '1', 'x-a', '2', 'X-B', '3', 'X-Secret', '4',
      'Content-Type', 'text/plain', 'Content-Length', '1', 'Set-Cookie', 'a=b']).end('x');
  },
  '/same': ({ lines }, response) => { response.writeHead(200, ['X-Own', '1', 'Set-Cookie', 'a=b']).end(JSON.stringify(lines)); },
  '/asked': ({ method, body }, response) => {
    if (method === 'OPTIONS') response.writeHead(204, ['Access-Control-Allow-Origin', ORIGIN, 'Access-Control-Allow-Methods', 'PUT', 'Access-Control-Allow-Headers', 'x-a, content-type']).end();
    else response.writeHead(200, ['Access-Control-Allow-Origin', ORIGIN]).end(`${method} ${body}`);
  },
  '/unasked': ({ method }, response) => { response.writeHead(method === 'OPTIONS' ? 404 : 200, ['Access-Control-Allow-Origin', '*']).end(); },
  '/moved': (_, response) => { response.writeHead(302, ['Location', '/open#there', 'Access-Control-Allow-Origin', '*']).end(); },
  '/cookies': ({ headers }, response) => {
    response.writeHead(200, ['Access-Control-Allow-Origin', ORIGIN, 'Access-Control-Allow-Credentials', 'true', 'Set-Cookie', 'sid=1; SameSite=None']).end(headers.cookie ?? 'none');
  },
  '/echo': ({ lines, body }, response) => {
    response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Access-Control-Allow-Headers', '*', 'Content-Type', 'application/json']).end(JSON.stringify({ lines, body }));
  },
  '/empty': (_, response) => { response.writeHead(204, ['Access-Control-Allow-Origin', '*']).end(); },
  '/slow': () => {},
  '/half': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*']).write('half'); },
  '/cut': (_, response) => {
    response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Length', '10']).write('half');
    setTimeout(() => response.destroy(), 300);
  },
  '/two': (_, response) => {
    response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Length', '8']).write(Buffer.from('one\xc3', 'latin1'));
    setTimeout(() => response.end(Buffer.from('\xa4two', 'latin1')), 300);
  },
  '/latin': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'text/plain; charset=iso-8859-1']).end(Buffer.from([0xe4])); },
  '/html': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'text/html']).end('<!doctype html><p>hey'); },
  '/xml': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'application/atom+xml']).end('<a><b/></a>'); },
  '/bad-xml': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'text/xml']).end('<a>'); },
};

/** What has arrived. @type {Seen[]} */
export const seen = [];
const server = http.createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { method = '', url = '', headers, rawHeaders: lines } = request;
  const one = { method, url, headers, lines, body };
  seen.push(one);
  answers[new URL(url, 'http://x').pathname](one, response);
});
/** Where it is. */
export let api = '';

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  api = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
});
after(() => { server.close(); server.closeAllConnections(); });

/** What each test leaves behind. @type {(() => unknown)[]} */
const undo = [];
afterEach(() => {
  for (const one of undo.splice(0).reverse()) one();
  seen.length = 0;
});

/** Until the test has ended; silent where it says nothing else. @param {import('../../npm/types.js').InstallGlobalOptions} [options] */
export const install = (options) => {
  const installed = installGlobal({ console: false, ...options });
  undo.push(installed);
  return installed;
};

/** Another URL for a window that there is. @type {WeakMap<object, (url: string) => void>} */
const moves = new WeakMap();
/** @param {any} window @param {string} url */
export const goTo = (window, url) => moves.get(window)?.(url);

/** @type {Record<string, (url: string) => any>} */
export const WINDOWS = {
  jsdom(url) {
    const dom = new JSDOM('', { url });
    moves.set(dom.window, (to) => dom.reconfigure({ url: to }));
    undo.push(() => dom.window.close());
    return dom.window;
  },
  'happy-dom': (url) => {
    const window = new Window({ url });
    moves.set(window, (to) => window.happyDOM.setURL(to));
    undo.push(() => window.happyDOM.close());
    return window;
  },
};

const EVENTS = ['loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend'];

/** Notes what is told, in its order. @param {any} xhr @param {boolean} [upload] */
export function noted(xhr, upload = false) {
  /** @type {string[]} */
  const told = [];
  xhr.addEventListener('readystatechange', () => told.push(`state ${xhr.readyState}`));
  for (const type of EVENTS) {
    xhr.addEventListener(type, (/** @type {ProgressEvent} */ { loaded, total }) => told.push(`${type} ${loaded}/${total}`));
    if (upload) xhr.upload.addEventListener(type, (/** @type {ProgressEvent} */ { loaded, total }) => told.push(`upload ${type} ${loaded}/${total}`));
  }
  return told;
}

/** @param {any} xhr @returns {Promise<any>} */
export const ended = (xhr) => new Promise((resolve) => { xhr.addEventListener('loadend', () => resolve(xhr)); });

/**
 * A page with everything installed.
 * @param {(url: string) => any} open @param {import('../../npm/types.js').InstallGlobalOptions} [options] @param {string} [url]
 */
export function pageOf(open, options, url = `${ORIGIN}/shop/index.html`) {
  const window = open(url);
  install({ window, ...options });
  return window;
}

/**
 * @param {any} window @param {string} url @param {{ method?: string, headers?: [string, string][], body?: unknown, set?: Record<string, unknown> }} [how]
 * @returns {Promise<any>} the XMLHttpRequest, ended
 */
export function send(window, url, { method = 'GET', headers = [], body = null, set = {} } = {}) {
  const xhr = new window.XMLHttpRequest();
  xhr.open(method, url.startsWith('/') ? api + url : url);
  Object.assign(xhr, set);
  for (const [key, value] of headers) xhr.setRequestHeader(key, value);
  xhr.send(body);
  return ended(xhr);
}
