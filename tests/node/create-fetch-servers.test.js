// Servers that could be taken for another kind, and those that fail: nothing hangs, and the error says what to give instead.
import assert from 'node:assert/strict';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { describe, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { assertBlocksCors } from '../../npm/matchers/node-test.js';
import { createFetch } from '../../npm/node.js';
import { ofHandler } from '../../npm/transport/of-handler.js';

const ORIGIN = 'https://app.example.com';
const URL_ = 'https://api.example.com/orders';
const OPEN = { 'Access-Control-Allow-Origin': '*' };

/** @param {unknown} server @returns {Promise<any>} what a call rejects with */
const rejection = (server) => createFetch({ origin: ORIGIN, server })(URL_).then(() => assert.fail('it was let through'), (error) => error);
/** @param {unknown} server */
const text = async (server) => (await createFetch({ origin: ORIGIN, server })(URL_)).text();

describe('a function of several parameters is a Node listener', () => {
  /** @type {(request: Request, env: object, ctx: object) => Response} */
  const worker = (request, _env, _ctx) => new Response(new URL(request.url).pathname, { headers: OPEN });
  /** @type {[string, Function][]} */
  const handlers = [
    ['that gives a Response', (/** @type {unknown} */ _request, /** @type {unknown} */ _env) => new Response('x', { headers: OPEN })],
    ['that promises one', async (/** @type {unknown} */ _request, /** @type {unknown} */ _env) => new Response('x', { headers: OPEN })],
    ['that wants a Request', worker],
    ['that wants a Request, asynchronously', async (/** @type {any} */ ...[request, env, ctx]) => worker(request, env, ctx)],
  ];
  Object.defineProperty(handlers[3][1], 'length', { value: 3 });
  for (const [what, server] of handlers) {
    test(`${what}: a TypeError that says how to give it`, async () => {
      const error = await rejection(server);
      assert.equal(error.name, 'TypeError');
      assert.match(error.message, /^server: .*Node listener, as it takes \d parameters.*`\{ fetch: it \}`/u);
    });
  }

  test('said so, it is asked with a Request, and has a Worker’s context', async () => {
    assert.equal(await text({ fetch: worker }), '/orders');
    const later = { fetch: (/** @type {Request} */ _, /** @type {object} */ __, /** @type {any} */ ctx) => { ctx.waitUntil(Promise.resolve()); return worker(_, __, ctx); } };
    assert.equal(await text(later), '/orders');
  });

  test('a matcher is not green by it', async () => {
    await assert.rejects(assertBlocksCors(worker, { from: ORIGIN }), { name: 'TypeError', message: /^server: / });
  });

  test('outside Node there are no listeners', async () => {
    const send = ofHandler((/** @type {Request} */ request, /** @type {object} */ _env) => new Response(request.method));
    assert.equal((await send?.({ method: 'PUT', url: URL_, headers: [], body: null }))?.status, 200);
  });
});

describe('a function of fewer is one from Request to Response', () => {
  const listener = (/** @type {http.IncomingMessage} */ _, /** @type {http.ServerResponse} */ response) => { response.writeHead(200, OPEN).end('listener'); };
  const rest = (/** @type {any[]} */ ...args) => listener(args[0], args[1]);

  test('a listener with none is told apart when it fails: a TypeError that says how to give it', async () => {
    for (const server of [rest, async (/** @type {any[]} */ ...args) => rest(...args), () => {}]) {
      const error = await rejection(server);
      assert.equal(error.name, 'TypeError');
      assert.match(error.message, /^server: .*from Request to Response, as it takes \d parameters.*`http\.createServer\(it\)`/u);
    }
  });

  test('said so, it is a listener', async () => assert.equal(await text(http.createServer(rest)), 'listener'));
});

describe('a listener that throws', () => {
  const boom = new Error('boom');
  /** @type {[string, http.RequestListener][]} */
  const throwing = [
    ['at once', (_, __) => { throw boom; }],
    ['at once, in a realm of its own', (_, __) => { throw runInNewContext("new RangeError('boom')"); }],
    ['later', async (_, __) => { await null; throw boom; }],
    ['after its head', async (_, response) => { response.writeHead(200, OPEN).flushHeaders(); await null; throw boom; }],
  ];
  for (const [when, server] of throwing) {
    test(`${when}: the call fails, and the process goes on`, async () => {
      const error = await createFetch({ origin: ORIGIN, server })(URL_).then((response) => response.text()).then(() => assert.fail('it was let through'), (reason) => reason);
      assert.equal(error.name, 'TypeError');
      assert.ok([error.thrown, error.cause].some((one) => one?.message === 'boom'), String(error.cause));
    });
  }
});

describe('servers of other protocols', () => {
  const listener = (/** @type {http.IncomingMessage} */ { socket }, /** @type {http.ServerResponse} */ response) => {
    response.writeHead(200, OPEN).end(String(/** @type {any} */ (socket).encrypted));
  };

  test('one over TLS is asked behind its handshake', async () => assert.equal(await text(https.createServer(listener)), 'true'));

  test('one over HTTP/2 is none that can be asked', () => {
    for (const server of [http2.createServer(), http2.createSecureServer({ allowHTTP1: true })]) {
      assert.throws(() => createFetch({ origin: ORIGIN, server }), { name: 'TypeError', message: /^server: an HTTP\/2 server/u });
    }
  });
});

test('the URL of a server is its origin alone', () => {
  for (const server of ['http://127.0.0.1:1/base', 'http://127.0.0.1:1/?q', new URL('http://user:pass@127.0.0.1:1')]) {
    assert.throws(() => createFetch({ origin: ORIGIN, server }), { name: 'TypeError', message: /^server: only an origin is taken, such as `http:\/\/127\.0\.0\.1:1`/u });
  }
  for (const server of ['http://127.0.0.1:1', 'http://127.0.0.1:1/']) createFetch({ origin: ORIGIN, server });
});
