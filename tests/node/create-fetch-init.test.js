// What a page gives to `fetch`: read as browsers read it, and refused where they refuse.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFetch } from '../../npm/node.js';

const ORIGIN = 'https://app.example.com';
const OPEN = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': '*' };

/** @type {Request[]} */
let seen = [];
const page = createFetch({ origin: ORIGIN, server: (/** @type {Request} */ request) => { seen.push(request); return new Response('x', { headers: OPEN }); } });
/** @param {any} init @param {string} [url] @returns {Promise<Request[]>} what the server got */
const sent = async (init, url = '/x') => {
  seen = [];
  await page(url, init);
  return seen;
};
/** @param {any} init @param {string} [url] @returns {Promise<any>} what it rejects with; nothing is sent */
const rejection = async (init, url = '/x') => {
  seen = [];
  const error = await page(url, init).then(() => assert.fail('it was let through'), (reason) => reason);
  assert.deepEqual([error.name, seen], ['TypeError', []], error.message);
  return error;
};

describe('headers', () => {
  /** @param {any} headers */
  const valueOf = async (headers) => (await sent({ headers }))[0].headers.get('a');

  test('a value that is no string is turned into one', async () => {
    for (const value of [undefined, null, 7]) {
      assert.deepEqual([await valueOf({ a: value }), await valueOf([['a', value]])], [String(value), String(value)]);
    }
  });

  test('blanks and line ends around a value are dropped, and decide nothing', async () => {
    for (const value of [' x ', '\tx', '\r\nx\n']) assert.equal(await valueOf({ a: value }), 'x');
    const simple = await sent({ method: 'POST', headers: { 'Content-Type': ' text/plain\n' } }, 'https://api.example.com/');
    assert.deepEqual(simple.map(({ method }) => method), ['POST']);
  });

  test('what is no pair', async () => {
    for (const pair of [['a'], ['a', 'b', 'c'], 'ab', null]) assert.match((await rejection({ headers: [pair] })).message, /^headers\[0\]/u);
  });
});
