// The matchers: what each claims, with and without `.not`, what a failure says, and that no message is sent twice.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { describe, test } from 'node:test';
import express from 'express';
// @ts-expect-error -- it has no types
import cors from 'cors';
import { http as msw, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { matchers } from '../../npm/matchers/matchers.js';
import { mayBeBlocked } from '../../npm/matchers/may-be-blocked.js';
import {
  accessTable, ask, assertAllowsCors, assertBlocksCors, assertExposesHeaders, assertHidesHeaders, assertNeedsNoPreflight, assertNeedsPreflight,
} from '../../npm/matchers/node-test.js';

const FROM = 'https://app.example.com';
const app = express();
app.use(cors({ origin: FROM, exposedHeaders: ['X-Total'], methods: ['GET', 'PUT'] }));
app.use((_, response) => { response.set({ 'X-Total': '3', 'X-Secret': '1' }).json([]); });

/** @param {unknown} server @param {any} call @param {keyof typeof matchers} name @param {boolean} isNot @param {any[]} more */
const passes = async (server, call, name, isNot = false, ...more) => {
  const { pass, message } = await /** @type {any} */ (matchers)[name].call({ isNot }, server, ...more, call);
  return { green: pass !== isNot, text: message() };
};

describe('each claim, its opposite, and what is neither', () => {
  /** @type {[what: string, name: keyof typeof matchers, server: unknown, call: object, plain: boolean, not: boolean, ...more: any[]][]} */
  const CASES = [
    ['an allowed call', 'toAllowCors', app, {}, true, false],
    ['a blocked one', 'toAllowCors', app, { from: 'https://evil.example' }, false, true],
    ['a blocked one, as such', 'toBlockCors', app, { from: 'https://evil.example' }, true, false],
    ['by its code', 'toBlockCors', app, { from: 'https://evil.example', code: 'allow-origin-mismatch' }, true, false],
    ['by another code', 'toBlockCors', app, { from: 'https://evil.example', code: 'allow-origin-missing' }, false, true],
    ['an allowed one, as blocked', 'toBlockCors', app, {}, false, true],
    ['nobody there', 'toAllowCors', 'http://127.0.0.1:1/', {}, false, false],
    ['nobody there, as blocked', 'toBlockCors', 'http://127.0.0.1:1/', {}, false, false],
    ['a method no page can use', 'toNeedPreflight', app, { method: 'TRACE' }, false, false],
    ['PUT', 'toNeedPreflight', app, { method: 'PUT' }, true, false],
    ['GET', 'toNeedPreflight', app, {}, false, true],
    ['one header of the page’s', 'toNeedPreflight', app, { headers: { 'X-Id': '1' } }, true, false],
    ['an exposed header', 'toExposeHeaders', app, {}, true, false, ['X-Total']],
    ['a hidden header', 'toExposeHeaders', app, {}, false, true, ['X-Secret']],
    ['a header that isn’t there', 'toExposeHeaders', app, {}, false, true, ['X-None']],
    ['one exposed, one hidden', 'toExposeHeaders', app, {}, false, false, ['X-Total', 'X-Secret']],
    ['a header of a blocked answer', 'toExposeHeaders', app, { from: 'null' }, false, true, ['X-Total']],
  ];
  for (const [what, name, server, call, plain, not, ...more] of CASES) {
    test(`${name}: ${what}`, async () => {
      const page = { from: FROM, ...call };
      const [right, negated] = [await passes(server, page, name, false, ...more), await passes(server, page, name, true, ...more)];
      assert.deepEqual([right.green, negated.green], [plain, not], right.text + negated.text);
      // What is green has nothing to say, what is red does.
      for (const { green, text } of [right, negated]) assert.equal(text === '', green, text);
    });
  }
});

test('a failure: the claim, what is, the diagnostic and its fix; no secret', async () => {
  const { text } = await passes(app, { from: FROM, path: '/orders', method: 'DELETE', headers: { Authorization: 'Bearer hunter2' } }, 'toAllowCors');
  assert.match(text, /^expected DELETE https:\/\/api\.test\/orders from https:\/\/app\.example\.com to be allowed; chromium blocks it by `preflight-method-not-allowed`\n\nerror\[preflight-method-not-allowed\]: /u);
  assert.match(text, /\n {2}\+ {3}Access-Control-Allow-Methods: GET, PUT, DELETE\n/u);
  assert.doesNotMatch(text, /hunter2/u);
});

test('the head of each other failure', async () => {
  /** @type {[name: keyof typeof matchers, isNot: boolean, call: object, head: RegExp, ...more: any[]][]} */
  const heads = [
    ['toAllowCors', true, {}, / not to be allowed; chromium lets script read the answer\n/u],
    ['toBlockCors', false, { code: 'allow-origin-missing' }, / to be blocked by `allow-origin-missing`; chromium lets script read the answer\n/u],
    ['toNeedPreflight', false, {}, / to need a preflight; chromium sends none: nothing in this call needs the server’s leave\n/u],
    ['toNeedPreflight', true, { method: 'PUT', headers: { 'X-Id': '1' } }, / not to need a preflight; chromium asks first, because of the method and the header `x-id`\n/u],
    ['toExposeHeaders', false, {}, / to let script read `X-Total`, `X-Secret`, `X-None`; chromium shows `x-total` and hides `x-secret` and finds no `x-none`\n/u, ['X-Total', 'X-Secret', 'X-None']],
  ];
  for (const [name, isNot, call, head, ...more] of heads) assert.match((await passes(app, { from: FROM, ...call }, name, isNot, ...more)).text, head);
});

describe('engines', () => {
  /** @type {string[]} */
  const seen = [];
  const counting = (/** @type {http.IncomingMessage} */ request, /** @type {http.ServerResponse} */ response) => {
    seen.push(String(request.method));
    response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Access-Control-Allow-Headers', '*').end();
  };
  const call = { from: FROM, method: 'POST', headers: { Authorization: 'Basic x' } };

  test('each judges the same answers; every message is sent once', async () => {
    const reports = await ask(counting, { ...call, engines: ['chromium', 'firefox', 'standard'] });
    assert.deepEqual(reports.map(({ engine, verdict }) => [engine, verdict]), [['chromium', 'allowed'], ['firefox', 'allowed'], ['standard', 'blocked']]);
    assert.deepEqual(seen, ['OPTIONS', 'POST']);
  });

  test('one that would send more than was sent is undetermined, and neither claim holds', async () => {
    const engines = ['standard', 'webkit'];
    const reports = await ask(counting, { ...call, engines: /** @type {any} */ (engines) });
    assert.deepEqual(reports.map(({ verdict }) => verdict), ['blocked', 'undetermined']);
    for (const isNot of [false, true]) {
      const { green, text } = await passes(counting, { ...call, engines }, 'toAllowCors', isNot);
      assert.equal(green, false);
      assert.match(text, /webkit can’t tell: an answer is missing/u);
    }
  });

  test('a claim has to hold in each', async () => {
    const { green, text } = await passes(counting, { ...call, engines: ['chromium', 'standard'] }, 'toAllowCors');
    assert.equal(green, false);
    assert.match(text, /; standard blocks it by `preflight-authorization-not-listed`\n\nerror\[/u);
  });
});

describe('assertions', () => {
  const call = { from: FROM };

  test('what is so, passes', async () => {
    await assertAllowsCors(app, call);
    await assertBlocksCors(app, { from: 'null', code: 'allow-origin-mismatch' });
    await assertNeedsPreflight(app, { ...call, method: 'PUT' });
    await assertNeedsNoPreflight(app, call);
    await assertExposesHeaders(app, ['x-total'], call);
    await assertHidesHeaders(app, ['x-secret'], call);
  });

  test('what is not, is an AssertionError of the test’s own line', async () => {
    const wrong = [
      () => assertAllowsCors(app, { from: 'null' }), () => assertBlocksCors(app, call), () => assertNeedsPreflight(app, call),
      () => assertNeedsNoPreflight(app, { ...call, method: 'PUT' }), () => assertExposesHeaders(app, ['x-secret'], call), () => assertHidesHeaders(app, ['x-total'], call),
    ];
    for (const make of wrong) {
      await assert.rejects(make, (error) => {
        assert.ok(error instanceof assert.AssertionError);
        assert.match(String(error.operator), /^assert/u);
        assert.match(error.message, /^expected /u);
        return true;
      });
    }
  });
});

describe('what is asked', () => {
  test('a URL is the target itself, and paths are relative to it', async () => {
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    const base = `http://127.0.0.1:${port}/v1/`;
    const urls = [];
    for (const more of [{}, { path: 'orders' }, { path: '/' }]) urls.push((await ask(base, { from: 'http://localhost:3000', ...more }))[0].request.url);
    assert.deepEqual(urls, [base, `${base}orders`, `http://127.0.0.1:${port}/`]);
    server.close();
  });

  test('a stream as the body, as `fetch` takes it', async () => {
    const body = () => new Blob(['x']).stream();
    await assertNeedsPreflight(app, { from: FROM, method: 'POST', body: body(), duplex: 'half' });
    await assert.rejects(ask(app, { from: FROM, method: 'POST', body: body() }), { name: 'TypeError', message: /^duplex: / });
  });

  test('MSW handlers: as a list, and of `setupServer`', async () => {
    const handlers = [
      msw.get('/orders', () => HttpResponse.json([], { headers: { 'Access-Control-Allow-Origin': FROM } })),
      msw.get('https://api.test/bare', () => HttpResponse.json([])),
      msw.put('/orders', () => HttpResponse.json([], { headers: { 'Access-Control-Allow-Origin': FROM } })),
      msw.get('/broken', () => HttpResponse.error()),
      msw.get('/through', () => passthrough()),
    ];
    const ends = [];
    for (const server of [handlers, setupServer(...handlers)]) {
      for (const call of [{ path: '/orders' }, { path: '/bare' }, { path: '/orders', method: 'PUT' }, { path: '/broken' }, { path: '/through' }, { path: '/none' }]) {
        const [{ verdict }] = await ask(server, { from: FROM, ...call });
        ends.push(verdict);
      }
    }
    const once_ = ['allowed', 'blocked', 'undetermined', 'failed', 'undetermined', 'undetermined'];
    assert.deepEqual(ends, [...once_, ...once_]);
    const { text } = await passes(handlers, { from: FROM, path: '/orders', method: 'PUT' }, 'toAllowCors');
    assert.match(text, /no handler answers `OPTIONS \/orders`/u);
  });

  test('a call that is none is a TypeError that names the field', async () => {
    const calls = [
      [undefined, /^call: /u], [{}, /^from: /u], [{ from: 'https://a.example/' }, /^origin: /u], [{ from: FROM, header: {} }, /^header: unknown/u],
      [{ from: FROM, engines: ['ie'] }, /^engines: /u], [{ from: FROM, path: '/', url: 'https://x.example' }, /^url: /u], [{ from: FROM, url: 'https://' }, /^url: /u],
    ];
    for (const [call, message] of calls) await assert.rejects(ask(app, /** @type {any} */ (call)), { name: 'TypeError', message });
    await assert.rejects(ask(7, { from: FROM }), { name: 'TypeError', message: /^server: / });
    await assert.rejects(assertBlocksCors(app, { from: FROM, code: 'no-such' }), { name: 'TypeError', message: /^code: / });
    await assert.rejects(assertExposesHeaders(app, [], { from: FROM }), { name: 'TypeError', message: /^names: / });
  });
});

test('accessTable: who may read what', async () => {
  const text = await accessTable(app, { path: '/orders', origins: [FROM, 'https://evil.example', 'null'], methods: ['GET', 'PUT', 'DELETE'] });
  assert.equal(text, [
    'from                     GET                             PUT                             DELETE',
    'https://app.example.com  reads                           reads                           blocked: preflight-method-not-allowed',
    'https://evil.example     blocked: allow-origin-mismatch  blocked: allow-origin-mismatch  blocked: allow-origin-mismatch',
    'null                     blocked: allow-origin-mismatch  blocked: allow-origin-mismatch  blocked: allow-origin-mismatch',
  ].join('\n'));
});

test('mayBeBlocked: a pattern remembers nothing from one request to the next', () => {
  const [url, other] = ['https://api.example.com/legacy/1', 'https://api.example.com/new'];
  for (const pattern of ['/legacy/', /legacy/u, /legacy/gu, /https.*legacy/y]) {
    for (let time = 0; time < 3; time += 1) assert.deepEqual([mayBeBlocked([pattern], url), mayBeBlocked([pattern], other)], [true, false], String(pattern));
  }
  assert.equal(mayBeBlocked([], url), false);
});
