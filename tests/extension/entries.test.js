// What of a HAR entry goes on to the core, and that none goes twice or gets lost.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createMerger, isThin, slim } from '../../extension/entries.js';

/** @type {{ recorded: any[] }} */
const { recorded } = JSON.parse(readFileSync(new URL('../cases/har/chromium-demo.json', import.meta.url), 'utf8'));
const all = recorded.flatMap(({ onRequestFinished, getHAR }) => [...onRequestFinished, ...getHAR]);

/** @param {any} more */
const entry = (more = {}) => ({
  startedDateTime: '2026-01-01T00:00:00.000Z',
  time: 1,
  _resourceType: 'fetch',
  request: { method: 'GET', url: 'https://api.example.com/', headers: [] },
  response: { status: 200, headers: [], _error: null },
  ...more,
});

test('bodies and cookies stay where they are', () => {
  const kept = JSON.stringify(
    slim(
      entry({
        request: {
          method: 'POST',
          url: 'https://a.example/',
          headers: [],
          cookies: [{ name: 'SECRET' }],
          postData: { mimeType: 'text/plain', text: 'SECRET' },
        },
        response: {
          status: 200,
          headers: [],
          cookies: [{ name: 'SECRET' }],
          content: { size: 6, mimeType: 'text/plain', text: 'SECRET' },
        },
      }),
    ),
  );
  assert.ok(!kept.includes('SECRET'));
  assert.ok(kept.includes('"postData":{"mimeType":"text/plain"}'));
});

test('header lines keep order, case, duplicates and bytes', () => {
  const headers = [
    { name: 'X-B', value: '\u00e9' },
    { name: 'x-a', value: '1' },
    { name: 'X-B', value: '' },
  ];
  assert.deepEqual(slim(entry({ response: { status: 200, headers } })).response.headers, headers);
});

test('of a stack, the innermost frame with a URL is kept', () => {
  const stack = {
    callFrames: [{ url: '', lineNumber: 1 }],
    parent: { callFrames: [{ url: 'https://a.example/x.js', lineNumber: 4, columnNumber: 2 }] },
  };
  assert.deepEqual(slim(entry({ _initiator: { type: 'script', stack } }))._initiator.stack.callFrames, [
    { url: 'https://a.example/x.js', lineNumber: 4, columnNumber: 2 },
  ]);
});

test('an entry that lacks nearly everything is no reason to stop', () => {
  assert.deepEqual(slim({}).request.headers, []);
  assert.equal(createMerger().listed([{}]).length, 0);
  assert.equal(createMerger().finished({}).length, 1);
});

test('an entry told by its event is not taken from the log again, and the other way round', () => {
  const first = createMerger();
  assert.equal(first.finished(entry()).length, 1);
  assert.equal(first.listed([entry()]).length, 0);
  const second = createMerger();
  assert.equal(second.listed([entry()]).length, 1);
  assert.equal(second.finished(entry()).length, 0);
  assert.equal(second.listed([entry()]).length, 0);
});

test('two equal entries are two', () => {
  const merger = createMerger();
  assert.equal(merger.listed([entry(), entry()]).length, 2);
  assert.equal(merger.finished(entry()).length + merger.finished(entry()).length, 0);
  assert.equal(merger.finished(entry()).length, 1);
});

test('an entry is told again when there is more in it, and only then', () => {
  const thin = entry({ response: { status: 0, headers: [], _error: 'net::ERR_FAILED' } });
  const full = entry({
    response: { status: 500, headers: [{ name: 'Server', value: 'x' }], _error: 'net::ERR_FAILED' },
  });
  assert.deepEqual([isThin(thin), isThin(full), isThin(entry())], [true, false, false]);
  const first = createMerger();
  assert.equal(first.finished(thin).length, 1);
  assert.equal(first.listed([full])[0]?.response.status, 500);
  assert.equal(first.listed([full]).length, 0);
  assert.equal(first.finished(entry()).length, 1);
  const second = createMerger();
  assert.equal(second.listed([thin]).length, 1);
  assert.equal(second.finished(full)[0]?.response.status, 500);
  assert.equal(second.listed([full]).length, 0);
});

test('one that was aborted may be told of twice: whether there were two, the log says', () => {
  const aborted = (/** @type {number} */ time, text = 'net::ERR_ABORTED') => entry({ time, response: { status: 307, headers: [], _error: text } });
  const merger = createMerger();
  assert.equal(merger.finished(aborted(7)).length, 1);
  assert.equal(merger.finished(aborted(8)).length, 0);
  assert.equal(merger.listed([aborted(8)]).length, 0);
  assert.equal(merger.listed([aborted(8), aborted(8)]).length, 1);
  // The first time without its word.
  const other = createMerger();
  assert.equal(other.finished(aborted(7, '')).length, 1);
  assert.equal(other.finished(aborted(8)).length, 1);
  assert.equal(other.listed([aborted(8)]).length, 0);
});

test('what has no answer yet is left for later', () => {
  const merger = createMerger();
  assert.equal(merger.listed([entry({ response: { status: 0, headers: [], _error: null } })]).length, 0);
  assert.equal(merger.listed([entry()]).length, 1);
});

test('of everything recorded, each entry comes exactly once, whichever source tells first', () => {
  for (const { situation, onRequestFinished, getHAR } of recorded) {
    const settled = getHAR.filter((/** @type {any} */ one) => one.response.status > 0 || one.response._error);
    for (const logFirst of [true, false]) {
      const merger = createMerger();
      const told = (/** @type {any[]} */ entries) => entries.flatMap((one) => merger.finished(one));
      const out = logFirst
        ? [...merger.listed(settled), ...told(onRequestFinished)]
        : [...told(onRequestFinished), ...merger.listed(settled)];
      const expected = Math.max(settled.length, onRequestFinished.length);
      assert.equal(out.length, expected, `${situation}, ${logFirst ? 'log' : 'events'} first`);
    }
  }
  assert.ok(all.length > 200);
});
