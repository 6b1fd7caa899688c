// The panel's reducer: what happened -> what is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counts, initialState, listed, reduce } from '../../extension/state.js';

/**
 * @param {string} id
 * @param {Partial<import('../../extension/state.js').Row>} [more]
 * @returns {import('../../extension/state.js').Row}
 */
const row = (id, more = {}) => ({
  id,
  method: 'GET',
  url: `https://api.example.com/${id}`,
  origin: 'https://app.example.com',
  verdict: 'allowed',
  code: null,
  header: null,
  phase: null,
  status: 200,
  flags: [],
  startedAt: 0,
  timing: { total: null, preflight: null },
  ...more,
});

/** @param {import('../../extension/state.js').Row[]} rows */
const withRows = (...rows) =>
  reduce(initialState(), {
    type: 'changes',
    changes: rows.map((one) => ({ id: one.id, kind: 'added', row: one })),
  });
const ids = (/** @type {import('../../extension/state.js').State} */ state) => listed(state).map(({ id }) => id);

const some = () =>
  withRows(
    row('ok'),
    row('refused', { verdict: 'failed' }),
    row('cors', { verdict: 'blocked', header: 'Access-Control-Allow-Origin' }),
    row('own', { flags: ['same-origin'] }),
    row('unclear', { verdict: 'undetermined' }),
  );

test('blocked calls come first, then failures, what is unclear, and what is fine', () => {
  assert.deepEqual(ids(some()), ['cors', 'refused', 'unclear', 'ok']);
});

test('without sorting, calls stand in the order in which they came', () => {
  assert.deepEqual(ids(reduce(some(), { type: 'blocked-first', on: false })), ['ok', 'refused', 'cors', 'unclear']);
});

test('calls to the own origin are listed on request, or when they are blocked', () => {
  assert.ok(ids(reduce(some(), { type: 'same-origin', show: true })).includes('own'));
  assert.deepEqual(ids(withRows(row('own', { flags: ['same-origin'], verdict: 'blocked' }))), ['own']);
});

test('each filter lists as many calls as it says', () => {
  const state = some();
  assert.deepEqual(counts(state), { all: 4, blocked: 1, 'not-cors': 1, unclear: 1, allowed: 1 });
  for (const [filter, count] of Object.entries(counts(state))) {
    assert.equal(listed(reduce(state, { type: 'filter', filter: /** @type {any} */ (filter) })).length, count, filter);
  }
});

test('the counts are those of what the search finds', () => {
  assert.equal(counts(reduce(some(), { type: 'search', search: 'refused' }))['not-cors'], 1);
  assert.equal(counts(reduce(some(), { type: 'search', search: 'refused' })).blocked, 0);
});

test('the search looks for every word, wherever it stands', () => {
  assert.deepEqual(ids(reduce(some(), { type: 'search', search: 'ALLOW-origin  get' })), ['cors']);
  assert.deepEqual(ids(reduce(some(), { type: 'search', search: 'nothing like that' })), []);
});

test('the selection survives an update of its row, and counts it', () => {
  const selected = reduce(some(), { type: 'select', id: 'ok' });
  const updated = reduce(selected, {
    type: 'changes',
    changes: [{ id: 'ok', kind: 'updated', row: row('ok', { verdict: 'blocked' }) }],
  });
  assert.equal(updated.selected, 'ok');
  assert.notEqual(updated.changed, selected.changed);
  assert.equal(updated.rows.size, selected.rows.size);
  const other = reduce(selected, { type: 'changes', changes: [{ id: 'new', kind: 'added', row: row('new') }] });
  assert.equal(other.changed, selected.changed);
});

test('a removed row takes its selection with it', () => {
  const state = reduce(reduce(some(), { type: 'select', id: 'ok' }), {
    type: 'changes',
    changes: [{ id: 'ok', kind: 'removed', row: null }],
  });
  assert.equal(state.selected, null);
  assert.equal(state.rows.has('ok'), false);
});

test('an updated row keeps its place', () => {
  const state = reduce(some(), {
    type: 'changes',
    changes: [{ id: 'ok', kind: 'updated', row: row('ok', { status: 304 }) }],
  });
  assert.equal([...state.rows.keys()][0], 'ok');
});

test('a navigation clears, unless the log is preserved; both are said', () => {
  const state = reduce(some(), { type: 'select', id: 'ok' });
  const left = reduce(state, { type: 'navigated', url: 'https://app.example.com/two' });
  assert.equal(left.rows.size, 0);
  assert.equal(left.selected, null);
  assert.deepEqual(left.navigated, { url: 'https://app.example.com/two', before: 0 });
  const kept = reduce(reduce(state, { type: 'preserve', on: true }), {
    type: 'navigated',
    url: 'https://app.example.com/two',
  });
  assert.equal(kept.rows.size, 5);
  assert.equal(kept.selected, 'ok');
  assert.equal(kept.navigated?.before, 5);
});

test('a call of an earlier page does not come back, by its id or by another one', () => {
  const state = reduce(withRows(row('old', { startedAt: 5 })), {
    type: 'navigated',
    url: 'https://app.example.com/two',
  });
  assert.deepEqual([...state.past], ['old']);
  const later = reduce(state, {
    type: 'changes',
    changes: [
      { id: 'old', kind: 'updated', row: row('old', { startedAt: 5, verdict: 'blocked' }) },
      { id: 'renamed', kind: 'added', row: row('renamed', { startedAt: 5 }) },
      { id: 'new', kind: 'added', row: row('new', { startedAt: 6 }) },
    ],
  });
  assert.deepEqual([...later.rows.keys()], ['new']);
  assert.equal(reduce(later, { type: 'forgotten', ids: ['old'] }).past.size, 0);
});

test('clearing keeps what the person chose', () => {
  const state = reduce(reduce(some(), { type: 'filter', filter: 'blocked' }), { type: 'cleared' });
  assert.equal(state.rows.size, 0);
  assert.equal(state.filter, 'blocked');
});

test('nothing new makes no new state', () => {
  const state = reduce(some(), { type: 'viewport', viewport: { scrollTop: 0, height: 0 } });
  assert.equal(reduce(state, { type: 'viewport', viewport: { scrollTop: 0, height: 0 } }), state);
  assert.equal(reduce(state, { type: 'changes', changes: [] }), state);
});

test('an earlier state is never changed', () => {
  const before = some();
  const size = before.rows.size;
  reduce(before, { type: 'changes', changes: [{ id: 'x', kind: 'added', row: row('x') }] });
  reduce(before, { type: 'navigated', url: 'https://app.example.com/' });
  assert.equal(before.rows.size, size);
});
