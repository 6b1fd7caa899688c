// What a page gives to `fetch`: read as browsers read it, and refused where they refuse.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
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

describe('bodies that browsers refuse', () => {
  const stream = () => new Blob(['x']).stream();

  test('a stream without `duplex`', async () => {
    assert.match((await rejection({ method: 'POST', body: stream() })).message, /^duplex: /u);
    assert.match((await rejection({ method: 'POST', body: stream(), duplex: 'full' })).message, /^duplex: /u);
    assert.equal((await sent({ method: 'POST', body: stream(), duplex: 'half' })).length, 1);
  });

  test('`keepalive` with more than 64 KiB, or with a stream', async () => {
    const keepalive = true;
    assert.match((await rejection({ method: 'POST', body: 'x'.repeat(65537), keepalive })).message, /^keepalive: .*65537/u);
    assert.match((await rejection({ method: 'POST', body: stream(), duplex: 'half', keepalive })).message, /^keepalive: /u);
    assert.equal((await sent({ method: 'POST', body: 'x'.repeat(65536), keepalive })).length, 1);
  });
});

describe('integrity', () => {
  /** @param {string} algorithm @param {string} [of] */
  const digest = (algorithm, of = 'x') => `${algorithm}-${createHash(algorithm).update(of).digest('base64')}`;
  const cross = 'https://api.example.com/x';

  test('the body that is wanted', async () => {
    const right = [
      digest('sha256'), digest('sha384'), `${digest('sha256', 'y')} ${digest('sha512')}?option`, `${digest('sha256', 'y')}\n${digest('sha256')}`,
      digest('sha256').replaceAll('+', '-').replaceAll('/', '_'), 'md5-abc', 'what', ' ',
    ];
    for (const integrity of right) {
      const response = await page(cross, { integrity });
      assert.deepEqual([response.type, response.url, await response.text()], ['cors', cross, 'x'], integrity);
    }
  });

  test('another one, or one that the page can’t read', async () => {
    const wrong = [[digest('sha256', 'y'), {}], [`${digest('sha256')} ${digest('sha512', 'y')}`, {}], [digest('sha256'), { mode: 'no-cors' }], [digest('sha256'), { method: 'HEAD' }]];
    for (const [integrity, init] of /** @type {[string, RequestInit][]} */ (wrong)) {
      await assert.rejects(page(cross, { ...init, integrity }), { name: 'TypeError', message: /^Failed to fetch\n\nintegrity: /u });
    }
  });
});
