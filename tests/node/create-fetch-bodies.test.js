// Bodies of answers: how they end, what their encoding hides, and what has none whatever was sent.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
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
    const error = await rejection((await answered((response) => { response.write('x', () => response.destroy()); })).text());
    assert.deepEqual([error.name, error.message, error.cause instanceof Error], ['TypeError', 'network error', true]);
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
