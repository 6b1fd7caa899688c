// `installGlobal`: what it puts in the place of what, and takes away again; and the page's `fetch`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { Script } from 'node:vm';
// @ts-expect-error -- it has no types
import { JSDOM } from 'jsdom';
import { installGlobal } from '../../npm/node.js';
import { ORIGIN, WINDOWS, api, ended, goTo, install, pageOf, seen, send } from './global-pages.js';

for (const [name, open] of Object.entries(WINDOWS)) {
  describe(name, () => {
    test('fetch: the window’s and the global one, of the page’s origin', async () => {
      const window = pageOf(open);
      assert.equal(window.fetch, globalThis.fetch);
      assert.deepEqual(await (await fetch(`${api}/open`)).json(), { a: 'ä' });
      assert.equal(seen[0].headers.origin, ORIGIN);
      const error = await window.fetch(`${api}/closed`).catch((/** @type {unknown} */ one) => one);
      assert.equal(error.cause.cause.code, 'allow-origin-mismatch');
    });

    test('fetch: relative to the page, which is the Referer', async () => {
      const window = pageOf(open, {}, `${api}/shop/index.html?q`);
      const lines = await (await window.fetch('../same')).json();
      assert.equal(lines[lines.indexOf('Referer') + 1], `${api}/shop/index.html?q`);
    });

    test('fetch: bodies of the window’s own classes', async () => {
      const window = pageOf(open);
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

    test('an origin that is said: relative URLs are of that one', async () => {
      const window = pageOf(open, { origin: api });
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
      const window = pageOf(open);
      await send(window, '/open');
      goTo(window, 'http://other.example/');
      await send(window, '/open');
      assert.deepEqual(seen.map(({ headers }) => headers.origin), [ORIGIN, 'http://other.example']);
    });
  });
}

describe('jsdom, as people set it up', () => {
  test('its window is the global `window`', async () => {
    const { window } = new JSDOM('', { url: `${ORIGIN}/` });
    const host = /** @type {any} */ (globalThis);
    const { AbortController } = host;
    Object.assign(host, { window, XMLHttpRequest: window.XMLHttpRequest, AbortController: window.AbortController });
    try {
      const handler = install({ server: (/** @type {Request} */ { method }) => new Response(method, { headers: { 'Access-Control-Allow-Origin': '*' } }) });
      // Node's own Request takes no signals but its own.
      const controller = new host.AbortController();
      const response = await fetch(`${api}/open`, { signal: controller.signal });
      assert.equal(await response.text(), 'GET');
      controller.abort();
      assert.equal((await fetch(`${api}/open`, { signal: controller.signal }).catch((error) => error)).name, 'AbortError');
      assert.equal((await send(host, '/open')).responseText, 'GET');
      handler();
      const installed = install();
      assert.equal(host.XMLHttpRequest, window.XMLHttpRequest);
      assert.equal((await send(host, '/closed')).status, 0);
      installed();
      assert.equal(host.XMLHttpRequest, window.XMLHttpRequest);
      assert.equal('fetch' in window, false);
    } finally {
      delete host.window;
      delete host.XMLHttpRequest;
      host.AbortController = AbortController;
    }
  });

  test('its own cookies, those of the document, too', async () => {
    const dom = new JSDOM('', { url: `${api}/` });
    dom.window.document.cookie = 'own=1';
    install({ window: dom.window, cookies: dom.cookieJar });
    assert.equal((await send(dom.window, '/cookies')).responseText, 'own=1');
    assert.equal((await send(dom.window, '/cookies')).responseText, 'own=1; sid=1');
    assert.equal(dom.window.document.cookie, 'own=1; sid=1');
  });

  test('required inside a sandbox, as Jest’s tests do: what is outside stays as it is', async () => {
    const dom = new JSDOM('', { url: `${ORIGIN}/`, runScripts: 'outside-only' });
    const path = new URL('../../npm/global/index.cjs', import.meta.url);
    const wrapped = new Script(`(exports, require, __filename) => {${readFileSync(path, 'utf8')}}`).runInContext(dom.getInternalVMContext());
    const outside = globalThis.fetch;
    /** @type {any} */
    const door = {};
    wrapped(door, createRequire(path), path.pathname);
    const restore = door.installGlobal({ console: false });
    assert.equal(globalThis.fetch, outside);
    const { XMLHttpRequest } = dom.window;
    const [status, refused] = await dom.window.eval(`(async (url) => {
      const xhr = new XMLHttpRequest();
      xhr.open('GET', url + '/open');
      xhr.responseType = 'json';
      const made = new Promise((resolve) => { xhr.onload = () => resolve(Object.getPrototypeOf(xhr.response) === Object.prototype); });
      xhr.send();
      return [await made, await fetch(url + '/closed').catch((error) => error)];
    })`)(api);
    assert.deepEqual([status, refused.cause.cause.code], [true, 'allow-origin-mismatch']);
    restore();
    assert.notEqual(dom.window.XMLHttpRequest, XMLHttpRequest);
    assert.equal('fetch' in dom.window, false);
    dom.window.close();
  });
});

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

  test('an XMLHttpRequest that somebody brought: Node’s own events', async () => {
    const host = /** @type {any} */ (globalThis);
    host.XMLHttpRequest = class Polyfill {};
    const was = host.XMLHttpRequest;
    try {
      const installed = install({ origin: ORIGIN });
      const xhr = await send(host, '/exposed', { set: { responseType: 'arraybuffer' } });
      assert.deepEqual([xhr.status, xhr.response.byteLength, xhr instanceof EventTarget], [200, 1, true]);
      /** @type {unknown[]} */
      const told = [];
      xhr.onload = (/** @type {ProgressEvent} */ { loaded, total, lengthComputable }) => told.push(loaded, total, lengthComputable);
      xhr.open('GET', `${api}/exposed`);
      xhr.responseType = 'document';
      assert.equal(xhr.responseType, 'arraybuffer');
      xhr.send();
      await ended(xhr);
      assert.deepEqual(told, [1, 1, true]);
      installed();
      assert.equal(host.XMLHttpRequest, was);
    } finally {
      delete host.XMLHttpRequest;
    }
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
