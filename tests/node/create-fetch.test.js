// `createFetch` beside the protocol, which the lab judges: how servers are reached, what script gets, and how calls end.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { describe, test } from 'node:test';
import zlib from 'node:zlib';
// @ts-expect-error -- it has no types
import cors from 'cors';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
// @ts-expect-error -- it has no types
import supertest from 'supertest';
import { createFetch } from '../../npm/node.js';

const ORIGIN = 'https://app.example.com';
const URL_ = 'https://api.example.com/orders';

/** @param {(request: http.IncomingMessage, response: http.ServerResponse) => void} answer */
const listener = (answer) => (/** @type {http.IncomingMessage} */ request, /** @type {http.ServerResponse} */ response) => {
  response.setHeader('Access-Control-Allow-Origin', ORIGIN);
  answer(request, response);
};

/** @param {Promise<unknown>} promise @returns {Promise<any>} what it rejects with */
const rejection = (promise) => promise.then(() => assert.fail('it was let through'), (error) => error);

const plain = new Hono();
plain.get('/orders', (c) => c.text('hono', 200, { 'Access-Control-Allow-Origin': '*' }));
const koa = new Koa();
koa.use((context) => { context.set('Access-Control-Allow-Origin', '*'); context.body = 'koa'; });
const fastify = Fastify();
fastify.addHook('onSend', async (_, reply) => { reply.header('Access-Control-Allow-Origin', '*'); });
fastify.get('/orders', async () => 'fastify');
const app = express();
app.use(cors({ origin: ORIGIN, credentials: true, exposedHeaders: ['X-Total'] }));
app.get('/orders', (_, response) => { response.set({ 'X-Total': '3', 'X-Secret': '1' }).send('express'); });

/** @type {[name: string, server: unknown, body: string][]} */
const SERVERS = [
  ['an Express app', app, 'express'],
  ['a supertest agent', { get() {}, app }, 'express'],
  ['supertest’s `request(app)`', supertest(app), 'express'],
  ['supertest’s `request(server)`', supertest(http.createServer(app)), 'express'],
  ['supertest’s `request.agent(app)`', supertest.agent(app), 'express'],
  ['a single request of supertest', supertest(app).get('/elsewhere'), 'express'],
  ['a Node listener', listener((_, response) => { response.end('listener'); }), 'listener'],
  ['a Node server that listens nowhere', http.createServer(listener((_, response) => { response.end('server'); })), 'server'],
  ['a Koa app', koa, 'koa'],
  ['a Fastify app', fastify, 'fastify'],
  ['a Hono app', plain, 'hono'],
  ['a function from Request to Response', () => new Response('function', { headers: { 'Access-Control-Allow-Origin': '*' } }), 'function'],
  ['a module of route handlers', { GET: () => new Response('routes', { headers: { 'Access-Control-Allow-Origin': '*' } }) }, 'routes'],
];

describe('servers', () => {
  for (const [name, server, body] of SERVERS) {
    test(name, async () => {
      const response = await createFetch({ origin: ORIGIN, server })(URL_);
      assert.deepEqual([response.type, response.status, await response.text()], ['cors', 200, body]);
    });
  }

  test('a running one, by its URL: it answers for every host', async () => {
    const server = http.createServer(listener((request, response) => { response.end(request.headers.host); })).listen(0);
    await once(server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    const response = await createFetch({ origin: ORIGIN, server: `http://127.0.0.1:${port}` })('http://api.example.com/orders');
    assert.equal(await response.text(), 'api.example.com');
    server.close();
  });

  test('none of these: a TypeError that says what is one', () => {
    for (const server of [null, 7, {}, 'ftp://x.example']) assert.throws(() => createFetch({ origin: ORIGIN, server }), { name: 'TypeError', message: /^server: / });
  });

  test('a `fetch` of one’s own: lines of one name are known to be joined', async () => {
    /** @type {any} */
    let report;
    const fetch = async () => new Response('own', { headers: [['Access-Control-Allow-Origin', '*']] });
    const response = await createFetch({ origin: ORIGIN, fetch, onReport: (one) => { report = one; } })(URL_);
    assert.equal(await response.text(), 'own');
    assert.equal(report.view.messages[1].answer.joined, true);
  });

  test('route handlers: a missing OPTIONS lists the methods, a missing method is 405', async () => {
    const page = createFetch({ origin: 'https://api.example.com', server: { GET: () => new Response('x'), POST: () => new Response('y') } });
    const options = await page('/orders', { method: 'OPTIONS' });
    assert.deepEqual([options.status, options.headers.get('allow')], [204, 'GET, HEAD, OPTIONS, POST']);
    assert.equal((await page('/orders', { method: 'PUT' })).status, 405);
  });
});

describe('what script gets', () => {
  test('the headers it can read, and no others', async () => {
    const { headers } = await createFetch({ origin: ORIGIN, server: app })(URL_);
    assert.deepEqual([headers.get('x-total'), headers.get('x-secret')], ['3', null]);
  });

  test('the last URL of a chain, also of a clone', async () => {
    const server = listener((request, response) => {
      if (request.url === '/orders') response.writeHead(302, { Location: '/final#there' });
      response.end(request.url);
    });
    const response = await createFetch({ origin: ORIGIN, server })(`${URL_}#here`);
    assert.deepEqual([response.url, response.redirected, await response.clone().text()], ['https://api.example.com/final', true, '/final']);
    assert.deepEqual([response.clone().url, response.clone().type], [response.url, 'cors']);
  });

  test('nothing of an opaque response, and of one to a redirect', async () => {
    const page = createFetch({ origin: ORIGIN, server: listener((_, response) => { response.writeHead(302, { Location: '/' }).end('x'); }) });
    const manual = await page(URL_, { redirect: 'manual' });
    assert.deepEqual([manual.type, manual.status, manual.ok, manual.body, [...manual.headers]], ['opaqueredirect', 0, false, null, []]);
    const opaque = await createFetch({ origin: ORIGIN, server: () => new Response('secret') })(URL_, { mode: 'no-cors' });
    assert.deepEqual([opaque.type, opaque.status, opaque.url, await opaque.text()], ['opaque', 0, '', '']);
  });

  test('a body without its encoding', async () => {
    for (const [name, encode] of /** @type {const} */ ([['gzip', zlib.gzipSync], ['br', zlib.brotliCompressSync], ['deflate', zlib.deflateSync]])) {
      const server = listener((request, response) => {
        assert.match(String(request.headers['accept-encoding']), new RegExp(name, 'u'));
        response.writeHead(200, { 'Content-Encoding': name }).end(encode('packed'));
      });
      assert.equal(await (await createFetch({ origin: ORIGIN, server })(URL_)).text(), 'packed');
    }
  });

  test('a body while it comes', async () => {
    let finish = () => {};
    const server = listener((_, response) => { response.write('first'); finish = () => response.end('last'); });
    const { body } = await createFetch({ origin: ORIGIN, server })(URL_);
    const reader = /** @type {ReadableStream<Uint8Array>} */ (body).getReader();
    assert.equal(Buffer.from((await reader.read()).value ?? []).toString(), 'first');
    finish();
    assert.equal(Buffer.from((await reader.read()).value ?? []).toString(), 'last');
    assert.equal((await reader.read()).done, true);
  });

  test('a body that nobody wants after all', async () => {
    const page = createFetch({ origin: ORIGIN, server: listener((_, response) => { response.end('x'.repeat(100_000)); }) });
    await (await page(URL_)).body?.cancel();
    const reader = /** @type {ReadableStream<Uint8Array>} */ ((await page(URL_)).body).getReader();
    await reader.read();
    await reader.cancel();
    // What still comes has nowhere to go, and is no error.
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  });

  test('what never goes to a server', async () => {
    const response = await createFetch({ origin: ORIGIN, server: () => assert.fail('it was asked') })('data:text/plain,hey');
    assert.deepEqual([response.type, response.headers.get('content-type'), await response.text()], ['basic', 'text/plain', 'hey']);
  });
});

describe('what the server gets', () => {
  /** @param {RequestInit} init @param {string} [url] @returns {Promise<any>} */
  const sent = async (init, url = 'https://app.example.com/same') => {
    const server = async (/** @type {http.IncomingMessage} */ request, /** @type {http.ServerResponse} */ response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      response.setHeader('Access-Control-Allow-Origin', '*').end(JSON.stringify({ method: request.method, lines: request.rawHeaders, body: Buffer.concat(chunks).toString() }));
    };
    return (await createFetch({ origin: ORIGIN, server })(url, init)).json();
  };

  test('a method in its own case, and header names in theirs', async () => {
    // Node's own server knows none but its list of methods.
    const server = (/** @type {Request} */ { method }) => new Response(method);
    assert.equal(await (await createFetch({ origin: ORIGIN, server })('/x', { method: 'pAtCh' })).text(), 'pAtCh');
    assert.ok((await sent({ headers: { 'X-MiXed': '1' } })).lines.includes('X-MiXed'));
  });

  test('every kind of body, with the type it implies', async () => {
    const form = new FormData();
    form.append('a', 'b');
    /** @type {[BodyInit, RegExp | undefined, RegExp][]} */
    const bodies = [
      ['text', /^text\/plain;charset=UTF-8$/u, /^text$/u],
      [new URLSearchParams('a=b'), /^application\/x-www-form-urlencoded;charset=UTF-8$/u, /^a=b$/u],
      [form, /^multipart\/form-data; boundary=/u, /name="a"/u],
      [new Blob(['blob'], { type: 'application/json' }), /^application\/json$/u, /^blob$/u],
      [new Uint8Array([120]), undefined, /^x$/u],
    ];
    for (const [body, type, text] of bodies) {
      const { lines, body: got } = await sent({ method: 'POST', body });
      const at = lines.indexOf('Content-Type');
      if (type) assert.match(lines[at + 1], type);
      else assert.equal(at, -1);
      assert.match(got, text);
    }
  });

  test('a stream, which is taken up once', async () => {
    const stream = new ReadableStream({ start(c) { c.enqueue(Buffer.from('one ')); c.enqueue(Buffer.from('two')); c.close(); } });
    const { body, lines } = await sent(/** @type {any} */ ({ method: 'POST', body: stream, duplex: 'half' }));
    assert.equal(body, 'one two');
    assert.ok(!lines.includes('Content-Length'));
  });

  test('a Request that the page made', async () => {
    const { method, body } = await sent({}, /** @type {any} */ (new Request('https://app.example.com/x', { method: 'POST', body: 'of it' })));
    assert.deepEqual([method, body], ['POST', 'of it']);
  });

  test('the body again after a redirect that keeps the method, and not after one that changes it', async () => {
    /** @type {string[]} */
    const seen = [];
    const server = async (/** @type {http.IncomingMessage} */ request, /** @type {http.ServerResponse} */ response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      seen.push(`${request.method} ${request.url} ${body}`);
      const to = /** @type {Record<string, [number, string]>} */ ({ '/1': [307, '/2'], '/2': [303, '/3'] })[request.url ?? ''];
      response.writeHead(to?.[0] ?? 200, to && { Location: to[1] }).end();
    };
    await createFetch({ origin: ORIGIN, server })('/1', { method: 'POST', body: 'x' });
    assert.deepEqual(seen, ['POST /1 x', 'POST /2 x', 'GET /3 ']);
  });

  test('what a browser says of the page: Referer and Sec-Fetch-*', async () => {
    const of = async (/** @type {string} */ url, /** @type {RequestInit} */ init = {}) => {
      const { lines } = await sent(init, url);
      const value = (/** @type {string} */ name) => lines[lines.indexOf(name) + 1];
      return [lines.includes('Referer') ? value('Referer') : null, lines.includes('Sec-Fetch-Site') ? value('Sec-Fetch-Site') : null];
    };
    assert.deepEqual(await of('/x'), ['https://app.example.com/', 'same-origin']);
    assert.deepEqual(await of(URL_), ['https://app.example.com/', 'same-site']);
    assert.deepEqual(await of('https://other.example/'), ['https://app.example.com/', 'cross-site']);
    assert.deepEqual(await of('http://other.example/'), [null, null]);
    assert.deepEqual(await of(URL_, { referrerPolicy: 'no-referrer' }), [null, 'same-site']);
    assert.deepEqual(await of('/x', { referrer: '/deep?q#f' }), ['https://app.example.com/deep?q', 'same-origin']);
  });
});

describe('cookies', () => {
  const jarOf = () => {
    /** @type {Map<string, string>} */
    const kept = new Map();
    return {
      getCookieString: (/** @type {string} */ url) => kept.get(new URL(url).host) ?? '',
      setCookie: async (/** @type {string} */ cookie, /** @type {string} */ url) => { kept.set(new URL(url).host, cookie.split(';')[0]); },
    };
  };
  const server = (/** @type {http.IncomingMessage} */ request, /** @type {http.ServerResponse} */ response) => {
    response.setHeader('Access-Control-Allow-Origin', ORIGIN).setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Allow-Headers', 'x-a').setHeader('Set-Cookie', 'sid=1; HttpOnly');
    assert.ok(!(request.method === 'OPTIONS' && request.headers.cookie), 'a preflight carried cookies');
    response.end(request.headers.cookie ?? 'none');
  };

  test('go with what includes credentials, never with a preflight, and script sees none', async () => {
    const page = createFetch({ origin: ORIGIN, server, cookies: jarOf() });
    const first = await page(URL_, { credentials: 'include' });
    assert.deepEqual([await first.text(), first.headers.get('set-cookie')], ['none', null]);
    assert.equal(await (await page(URL_, { credentials: 'include', headers: { 'X-A': '1' } })).text(), 'sid=1');
    assert.equal(await (await page(URL_)).text(), 'none');
  });
});

describe('how calls end', () => {
  test('refused by CORS: the browser’s TypeError, with the Report as its cause and the reason in its message', async () => {
    const error = await rejection(createFetch({ origin: 'https://evil.example', server: app })(URL_));
    assert.ok(error instanceof TypeError);
    assert.match(error.message, /^Failed to fetch\n\nerror\[allow-origin-mismatch\]: /u);
    assert.equal(/** @type {any} */ (error.cause).cause.code, 'allow-origin-mismatch');
    const firefox = await rejection(createFetch({ origin: 'https://evil.example', server: app, engine: 'firefox' })(URL_));
    assert.match(firefox.message, /^NetworkError when attempting to fetch resource\.\n/u);
  });

  test('refused by the page’s own browser: nothing is sent', async () => {
    const page = createFetch({ origin: ORIGIN, server: () => assert.fail('it was asked') });
    for (const init of [{ method: 'TRACE' }, { method: '' }, { method: 'PUT', mode: /** @type {const} */ ('no-cors') }]) {
      const error = await rejection(page(URL_, init));
      assert.deepEqual([error.name, error.cause.verdict], ['TypeError', 'rejected'], JSON.stringify(init));
    }
  });

  test('malformed: a TypeError that names the field', async () => {
    const page = createFetch({ origin: ORIGIN, server: () => assert.fail('it was asked') });
    assert.match((await rejection(page('http://['))).message, /Failed to parse URL from http:\/\/\[/u);
    assert.match((await rejection(page(URL_, { headers: { 'a b': '1' } }))).message, /headers\[0\]/u);
    assert.match((await rejection(page(URL_, { headers: /** @type {any} */ ([['one']]) }))).message, /headers\[0\]/u);
    for (const origin of ['https://app.example.com/', 'app.example.com', 7]) {
      assert.throws(() => createFetch({ origin: /** @type {any} */ (origin) }), { name: 'TypeError', message: /^origin: / });
    }
  });

  test('by the network: not called CORS', async () => {
    const refused = await rejection(createFetch({ origin: ORIGIN })('http://127.0.0.1:1/'));
    assert.equal(refused.cause.cause.code, 'network-refused');
    assert.match(refused.message, /not CORS/u);
    assert.equal(refused.thrown.code, 'ECONNREFUSED');
    const cut = await rejection(createFetch({ origin: ORIGIN, server: (/** @type {http.IncomingMessage} */ request, /** @type {unknown} */ _) => request.socket.destroy() })(URL_));
    assert.equal(cut.cause.verdict, 'failed');
  });

  test('by the page, before the answer and in the middle of its body', async () => {
    const never = new AbortController();
    const early = createFetch({ origin: ORIGIN, server: listener(() => { never.abort(); }) })(URL_, { signal: never.signal });
    assert.equal((await rejection(early)).name, 'AbortError');
    const half = new AbortController();
    const response = await createFetch({ origin: ORIGIN, server: listener((_, out) => { out.write('x'); }) })(URL_, { signal: half.signal });
    const text = response.text();
    half.abort();
    assert.equal((await rejection(text)).name, 'AbortError');
    assert.equal((await rejection(createFetch({ origin: ORIGIN, server: app })(URL_, { signal: AbortSignal.abort() }))).name, 'AbortError');
  });

  test('a kept preflight is used again', async () => {
    /** @type {(string | undefined)[]} */
    const methods = [];
    const server = listener(({ method }, response) => {
      methods.push(method);
      response.setHeader('Access-Control-Allow-Headers', 'x-a').setHeader('Access-Control-Max-Age', '60').end();
    });
    const page = createFetch({ origin: ORIGIN, server });
    for (let time = 0; time < 2; time += 1) await page(URL_, { headers: { 'X-A': '1' } });
    assert.deepEqual(methods, ['OPTIONS', 'GET', 'GET']);
  });
});
