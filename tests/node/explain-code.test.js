// Each code explains itself in the same sections.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { codes, explain, explainCode } from '../../npm/node.js';
import { inlineText } from '../../npm/view/inline.js';
import { safeHref } from '../../npm/view/links.js';

test('every code has all of its sections, and links that lead to https', () => {
  const all = codes();
  assert.ok(all.length > 40, `${all.length} codes`);
  assert.equal(new Set(all).size, all.length);
  for (const code of all) {
    const doc = explainCode(code);
    assert.equal(doc.code, code);
    for (const section of [doc.happened, doc.why, doc.fix]) assert.ok(inlineText(section).length > 10, code);
    assert.ok(doc.example.length > 0, code);
    assert.ok(doc.links.length > 0 && doc.links.every(({ href }) => href.startsWith('https://')), code);
  }
});

test('what a Report names can be asked for', () => {
  const url = 'https://api.example/';
  const { cause } = explain({
    schema: 1, request: { url, origin: 'https://app.example', mode: 'cors', initiator: 'fetch' },
    exchanges: [{ sent: { kind: 'request', hop: 0, method: 'GET', url, headers: [] }, received: { status: 200, headers: [] } }],
  });
  const doc = explainCode(/** @type {{ code: string }} */ (cause).code);
  assert.match(inlineText(doc.fix), /^let the server add `Access-Control-Allow-Origin`/u);
});

test('notes can be asked for, too', () => {
  for (const code of ['server-ran-it', 'engines-differ', 'headers-dropped', 'opaque-response', 'vary-origin-missing']) {
    assert.ok(codes().includes(code), code);
  }
});

test('what is no code is named', () => {
  assert.throws(() => explainCode('cors-error'), { name: 'TypeError', message: 'code: `cors-error` is no code, see codes()' });
});

test('codes.json holds all of them, as explainCode says them', () => {
  const { schema, codes: docs } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('corscope/codes.json'), 'utf8'));
  assert.equal(schema, 1);
  assert.deepEqual(docs, codes().map((code) => explainCode(code)));
});

test('codes of one topic stand together, and each can be an address', () => {
  const topics = codes().map((code) => explainCode(code).topic);
  assert.deepEqual([...new Set(topics)], ['request', 'preflight', 'check', 'redirect', 'network', 'note', 'audit']);
  assert.deepEqual(topics.filter((topic, n) => topic !== topics[n - 1]), [...new Set(topics)]);
  for (const code of codes()) assert.match(code, /^[a-z]+(?:-[a-z]+)*$/u);
});

test('the views show every link', () => {
  for (const code of codes()) for (const { href } of explainCode(code).links) assert.ok(safeHref(href), `${code}: ${href}`);
});
