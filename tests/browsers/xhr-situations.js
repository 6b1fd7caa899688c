/**
 * What an `XMLHttpRequest` tells its page in some situations. `situations` is sent to the browser as source text, so it uses
 * nothing from outside itself.
 */
import { once } from 'node:events';
import http from 'node:http';

/** @type {Record<string, (request: http.IncomingMessage, response: http.ServerResponse) => void>} */
const ANSWERS = {
  '/open': (_, response) => { response.writeHead(200, 'Fine', ['Access-Control-Allow-Origin', '*', 'Content-Type', 'application/json', 'X-Secret', '1']).end('{"a":"ä"}'); },
  '/closed': (_, response) => { response.writeHead(200, []).end('x'); },
  '/exposed': (_, response) => {
    response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Access-Control-Expose-Headers', 'X-B, x-a', 'X-B', '1', 'X-A', '2', 'X-B', '3', 'Content-Length', '1', 'Content-Type',
      'Text/Plain; Charset=utf-8']).end('x');
  },
  '/asked': ({ method }, response) => {
    if (method === 'OPTIONS') response.writeHead(204, ['Access-Control-Allow-Origin', '*', 'Access-Control-Allow-Methods', 'PUT']).end();
    else response.writeHead(200, ['Access-Control-Allow-Origin', '*']).end(method);
  },
  '/refused-answer': ({ method }, response) => { response.writeHead(method === 'OPTIONS' ? 204 : 200, method === 'OPTIONS' ? ['Access-Control-Allow-Origin', '*'] : []).end(); },
  '/unasked': (_, response) => { response.writeHead(404, []).end(); },
  '/moved': (_, response) => { response.writeHead(302, ['Location', '/open#there', 'Access-Control-Allow-Origin', '*']).end(); },
  '/empty': (_, response) => { response.writeHead(204, ['Access-Control-Allow-Origin', '*']).end(); },
  '/slow': () => {},
  '/latin': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'text/plain; charset=iso-8859-1']).end(Buffer.from([0xe4])); },
  '/marked': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'text/plain; charset=iso-8859-1']).end(Buffer.from([0xfe, 0xff, 0, 0xe4])); },
  '/xml': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'application/atom+xml']).end('<a><b/></a>'); },
  '/bad-xml': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'text/xml']).end('<a>'); },
  '/html': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'text/html']).end('<!doctype html><p>hey'); },
};

/** The page's server and the API's are one; by another name it is another origin. */
export async function start() {
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => (ANSWERS[request.url ?? ''] ?? ((_, out) => out.setHeader('Content-Type', 'text/html').end('<!doctype html>')))(request, response));
  }).listen(0);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { page: `http://localhost:${port}`, api: `http://127.0.0.1:${port}`, stop: () => { server.close(); server.closeAllConnections(); } };
}

/**
 * @param {any} XMLHttpRequest @param {string} api
 * @returns {Promise<Record<string, unknown>>}
 */
export async function situations(XMLHttpRequest, api) {
  const types = ['loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend'];
  /** When a body comes, and in how many pieces, is the network's affair. @param {string[]} told @param {string} one */
  const note = (told, one) => { if (!one.startsWith('progress') && told.at(-1) !== one) told.push(one); };
  /** @param {any} xhr */
  const noted = (xhr) => {
    /** @type {string[]} */
    const told = [];
    xhr.addEventListener('readystatechange', () => note(told, `state ${xhr.readyState}`));
    for (const type of types) xhr.addEventListener(type, (/** @type {any} */ { loaded, total, lengthComputable }) => note(told, `${type} ${loaded}/${total} ${lengthComputable}`));
    return told;
  };
  /**
   * @param {string} method @param {string} path
   * @param {{ hears?: boolean, body?: unknown, set?: object, prepare?: (xhr: any, told: string[]) => void, after?: (xhr: any, told: string[]) => void }} [how]
   */
  const send = async (method, path, { hears = false, body = null, set = {}, prepare = () => {}, after = () => {} } = {}) => {
    const xhr = new XMLHttpRequest();
    const told = noted(xhr);
    if (hears) for (const type of types) xhr.upload.addEventListener(type, (/** @type {any} */ { loaded, total }) => told.push(`upload ${type} ${loaded}/${total}`));
    xhr.open(method, api + path);
    Object.assign(xhr, set);
    prepare(xhr, told);
    const isLeft = new Promise((resolve) => { xhr.addEventListener('loadend', () => setTimeout(resolve, 20)); setTimeout(resolve, 1000); });
    xhr.send(body);
    after(xhr, told);
    await isLeft;
    return { xhr, told };
  };
  /** @param {Parameters<typeof send>} call */
  const told = async (...call) => (await send(...call)).told;
  /** @param {string} path @param {string} [responseType] @param {string} [mime] */
  const got = async (path, responseType = '', mime = undefined) => {
    const { xhr } = await send('GET', path, { set: { responseType }, prepare: (one) => { if (mime) one.overrideMimeType(mime); } });
    const { response } = xhr;
    const shown = response?.documentElement ? response.documentElement.localName : response?.byteLength ?? (response?.size === undefined ? response : [response.size, response.type]);
    return [shown, xhr.status, xhr.statusText, xhr.responseURL, xhr.getAllResponseHeaders().replaceAll(/(?:date|connection|keep-alive|transfer-encoding): .*\r\n/gu, ''),
      responseType === '' ? [xhr.responseText, xhr.responseXML?.documentElement?.localName] : null];
  };
  /** The name of what it throws. @param {() => unknown} act */
  const thrown = (act) => {
    try {
      return ['nothing', act()];
    } catch (error) {
      return [/** @type {any} */ (error).name];
    }
  };
  /** @param {string} type @param {number} state */
  const abortOn = (type, state) => told('GET', '/open', { prepare: (xhr) => xhr.addEventListener(type, () => { if (xhr.readyState === state) xhr.abort(); }) });

  /** @type {any} */
  const fresh = new XMLHttpRequest();
  /** @type {any} */
  const opened = new XMLHttpRequest();
  opened.open('GET', `${api}/open`);
  return {
    'let through': await told('GET', '/open'),
    refused: await told('GET', '/closed'),
    'the upload is heard': await told('POST', '/asked', { hears: true, body: 'body' }),
    'the upload is heard, and the answer refused': await told('POST', '/refused-answer', { hears: true, body: 'body' }),
    'the upload is heard, and the preflight refused': await told('POST', '/unasked', { hears: true, body: 'body' }),
    'the upload is heard, and there is no body': await told('PUT', '/asked', { hears: true }),
    'the upload is heard too late': await told('POST', '/asked', { body: 'body', after: (xhr, list) => { xhr.upload.onload = () => list.push('upload load'); } }),
    'no body comes': await told('GET', '/empty'),
    timeout: await told('POST', '/slow', { hears: true, body: 'x', set: { timeout: 60 } }),
    'aborted later': await told('POST', '/slow', { hears: true, body: 'x', after: (xhr, list) => setTimeout(() => { xhr.abort(); list.push(`then ${xhr.readyState}`); }, 60) }),
    'aborted by a listener': [await abortOn('loadstart', 1), await abortOn('readystatechange', 2), await abortOn('progress', 3), await abortOn('readystatechange', 4)],
    'opened again': await told('GET', '/slow', { after: (xhr) => { xhr.open('GET', `${api}/open`); xhr.send(); } }),
    'handlers and listeners': await told('GET', '/open', {
      prepare: (xhr, list) => {
        xhr.onload = () => list.push('replaced');
        xhr.addEventListener('load', () => list.push('listener'));
        xhr.onload = function onload() { list.push(`handler ${this === xhr}`); };
      },
    }),
    answers: await Promise.all(['/open', '/closed', '/exposed', '/moved', '/empty', '/latin', '/marked', '/xml', '/bad-xml', '/html'].map((path) => got(path))),
    'response types': await Promise.all([['/open', 'json'], ['/html', 'json'], ['/open', 'text'], ['/latin', 'arraybuffer'], ['/html', 'blob'], ['/html', 'document'], ['/xml', 'document'],
      ['/bad-xml', 'document'], ['/open', 'document'], ['/closed', 'json'], ['/empty', 'arraybuffer'], ['/empty', 'json'], ['/open', 'nonsense']].map(([path, type]) => got(path, type))),
    overridden: await Promise.all([['/open', '', 'text/plain; charset=iso-8859-1'], ['/open', 'blob', 'text/css'], ['/open', 'blob', 'nonsense'], ['/html', '', 'text/xml'], ['/latin', '', 'text/plain']]
      .map(([path, type, mime]) => got(path, type, mime))),
    thrown: [
      () => fresh.send(), () => fresh.setRequestHeader('a', '1'), () => fresh.open('a b', '/'), () => fresh.open('TRACE', '/'), () => fresh.open('connect', '/'), () => fresh.open('GET', 'http://['),
      () => fresh.getAllResponseHeaders(), () => fresh.getResponseHeader('a'), () => fresh.abort(), () => fresh.responseText, () => fresh.response, () => fresh.status,
      () => opened.setRequestHeader('a b', '1'), () => opened.setRequestHeader('', '1'), () => opened.setRequestHeader('a', '1\n2'), () => opened.setRequestHeader('a', '€'),
      () => opened.setRequestHeader('Host', 'x'), () => { opened.responseType = 'json'; return opened.responseText; }, () => opened.responseXML, () => opened.response,
      () => { opened.send(); opened.send(); }, () => opened.setRequestHeader('a', '1'), () => { opened.withCredentials = true; }, () => { opened.timeout = 5; }, () => opened.overrideMimeType('a/b'),
    ].map(thrown),
  };
}
