import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromFragment, toFragment } from '../../www/fragment.js';
import { formatHeaderText, parseHeaderText } from '../../www/header-text.js';

test('header lines keep order, case, duplicates and inner blanks', () => {
  const { lines, errors } = parseHeaderText('b: 1\nA:\t2  3 \t\r\n\nb:1\nEmpty:\nX-Byte: caf\u00e9:x');
  assert.deepEqual(errors, []);
  assert.deepEqual(lines, [['b', '1'], ['A', '2  3'], ['b', '1'], ['Empty', ''], ['X-Byte', 'caf\u00e9:x']]);
  assert.deepEqual(parseHeaderText(formatHeaderText(lines)).lines, lines);
  // What is no tab or space belongs to the value.
  assert.deepEqual(parseHeaderText('a: \v*\u00a0').lines, [['a', '\v*\u00a0']]);
});

test('a bad line is named by its number, and the others still count', () => {
  const { lines, errors } = parseHeaderText('Good: 1\nno colon\n: x\nBad name: x\nX: \u2192\nHTTP/1.1 200 OK\nN: \0');
  assert.deepEqual(lines, [['Good', '1']]);
  assert.deepEqual(errors.map(({ line }) => line), [2, 3, 4, 5, 6, 7]);
  assert.match(errors[0].message, /no colon in “no colon”/);
  assert.match(errors[3].message, /“→” is not a single byte/);
  assert.match(errors[4].message, /status/);
});

test('a fragment brings back what went in, compressed or not', async () => {
  const value = { engine: 'chromium', scenario: { text: 'caf\u00e9 \u0000 "<script>"'.repeat(50) } };
  for (const compress of [true, false]) {
    const fragment = await toFragment(value, { compress });
    assert.match(fragment, /^1\.[zj]\.[\w-]+$/);
    assert.deepEqual(await fromFragment(`#${fragment}`), value);
  }
  assert.ok((await toFragment(value)).length < (await toFragment(value, { compress: false })).length / 4);
});

test('a damaged fragment is a TypeError that says what is wrong', async () => {
  const good = await toFragment({ a: 1 });
  const bomb = await toFragment('x'.repeat(2_000_000));
  for (const [fragment, why] of /** @type {[string, RegExp][]} */ ([
    ['', /version/], ['x', /version/], ['2.z.abc', /version 2/], ['1', /parts/], ['1.q.abc', /parts/],
    [`${good}.x`, /parts/],
    ['1.z.', /characters/], ['1.z.<b>', /characters/], ['1.z.abc', /damaged/], [good.slice(0, -4), /damaged/],
    ['1.j.a', /cut short/], ['1.j.abcd', /JSON/], [bomb, /too large/],
  ])) {
    const said = (/** @type {unknown} */ error) => error instanceof TypeError && why.test(error.message);
    await assert.rejects(fromFragment(fragment), said, fragment.slice(0, 40));
  }
});
