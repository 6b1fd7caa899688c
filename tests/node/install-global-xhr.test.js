// The `XMLHttpRequest` of `installGlobal`: what CORS makes of a call, and what script gets of its answer.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ORIGIN, WINDOWS, api, ended, pageOf, seen, send } from './global-pages.js';

for (const [name, open] of Object.entries(WINDOWS)) {
  describe(`XMLHttpRequest in ${name}`, () => {
    test('as each engine has it', async () => {
      /** @type {any[]} */
      const lines = [];
      const window = pageOf(open, { engine: 'firefox', console: { error: (line) => void lines.push(line) } });
      await send(window, '/closed');
      assert.match(lines[0], /Cross-Origin Request Blocked/u);
    });

    test('the headers that script may read, sorted and combined', async () => {
      const window = pageOf(open);
      const xhr = await send(window, '/exposed');
      assert.equal(xhr.getAllResponseHeaders(), 'content-length: 1\r\ncontent-type: text/plain\r\nx-a: 2\r\nx-b: 1, 3\r\n');
      assert.deepEqual(['X-b', 'x-secret', 'Set-Cookie'].map((one) => xhr.getResponseHeader(one)), ['1, 3', null, null]);
      assert.equal(xhr.statusText, 'Fine');
    });

    test('at home, all headers but the cookies’', async () => {
      const window = pageOf(open, {}, `${api}/shop/index.html`);
      const xhr = await send(window, '../same');
      assert.deepEqual([xhr.getResponseHeader('x-own'), xhr.getResponseHeader('set-cookie')], ['1', null]);
      assert.equal(xhr.responseURL, `${api}/same`);
      const lines = JSON.parse(xhr.responseText);
      assert.equal(lines[lines.indexOf('Referer') + 1], `${api}/shop/index.html`);
    });

    test('a preflight first', async () => {
      const window = pageOf(open);
      const xhr = await send(window, '/asked', { method: 'put', headers: [['X-A', '1'], ['x-a', ' 2 ']], body: '{}' });
      assert.deepEqual([xhr.status, xhr.responseText], [200, 'PUT {}']);
      assert.deepEqual(seen.map(({ method, headers }) => [method, headers['access-control-request-headers'], headers['x-a'], headers['content-type']]), [
        ['OPTIONS', 'x-a', undefined, undefined], ['PUT', undefined, '1, 2', 'text/plain;charset=UTF-8'],
      ]);
      assert.equal((await send(window, '/unasked', { headers: [['X-A', '1']] })).status, 0);
      assert.deepEqual(seen.slice(2).map(({ method }) => method), ['OPTIONS']);
    });

    test('a preflight that is kept counts for fetch, too', async () => {
      const window = pageOf(open);
      await send(window, '/asked', { method: 'PUT', headers: [['X-A', '1']] });
      assert.equal((await window.fetch(`${api}/asked`, { method: 'PUT', headers: { 'X-A': '1' } })).status, 200);
      assert.deepEqual(seen.map(({ method }) => method), ['OPTIONS', 'PUT', 'PUT']);
    });

    test('a redirect', async () => {
      const xhr = await send(pageOf(open), '/moved');
      assert.deepEqual([xhr.status, xhr.responseURL], [200, `${api}/open`]);
    });

    test('cookies with withCredentials', async () => {
      /** @type {string[]} */
      const kept = [];
      const cookies = { getCookieString: () => kept.join('; '), setCookie: (/** @type {string} */ cookie) => void kept.push(cookie.split(';')[0]) };
      const window = pageOf(open, { cookies });
      assert.equal((await send(window, '/cookies')).responseText, 'none');
      assert.deepEqual(kept, []);
      const set = { withCredentials: true };
      assert.equal((await send(window, '/cookies', { set })).responseText, 'none');
      assert.equal((await send(window, '/cookies', { set })).responseText, 'sid=1');
      assert.equal((await send(window, '/open', { set })).status, 0);
    });

    test('every responseType', async () => {
      const window = pageOf(open);
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

    test('responseXML, charsets and overrideMimeType', async () => {
      const window = pageOf(open);
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

    test('what bytes say of their own encoding', async () => {
      /** @type {Record<string, [type: string, bytes: string]>} */
      const bodies = {
        '/mark': ['text/plain; charset=utf-8', '\xfe\xff\0\xe4'],
        '/json-mark': ['application/json', '\xef\xbb\xbf[1]'],
        '/xml': ['text/xml', '<?xml version="1.0" encoding="iso-8859-1"?><a>\xe4</a>'],
        '/meta': ['text/html', '<!doctype html><meta charset="iso-8859-1"><p>\xe4'],
        '/unknown': ['text/plain; charset=nonsense', '\xc3\xa4'],
        '/twice': ['text/plain; charset=iso-8859-1, text/plain', '\xe4'],
      };
      const server = (/** @type {Request} */ { url }) => {
        const [type, bytes] = bodies[new URL(url).pathname];
        return new Response(Buffer.from(bytes, 'latin1'), { headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': type } });
      };
      const window = pageOf(open, { server });
      const of = async (/** @type {string} */ path, responseType = '') => (await send(window, path, { set: { responseType } }));
      assert.deepEqual([(await of('/mark')).responseText, (await of('/unknown')).responseText, (await of('/twice')).responseText], ['ä', 'ä', 'ä']);
      assert.equal((await of('/json-mark', 'json')).response[0], 1);
      const xml = await of('/xml');
      assert.match(xml.responseText, /<a>ä<\/a>$/u);
      assert.equal(xml.responseXML.documentElement.textContent, 'ä');
      // Only a document looks into itself.
      assert.match((await of('/xml', 'text')).responseText, /<a>\ufffd/u);
      assert.equal((await of('/meta', 'document')).response.querySelector('p').textContent, 'ä');
    });

    test('bodies, and their types', async () => {
      const window = pageOf(open);
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

    test('what it doesn’t take', async () => {
      const window = pageOf(open);
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

    test('the way axios uses it', async () => {
      const window = pageOf(open);
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
  });
}
