// Bodies of answers: how they end, what their encoding hides, and what has none whatever was sent.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import zlib from 'node:zlib';
import { createFetch } from '../../npm/node.js';

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */

const ORIGIN = 'https://app.example.com';
const URL_ = 'https://api.example.com/orders';
const OPEN = { 'Access-Control-Allow-Origin': '*' };

/** @param {(response: ServerResponse, request: IncomingMessage) => unknown} answer @param {RequestInit} [init] */
const answered = (answer, init) => {
  const server = (/** @type {IncomingMessage} */ request, /** @type {ServerResponse} */ response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    answer(response, request);
  };
  return createFetch({ origin: ORIGIN, server })(URL_, init);
};
/** @param {Promise<unknown>} promise @returns {Promise<any>} */
const rejection = (promise) => promise.then(() => assert.fail('it was let through'), (error) => error);

describe('a body that breaks off: a TypeError with its cause', () => {
  test('on the way', async () => {
    const error = await rejection((await answered((response) => { response.write('x', () => setTimeout(() => response.destroy(), 10)); })).text());
    assert.deepEqual([error.name, error.message, error.cause instanceof Error], ['TypeError', 'network error', true]);
  });

  test('before anybody reads it, encoded or not', async () => {
    for (const coding of ['identity', 'gzip']) {
      const response = await answered((out) => out.writeHead(200, { 'Content-Encoding': coding }).write('x', () => out.destroy()));
      await new Promise((resolve) => { setTimeout(resolve, 20); });
      assert.equal((await rejection(response.text())).name, 'TypeError', coding);
    }
  });

  test('in its encoding', async () => {
    const error = await rejection((await answered((response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('no gzip'))).text());
    assert.deepEqual([error.name, error.cause?.code], ['TypeError', 'Z_DATA_ERROR']);
  });

  test('of a handler', async () => {
    const reason = new Error('no more');
    const body = () => new ReadableStream({ pull(controller) { controller.error(reason); } });
    const page = createFetch({ origin: ORIGIN, server: () => new Response(body(), { headers: OPEN }) });
    const error = await rejection((await page(URL_)).text());
    assert.deepEqual([error.name, error.cause], ['TypeError', reason]);
  });
});

test('a body that nobody wants may fail to end: that is no error', async () => {
  const body = () => new ReadableStream({ cancel() { throw new Error('not now'); } });
  const handler = () => new Response(body(), { status: 302, headers: { ...OPEN, Location: '/' } });
  for (const options of [{ server: handler }, { fetch: async () => handler() }]) {
    const response = await createFetch({ origin: ORIGIN, ...options })(URL_, { redirect: 'manual' });
    assert.equal(response.type, 'opaqueredirect');
  }
  // An unhandled rejection would end the process by now.
  await new Promise((resolve) => { setTimeout(resolve, 10); });
});

describe('an encoding', () => {
  /** @param {string} coding @param {Uint8Array | string} [body] */
  const encoded = async (coding, body) => (await answered((response) => response.writeHead(200, { 'Content-Encoding': coding }).end(body))).text();

  test('of nothing', async () => {
    for (const coding of ['gzip', 'x-gzip', 'deflate', 'br', 'br, gzip']) assert.equal(await encoded(coding), '', coding);
  });

  test('deflate, with its head and without', async () => {
    const text = 'packed '.repeat(100_000);
    for (const pack of [zlib.deflateSync, zlib.deflateRawSync]) assert.equal(await encoded('deflate', pack(text)), text);
    assert.equal((await rejection(encoded('deflate', 'no deflate'))).name, 'TypeError');
  });

  test('of a handler, which may give none at all', async () => {
    const text = 'packed '.repeat(1000);
    /** @type {[string, Uint8Array<ArrayBuffer> | null, string][]} */
    const given = [['gzip', zlib.gzipSync(text), text], ['br', zlib.brotliCompressSync(text), text], ['gzip', null, ''], ['unknown', Buffer.from('as it is'), 'as it is']];
    for (const [coding, body, wanted] of given) {
      const page = createFetch({ origin: ORIGIN, server: () => new Response(body, { headers: { ...OPEN, 'Content-Encoding': coding } }) });
      assert.equal(await (await page(URL_)).text(), wanted, coding);
    }
    const broken = createFetch({ origin: ORIGIN, server: () => new Response('no gzip', { headers: { ...OPEN, 'Content-Encoding': 'gzip' } }) });
    assert.equal((await rejection((await broken(URL_)).text())).name, 'TypeError');
  });

  test('that nobody knows, or that is called as what every object has, stays', async () => {
    for (const coding of ['constructor', '__proto__', 'aws-chunked']) assert.equal(await encoded(coding, 'as it is'), 'as it is', coding);
  });
});

describe('no body, whatever was sent', () => {
  const headers = { 'Content-Encoding': 'gzip', 'Content-Length': '30' };
  /** @param {Response} response */
  const of = async (response) => [response.status, response.body, await response.text()];

  test('to HEAD', async () => {
    assert.deepEqual(await of(await answered((response) => response.writeHead(200, headers).end(), { method: 'HEAD' })), [200, null, '']);
    const handler = createFetch({ origin: ORIGIN, server: () => new Response('all the same', { headers: OPEN }) });
    for (const method of ['HEAD', 'head']) assert.deepEqual(await of(await handler(URL_, { method })), [200, null, '']);
  });

  test('with 204 and 304', async () => {
    for (const status of [204, 304]) {
      assert.deepEqual(await of(await answered((response) => response.writeHead(status, { 'Content-Encoding': 'br' }).end())), [status, null, '']);
    }
  });
});
