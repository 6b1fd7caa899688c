// The `XMLHttpRequest` of `installGlobal`: its events, in the order of the standard.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ORIGIN, WINDOWS, api, ended, noted, pageOf, seen, send } from './global-pages.js';

for (const [name, open] of Object.entries(WINDOWS)) {
  describe(`XMLHttpRequest in ${name}: what it tells`, () => {
    test('a call that is let through, its events in the standard’s order', async () => {
      const window = pageOf(open);
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

    test('a refused call says nothing to script, and everything to the test', async () => {
      /** @type {any[]} */
      const reports = [];
      /** @type {any[]} */
      const lines = [];
      const window = pageOf(open, { onReport: (one) => void reports.push(one), console: { error: (line) => void lines.push(line) } });
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

    test('what hears the upload forces a preflight', async () => {
      const window = pageOf(open);
      const xhr = new window.XMLHttpRequest();
      const told = noted(xhr, true);
      xhr.open('POST', `${api}/asked`);
      xhr.send('body');
      await ended(xhr);
      assert.deepEqual(seen.map(({ method }) => method), ['OPTIONS', 'POST']);
      assert.deepEqual(told, ['state 1', 'loadstart 0/0', 'upload loadstart 0/4', 'upload progress 4/4', 'upload load 4/4', 'upload loadend 4/4',
        'state 2', 'state 3', 'progress 9/0', 'progress 9/0', 'state 4', 'load 9/0', 'loadend 9/0']);
    });

    test('who came too late, and who left, forces none', async () => {
      const window = pageOf(open);
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

    test('a body that was sent, and an answer that is refused', async () => {
      const window = pageOf(open, { server: (/** @type {Request} */ { method }) => new Response(null, method === 'OPTIONS' ? { headers: { 'Access-Control-Allow-Origin': '*' } } : {}) });
      const xhr = new window.XMLHttpRequest();
      const told = noted(xhr, true);
      xhr.open('POST', `${api}/asked`);
      xhr.send('body');
      await ended(xhr);
      assert.deepEqual(told.slice(3), ['upload progress 4/4', 'upload load 4/4', 'upload loadend 4/4', 'state 4', 'error 0/0', 'loadend 0/0']);
    });

    test('abort, before the answer and in its middle, and of nothing', async () => {
      const window = pageOf(open);
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

    test('abort by a listener, in each state', async () => {
      const window = pageOf(open);
      const of = async (/** @type {string} */ type, /** @type {number} */ state) => {
        const xhr = new window.XMLHttpRequest();
        const told = noted(xhr);
        xhr.addEventListener(type, () => { if (xhr.readyState === state) xhr.abort(); });
        xhr.open('GET', `${api}/open`);
        xhr.send();
        while (xhr.readyState !== 0) await sleep(5);
        await sleep(20);
        return told;
      };
      const ends = ['state 4', 'abort 0/0', 'loadend 0/0'];
      assert.deepEqual(await of('loadstart', 1), ['state 1', 'loadstart 0/0', ...ends]);
      assert.deepEqual(await of('readystatechange', 2), ['state 1', 'loadstart 0/0', 'state 2', ...ends]);
      assert.deepEqual(await of('progress', 3), ['state 1', 'loadstart 0/0', 'state 2', 'state 3', 'progress 10/0', ...ends]);
      assert.deepEqual(await of('readystatechange', 4), ['state 1', 'loadstart 0/0', 'state 2', 'state 3', 'progress 10/0', 'progress 10/0', 'state 4']);
    });

    test('another call, begun by a listener', async () => {
      const window = pageOf(open);
      const xhr = new window.XMLHttpRequest();
      const told = noted(xhr, true);
      const again = (/** @type {string} */ path) => {
        told.push('again');
        xhr.open('POST', api + path);
        xhr.send('body');
      };
      xhr.open('GET', `${api}/open`);
      xhr.addEventListener('progress', () => again('/unasked'), { once: true });
      xhr.addEventListener('error', () => again('/asked'), { once: true });
      xhr.send();
      await new Promise((resolve) => { xhr.addEventListener('load', resolve); });
      assert.deepEqual(told.filter((one) => !/^(?:upload|progress)/u.test(one)), ['state 1', 'loadstart 0/0', 'state 2', 'state 3', 'again', 'state 1', 'loadstart 0/0',
        'state 4', 'error 0/0', 'again', 'state 1', 'loadstart 0/0', 'loadend 0/0', 'state 2', 'state 3', 'state 4', 'load 9/0', 'loadend 9/0']);
      assert.deepEqual(told.filter((one) => one.startsWith('upload')), ['upload loadstart 0/4', 'upload error 0/0', 'upload loadend 0/0',
        'upload loadstart 0/4', 'upload progress 4/4', 'upload load 4/4', 'upload loadend 4/4']);
    });

    test('open() ends what is under way, and says nothing of it', async () => {
      const window = pageOf(open);
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

    test('timeout', async () => {
      const window = pageOf(open);
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

    test('a body that comes in pieces, and one that is cut off', async () => {
      const window = pageOf(open);
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

    test('handlers have `this` and their place, and can be taken back', async () => {
      const window = pageOf(open);
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
  });
}
