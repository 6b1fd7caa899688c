// `installGlobal`: pages of jsdom and happy-dom, and no page at all, against a server on loopback that writes header lines as they are.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Window } from 'happy-dom';
// @ts-expect-error -- it has no types
import { JSDOM } from 'jsdom';
import { installGlobal } from '../../npm/node.js';

const ORIGIN = 'http://app.example.com';

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
    response.writeHead(200, ['Access-Control-Allow-Origin', ORIGIN, 'Access-Control-Allow-Credentials', 'true', 'Set-Cookie', 'sid=1']).end(headers.cookie ?? 'none');
  },
  '/echo': ({ lines, body }, response) => {
    response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Access-Control-Allow-Headers', '*', 'Content-Type', 'application/json']).end(JSON.stringify({ lines, body }));
  },
  '/empty': (_, response) => { response.writeHead(204, ['Access-Control-Allow-Origin', '*']).end(); },
  '/slow': () => {},
  '/half': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*']).write('half'); },
  '/cut': (_, response) => {
    response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Length', '10']).write('half');
    setTimeout(() => response.destroy(), 100);
  },
  '/two': (_, response) => {
    response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Length', '8']).write(Buffer.from('one\xc3', 'latin1'));
    setTimeout(() => response.end(Buffer.from('\xa4two', 'latin1')), 120);
  },
  '/latin': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'text/plain; charset=iso-8859-1']).end(Buffer.from([0xe4])); },
  '/html': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'text/html']).end('<!doctype html><p>hey'); },
  '/xml': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'application/atom+xml']).end('<a><b/></a>'); },
  '/bad-xml': (_, response) => { response.writeHead(200, ['Access-Control-Allow-Origin', '*', 'Content-Type', 'text/xml']).end('<a>'); },
};

/** @type {Seen[]} */
const seen = [];
const server = http.createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { method = '', url = '', headers, rawHeaders: lines } = request;
  const one = { method, url, headers, lines, body };
  seen.push(one);
  answers[new URL(url, 'http://x').pathname](one, response);
});
let api = '';

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  api = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
});
after(() => { server.close(); server.closeAllConnections(); });

/** @type {(() => unknown)[]} */
const undo = [];
afterEach(() => {
  for (const one of undo.splice(0).reverse()) one();
  seen.length = 0;
});

/** @param {import('../../npm/types.js').InstallGlobalOptions} [options] */
const install = (options) => {
  const installed = installGlobal({ console: false, ...options });
  undo.push(installed);
  return installed;
};

/** @type {Record<string, (url: string) => any>} */
const WINDOWS = {
  jsdom(url) {
    const { window } = new JSDOM('', { url });
    undo.push(() => window.close());
    return window;
  },
  'happy-dom': (url) => {
    const window = new Window({ url });
    undo.push(() => window.happyDOM.close());
    return window;
  },
};

const EVENTS = ['loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend'];

/** Notes what is told, in its order. @param {any} xhr @param {boolean} [upload] */
function noted(xhr, upload = false) {
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
const ended = (xhr) => new Promise((resolve) => { xhr.addEventListener('loadend', () => resolve(xhr)); });

for (const [name, open] of Object.entries(WINDOWS)) {
  describe(name, () => {
    /** A page of ours. @param {import('../../npm/types.js').InstallGlobalOptions} [options] @param {string} [url] */
    const pageOf = (options, url = `${ORIGIN}/shop/index.html`) => {
      const window = open(url);
      install({ window, ...options });
      return window;
    };

    /** @param {any} window @param {string} url @param {{ method?: string, headers?: [string, string][], body?: unknown, set?: Record<string, unknown> }} [how] */
    const send = (window, url, { method = 'GET', headers = [], body = null, set = {} } = {}) => {
      const xhr = new window.XMLHttpRequest();
      xhr.open(method, url.startsWith('/') ? api + url : url);
      Object.assign(xhr, set);
      for (const [key, value] of headers) xhr.setRequestHeader(key, value);
      xhr.send(body);
      return ended(xhr);
    };

    test('fetch: the window’s and the global one, of the page’s origin', async () => {
      const window = pageOf();
      assert.equal(window.fetch, globalThis.fetch);
      assert.deepEqual(await (await fetch(`${api}/open`)).json(), { a: 'ä' });
      assert.equal(seen[0].headers.origin, ORIGIN);
      const error = await window.fetch(`${api}/closed`).catch((/** @type {unknown} */ one) => one);
      assert.equal(error.cause.cause.code, 'allow-origin-mismatch');
    });

    test('fetch: relative to the page, which is the Referer', async () => {
      const window = pageOf({}, `${api}/shop/index.html?q`);
      const lines = await (await window.fetch('../same')).json();
      assert.equal(lines[lines.indexOf('Referer') + 1], `${api}/shop/index.html?q`);
    });

    test('fetch: bodies of the window’s own classes', async () => {
      const window = pageOf();
      const form = new window.FormData();
      form.append('a"', 'one\ntwo');
      form.append('file', new window.File(['bytes'], 'f.txt', { type: 'text/plain' }));
      const { lines, body } = await (await window.fetch(`${api}/echo`, { method: 'POST', body: form })).json();
      assert.match(lines[lines.indexOf('Content-Type') + 1], /^multipart\/form-data; boundary=----formdata-corscope-[\w-]+$/u);
      assert.match(body, /name="a%22"\r\n\r\none\r\ntwo\r\n--/u);
      assert.match(body, /name="file"; filename="f.txt"\r\nContent-Type: text\/plain\r\n\r\nbytes\r\n--/u);
      const blob = await (await window.fetch(`${api}/echo`, { method: 'POST', body: new window.Blob(['b'], { type: 'text/plain' }) })).json();
      assert.deepEqual([blob.body, blob.lines[blob.lines.indexOf('Content-Type') + 1]], ['b', 'text/plain']);
    });

    test('XMLHttpRequest: a call that is let through, its events in the standard’s order', async () => {
      const window = pageOf();
      const xhr = new window.XMLHttpRequest();
      assert.ok(xhr instanceof window.EventTarget);
      const told = noted(xhr);
      xhr.open('get', `${api}/open#here`);
      assert.equal(xhr.readyState, xhr.OPENED);
      xhr.send();
      await ended(xhr);
      assert.deepEqual(told, ['state 1', 'loadstart 0/0', 'state 2', 'state 3', 'progress 10/0', 'progress 10/0', 'state 4', 'load 10/0', 'loadend 10/0']);
      assert.deepEqual([xhr.status, xhr.statusText, xhr.responseText, xhr.responseURL], [200, 'OK', '{"a":"ä"}', `${api}/open`]);
      assert.deepEqual(seen.map(({ method, headers }) => [method, headers.origin, headers.cookie]), [['GET', ORIGIN, undefined]]);
    });

    test('XMLHttpRequest: a refused call says nothing to script, and everything to the test', async () => {
      /** @type {any[]} */
      const reports = [];
      /** @type {any[]} */
      const lines = [];
      const window = pageOf({ onReport: (one) => void reports.push(one), console: { error: (line) => void lines.push(line) } });
      const xhr = new window.XMLHttpRequest();
      const told = noted(xhr);
      xhr.open('GET', `${api}/closed`);
      xhr.send();
      await ended(xhr);
      assert.deepEqual(told, ['state 1', 'loadstart 0/0', 'state 4', 'error 0/0', 'loadend 0/0']);
      assert.deepEqual([xhr.status, xhr.statusText, xhr.responseText, xhr.responseURL, xhr.getAllResponseHeaders()], [0, '', '', '', '']);
      assert.deepEqual(reports.map(({ cause, request }) => [cause.code, request.initiator]), [['allow-origin-mismatch', 'xmlhttprequest']]);
      assert.equal(lines.length, 1);
      assert.match(lines[0], /^error\[allow-origin-mismatch\]: /u);
      assert.match(lines[0], /Access to XMLHttpRequest at/u);
    });

    test('XMLHttpRequest: as each engine has it', async () => {
      /** @type {any[]} */
      const lines = [];
      const window = pageOf({ engine: 'firefox', console: { error: (line) => void lines.push(line) } });
      await send(window, '/closed');
      assert.match(lines[0], /Cross-Origin Request Blocked/u);
    });

    test('XMLHttpRequest: the headers that script may read, sorted and combined', async () => {
      const window = pageOf();
      const xhr = await send(window, '/exposed');
      assert.equal(xhr.getAllResponseHeaders(), 'content-length: 1\r\ncontent-type: text/plain\r\nx-a: 2\r\nx-b: 1, 3\r\n');
      assert.deepEqual(['X-b', 'x-secret', 'Set-Cookie'].map((one) => xhr.getResponseHeader(one)), ['1, 3', null, null]);
      assert.equal(xhr.statusText, 'Fine');
    });

    test('XMLHttpRequest: at home, all headers but the cookies’', async () => {
      const window = pageOf({}, `${api}/shop/index.html`);
      const xhr = await send(window, '../same');
      assert.deepEqual([xhr.getResponseHeader('x-own'), xhr.getResponseHeader('set-cookie')], ['1', null]);
      assert.equal(xhr.responseURL, `${api}/same`);
      const lines = JSON.parse(xhr.responseText);
      assert.equal(lines[lines.indexOf('Referer') + 1], `${api}/shop/index.html`);
    });

    test('XMLHttpRequest: a preflight first', async () => {
      const window = pageOf();
      const xhr = await send(window, '/asked', { method: 'put', headers: [['X-A', '1'], ['x-a', ' 2 ']], body: '{}' });
      assert.deepEqual([xhr.status, xhr.responseText], [200, 'PUT {}']);
      assert.deepEqual(seen.map(({ method, headers }) => [method, headers['access-control-request-headers'], headers['x-a'], headers['content-type']]), [
        ['OPTIONS', 'x-a', undefined, undefined], ['PUT', undefined, '1, 2', 'text/plain;charset=UTF-8'],
      ]);
      assert.equal((await send(window, '/unasked', { headers: [['X-A', '1']] })).status, 0);
      assert.deepEqual(seen.slice(2).map(({ method }) => method), ['OPTIONS']);
    });

    test('XMLHttpRequest: a redirect', async () => {
      const xhr = await send(pageOf(), '/moved');
      assert.deepEqual([xhr.status, xhr.responseURL], [200, `${api}/open`]);
    });

    test('XMLHttpRequest: cookies with withCredentials', async () => {
      /** @type {string[]} */
      const kept = [];
      const cookies = { getCookieString: () => kept.join('; '), setCookie: (/** @type {string} */ cookie) => void kept.push(cookie) };
      const window = pageOf({ cookies });
      assert.equal((await send(window, '/cookies')).responseText, 'none');
      assert.deepEqual(kept, []);
      const set = { withCredentials: true };
      assert.equal((await send(window, '/cookies', { set })).responseText, 'none');
      assert.equal((await send(window, '/cookies', { set })).responseText, 'sid=1');
      assert.equal((await send(window, '/open', { set })).status, 0);
    });

    test('XMLHttpRequest: what hears the upload forces a preflight', async () => {
      const window = pageOf();
      const xhr = new window.XMLHttpRequest();
      const told = noted(xhr, true);
      xhr.open('POST', `${api}/asked`);
      xhr.send('body');
      await ended(xhr);
      assert.deepEqual(seen.map(({ method }) => method), ['OPTIONS', 'POST']);
      assert.deepEqual(told, ['state 1', 'loadstart 0/0', 'upload loadstart 0/4', 'upload progress 4/4', 'upload load 4/4', 'upload loadend 4/4',
        'state 2', 'state 3', 'progress 9/0', 'progress 9/0', 'state 4', 'load 9/0', 'loadend 9/0']);
    });

    test('XMLHttpRequest: who came too late, and who left, forces none', async () => {
      const window = pageOf();
      const xhr = new window.XMLHttpRequest();
      const left = () => {};
      xhr.upload.addEventListener('load', left);
      xhr.upload.removeEventListener('load', left);
      xhr.upload.onprogress = left;
      xhr.upload.onprogress = null;
      xhr.open('POST', `${api}/asked`);
      xhr.send('body');
      xhr.upload.onload = () => assert.fail('told');
      await ended(xhr);
      assert.deepEqual(seen.map(({ method }) => method), ['POST']);
      xhr.open('POST', `${api}/unasked`);
      const told = noted(xhr, true);
      xhr.send('body');
      await ended(xhr);
      assert.deepEqual(told, ['loadstart 0/0', 'upload loadstart 0/4', 'state 4', 'upload error 0/0', 'upload loadend 0/0', 'error 0/0', 'loadend 0/0']);
    });

    test('XMLHttpRequest: a body that was sent, and an answer that is refused', async () => {
      const window = pageOf({ server: (/** @type {Request} */ { method }) => new Response(null, method === 'OPTIONS' ? { headers: { 'Access-Control-Allow-Origin': '*' } } : {}) });
      const xhr = new window.XMLHttpRequest();
      const told = noted(xhr, true);
      xhr.open('POST', `${api}/asked`);
      xhr.send('body');
      await ended(xhr);
      assert.deepEqual(told.slice(3), ['upload progress 4/4', 'upload load 4/4', 'upload loadend 4/4', 'state 4', 'error 0/0', 'loadend 0/0']);
    });

    test('XMLHttpRequest: abort, before the answer and in its middle, and of nothing', async () => {
      const window = pageOf();
      const xhr = new window.XMLHttpRequest();
      xhr.abort();
      const told = noted(xhr);
      xhr.open('GET', `${api}/slow`);
      xhr.abort();
      assert.deepEqual([xhr.readyState, ...told], [1, 'state 1']);
      xhr.send();
      while (seen.length === 0) await sleep(5);
      xhr.abort();
      assert.deepEqual([xhr.readyState, ...told.splice(0)], [0, 'state 1', 'loadstart 0/0', 'state 4', 'abort 0/0', 'loadend 0/0']);
      xhr.open('GET', `${api}/half`);
      xhr.onprogress = () => xhr.abort();
      xhr.send();
      await ended(xhr);
      assert.deepEqual(told, ['state 1', 'loadstart 0/0', 'state 2', 'state 3', 'progress 4/0', 'state 4', 'abort 0/0', 'loadend 0/0']);
      await sleep(20);
      assert.deepEqual([xhr.readyState, xhr.status, told.length], [0, 0, 8]);
    });

    test('XMLHttpRequest: open() ends what is under way, and says nothing of it', async () => {
      const window = pageOf();
      const xhr = new window.XMLHttpRequest();
      xhr.open('GET', `${api}/slow`);
      xhr.send();
      while (seen.length === 0) await sleep(5);
      const told = noted(xhr);
      xhr.open('GET', `${api}/empty`);
      xhr.send();
      await ended(xhr);
      assert.deepEqual(told, ['loadstart 0/0', 'state 2', 'progress 0/0', 'state 4', 'load 0/0', 'loadend 0/0']);
    });

    test('XMLHttpRequest: timeout', async () => {
      const window = pageOf();
      const xhr = new window.XMLHttpRequest();
      const told = noted(xhr, true);
      xhr.open('POST', `${api}/slow`);
      xhr.timeout = 10_000;
      xhr.send('x');
      xhr.timeout = 30;
      await ended(xhr);
      assert.deepEqual(told, ['state 1', 'loadstart 0/0', 'upload loadstart 0/1', 'state 4', 'upload timeout 0/0', 'upload loadend 0/0', 'timeout 0/0', 'loadend 0/0']);
      assert.equal((await send(window, '/open', { set: { timeout: 5000 } })).status, 200);
    });

    test('XMLHttpRequest: a body that comes in pieces, and one that is cut off', async () => {
      const window = pageOf();
      const xhr = new window.XMLHttpRequest();
      /** @type {string[]} */
      const texts = [];
      const told = noted(xhr);
      xhr.open('GET', `${api}/two`);
      xhr.onprogress = () => texts.push(xhr.responseText);
      xhr.send();
      await ended(xhr);
      assert.deepEqual(told, ['state 1', 'loadstart 0/0', 'state 2', 'state 3', 'progress 4/8', 'state 3', 'progress 8/8', 'progress 8/8', 'state 4', 'load 8/8', 'loadend 8/8']);
      assert.deepEqual(texts, ['one', 'oneätwo', 'oneätwo']);
      told.length = 0;
      xhr.open('GET', `${api}/cut`);
      xhr.send();
      await ended(xhr);
      assert.deepEqual(told, ['state 1', 'loadstart 0/0', 'state 2', 'state 3', 'progress 4/10', 'state 4', 'error 0/0', 'loadend 0/0']);
      assert.deepEqual([xhr.status, xhr.responseText], [0, '']);
    });

    test('XMLHttpRequest: every responseType', async () => {
      const window = pageOf();
      const of = async (/** @type {string} */ url, /** @type {string} */ responseType) => (await send(window, url, { set: { responseType } })).response;
      assert.equal(await of('/open', 'text'), '{"a":"ä"}');
      assert.deepEqual({ ...await of('/open', 'json') }, { a: 'ä' });
      assert.equal(await of('/html', 'json'), null);
      assert.equal(await of('/empty', 'json'), null);
      const buffer = await of('/latin', 'arraybuffer');
      assert.deepEqual([buffer instanceof window.ArrayBuffer, ...new Uint8Array(buffer)], [true, 0xe4]);
      const blob = await of('/html', 'blob');
      assert.deepEqual([blob instanceof window.Blob, blob.type, blob.size], [true, 'text/html', 21]);
      assert.equal((await of('/html', 'document')).querySelector('p').textContent, 'hey');
      assert.equal((await of('/xml', 'document')).documentElement.localName, 'a');
      assert.equal(await of('/open', 'document'), null);
      assert.equal(await of('/open', 'nonsense'), '{"a":"ä"}');
      assert.equal(await of('/closed', 'json'), null);
    });

    test('XMLHttpRequest: responseXML, charsets and overrideMimeType', async () => {
      const window = pageOf();
      assert.equal((await send(window, '/xml')).responseXML.documentElement.localName, 'a');
      assert.equal((await send(window, '/html')).responseXML, null);
      assert.equal((await send(window, '/bad-xml')).responseXML, null);
      assert.equal((await send(window, '/latin')).responseText, 'ä');
      const xhr = new window.XMLHttpRequest();
      xhr.open('GET', `${api}/open`);
      xhr.overrideMimeType('text/plain; charset=latin1');
      xhr.send();
      await ended(xhr);
      assert.equal(xhr.responseText, '{"a":"Ã¤"}');
      assert.throws(() => xhr.overrideMimeType('text/plain'), { name: 'InvalidStateError' });
    });

    test('XMLHttpRequest: bodies, and their types', async () => {
      const window = pageOf();
      const post = async (/** @type {unknown} */ body, /** @type {[string, string][]} */ headers = []) => {
        const { lines, body: got } = JSON.parse((await send(window, '/echo', { method: 'POST', body, headers })).responseText);
        const at = lines.indexOf('Content-Type');
        return [at < 0 ? null : lines[at + 1], got];
      };
      assert.deepEqual(await post('ä'), ['text/plain;charset=UTF-8', 'ä']);
      assert.deepEqual(await post(''), ['text/plain;charset=UTF-8', '']);
      assert.deepEqual(await post(new window.URLSearchParams('a=b')), ['application/x-www-form-urlencoded;charset=UTF-8', 'a=b']);
      assert.deepEqual(await post(new Uint8Array([120])), [null, 'x']);
      assert.deepEqual(await post(new Uint8Array([120]).buffer), [null, 'x']);
      assert.deepEqual(await post(new window.Blob(['b'], { type: 'text/css' })), ['text/css', 'b']);
      assert.deepEqual(await post({}), ['text/plain;charset=UTF-8', '[object Object]']);
      assert.match((await post(window.document))[0], /^text\/html;charset=UTF-8$/u);
      assert.deepEqual(await post('x', [['Content-Type', 'text/plain; charset=latin1']]), ['text/plain;charset=UTF-8', 'x']);
      assert.deepEqual(await post(new Uint8Array([120]), [['Content-Type', 'text/plain; charset=latin1']]), ['text/plain; charset=latin1', 'x']);
      const form = new window.FormData();
      form.append('a', 'b');
      assert.match((await post(form))[1], /name="a"\r\n\r\nb\r\n/u);
      assert.equal((await send(window, '/echo', { body: 'dropped' })).response.includes('"body":""'), true);
    });

    test('XMLHttpRequest: what it doesn’t take', async () => {
      const window = pageOf();
      const xhr = new window.XMLHttpRequest();
      const throws = (/** @type {() => void} */ act, /** @type {string} */ kind, /** @type {RegExp} */ message = /./u) => {
        assert.throws(act, (/** @type {any} */ error) => error.name === kind && message.test(error.message) && (kind === 'TypeError' || error instanceof window.DOMException));
      };
      throws(() => xhr.open('GET', `${api}/open`, false), 'InvalidAccessError', /synchronous XMLHttpRequest is not possible here/u);
      throws(() => xhr.open('a b', '/'), 'SyntaxError');
      throws(() => xhr.open('trace', '/'), 'SecurityError');
      throws(() => xhr.open('GET', 'http://['), 'SyntaxError');
      throws(() => xhr.send(), 'InvalidStateError');
      throws(() => xhr.setRequestHeader('a', '1'), 'InvalidStateError');
      xhr.open('GET', `${api}/slow`);
      throws(() => xhr.setRequestHeader('a b', '1'), 'SyntaxError');
      throws(() => xhr.setRequestHeader('a', '1\n2'), 'SyntaxError');
      throws(() => xhr.setRequestHeader('a', '€'), 'TypeError');
      xhr.responseType = 'json';
      throws(() => xhr.responseText, 'InvalidStateError');
      throws(() => xhr.responseXML, 'InvalidStateError');
      xhr.send();
      throws(() => xhr.send(), 'InvalidStateError');
      throws(() => { xhr.withCredentials = true; }, 'InvalidStateError');
      throws(() => xhr.setRequestHeader('a', '1'), 'InvalidStateError');
      xhr.abort();
      const { responseText } = await send(window, '/echo', { headers: [['Host', 'x'], ['Cookie', 'a=b'], ['Sec-X', '1'], ['Proxy-X', '1'], ['X-HTTP-Method-Override', 'TRACE']] });
      assert.doesNotMatch(responseText, /a=b|Sec-X|Proxy-X|Override/u);
      assert.deepEqual(seen.filter(({ method }) => method === 'OPTIONS'), []);
    });

    test('XMLHttpRequest: handlers have `this` and their place, and can be taken back', async () => {
      const window = pageOf();
      const xhr = new window.XMLHttpRequest();
      /** @type {unknown[]} */
      const told = [];
      xhr.onload = () => assert.fail('replaced');
      xhr.addEventListener('load', () => told.push('listener'));
      xhr.onload = function onload() { told.push(this === xhr, xhr.onload === onload); };
      xhr.onloadend = () => assert.fail('taken back');
      xhr.onloadend = null;
      xhr.onreadystatechange = (/** @type {any} */ event) => { if (xhr.readyState === 4) told.push(event.target === xhr); };
      xhr.open('GET', `${api}/open`);
      xhr.send();
      await ended(xhr);
      assert.deepEqual(told, [true, true, true, 'listener']);
      assert.deepEqual([window.XMLHttpRequest.DONE, xhr.onloadend, Object.prototype.toString.call(xhr)], [4, null, '[object XMLHttpRequest]']);
    });

    test('XMLHttpRequest: the way axios uses it', async () => {
      const window = pageOf();
      /** @param {{ method: string, url: string, headers?: Record<string, string>, data?: string, responseType?: string, signal?: AbortSignal }} config */
      const request = ({ method, url, headers = {}, data, responseType, signal }) => new Promise((resolve, reject) => {
        const xhr = new window.XMLHttpRequest();
        xhr.open(method.toUpperCase(), url, true);
        xhr.timeout = 0;
        xhr.onloadend = () => {
          if (xhr.readyState !== 4 || xhr.status === 0) return;
          const body = !responseType || responseType === 'text' || responseType === 'json' ? xhr.responseText : xhr.response;
          resolve({ body, status: xhr.status, headers: 'getAllResponseHeaders' in xhr && xhr.getAllResponseHeaders() });
        };
        xhr.onabort = () => reject(new Error('Request aborted'));
        xhr.onerror = (/** @type {ProgressEvent} */ event) => reject(Object.assign(new Error('Network Error'), { event }));
        xhr.ontimeout = () => reject(new Error('timeout'));
        if ('setRequestHeader' in xhr) for (const [key, value] of Object.entries(headers)) xhr.setRequestHeader(key, value);
        if (responseType && responseType !== 'json') xhr.responseType = responseType;
        signal?.addEventListener('abort', () => xhr.abort());
        xhr.send(data || null);
      });
      const answer = await request({ method: 'put', url: `${api}/asked`, headers: { Accept: 'application/json', 'Content-Type': 'application/json' }, data: '{}', responseType: 'json' });
      assert.deepEqual([answer.status, answer.body], [200, 'PUT {}']);
      await assert.rejects(request({ method: 'get', url: `${api}/closed` }), { message: 'Network Error' });
      const controller = new AbortController();
      const aborted = request({ method: 'get', url: `${api}/slow`, signal: controller.signal });
      setTimeout(() => controller.abort(), 20);
      await assert.rejects(aborted, { message: 'Request aborted' });
    });

    test('an origin that is said: relative URLs are of that one', async () => {
      const window = pageOf({ origin: api });
      assert.equal((await send(window, `${api}/open`)).getResponseHeader('x-secret'), '1');
      assert.equal((await window.fetch('/same')).url, `${api}/same`);
    });

    test('restore', async () => {
      const window = open(`${ORIGIN}/`);
      const names = ['fetch', 'XMLHttpRequest', 'XMLHttpRequestUpload', 'XMLHttpRequestEventTarget'];
      const all = () => [globalThis.fetch, ...names.map((one) => Object.getOwnPropertyDescriptor(window, one))];
      const was = all();
      const installed = install({ window });
      assert.notEqual(window.XMLHttpRequest, /** @type {any} */ (was[2]).value);
      assert.throws(() => installGlobal({ window }), { message: /^installGlobal: it is installed already/u });
      installed.restore();
      assert.deepEqual(all(), was);
      installed();
      assert.equal(installed[Symbol.dispose], installed.restore);
      // Another one has put its own in that place since: it stays.
      const again = install({ window });
      const stub = () => {};
      window.fetch = stub;
      again();
      assert.equal(window.fetch, stub);
      assert.equal(globalThis.fetch, was[0]);
      assert.equal(window.XMLHttpRequest, /** @type {any} */ (was[2]).value);
    });

    test('the page may go elsewhere: its origin is that of then', async () => {
      const window = pageOf();
      await send(window, '/open');
      if (window.happyDOM) window.happyDOM.setURL('http://other.example/');
      else return;
      await send(window, '/open');
      assert.deepEqual(seen.map(({ headers }) => headers.origin), [ORIGIN, 'http://other.example']);
    });
  });
}

describe('without a DOM', () => {
  test('fetch alone, of an origin that has to be said', async () => {
    const was = globalThis.fetch;
    assert.throws(() => installGlobal(), { name: 'TypeError', message: /^origin: there is no `location` here/u });
    const installed = install({ origin: ORIGIN });
    assert.equal('XMLHttpRequest' in globalThis, false);
    assert.equal((await fetch(`${api}/open`)).status, 200);
    assert.equal((await fetch(`${api}/closed`).catch((error) => error)).cause.cause.code, 'allow-origin-mismatch');
    // What isn't HTTP is answered by the fetch that was there.
    assert.equal(await (await fetch('data:,hey')).text(), 'hey');
    installed();
    assert.equal(globalThis.fetch, was);
  });

  test('of an app that listens nowhere', async () => {
    install({ origin: ORIGIN, server: () => new Response('app', { headers: { 'Access-Control-Allow-Origin': '*' } }) });
    assert.equal(await (await fetch('https://api.example.com/orders')).text(), 'app');
  });

  test('malformed options: a TypeError that names the field', () => {
    for (const options of /** @type {any[]} */ ([{ window: 7 }, { console: 7 }, { origin: 'x' }, { onReport: 7 }, { server: 7 }, { cookies: {} }])) {
      const [name] = Object.keys(options);
      assert.throws(() => installGlobal({ origin: ORIGIN, ...options }), { name: 'TypeError', message: new RegExp(`^${name}: `, 'u') });
    }
    assert.throws(() => installGlobal(/** @type {any} */ (null)), { name: 'TypeError', message: /^options: / });
  });
});
