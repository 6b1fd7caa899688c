// What `npm run mutants` makes of a run, and the form of tests/mutants-survivors.txt.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explained, nameOf, problemsOf } from '../../scripts/mutants.js';

const names = (/** @type {string} */ prefix, /** @type {number} */ count) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

test('every line of the survivors has its reason', () => {
  assert.ok(Array.isArray(explained()));
  assert.throws(() => explained('fetch/x.rs: replace a with b\n'), /no reason/u);
  assert.deepEqual(explained('# about\n\nfetch/x.rs: delete ! in y — why\n'), ['fetch/x.rs: delete ! in y']);
});

test('a mutant is named by its code, not by its line', () => {
  const span = { start: { line: 2, column: 8 }, end: { line: 2, column: 9 } };
  const mutant = { name: 'crate/src/fetch/x.rs:2:8: replace < with > in y', file: 'crate/src/fetch/x.rs', genre: 'Op', span };
  const name = 'fetch/x.rs: replace < with > in y | if a ⟦<⟧ b {';
  assert.equal(nameOf(mutant, 'fn y() {\n  if a < b {\n'), name);
});

test('a survivor needs a reason, a reason needs a survivor', () => {
  assert.deepEqual(problemsOf(names('c', 19), ['m'], ['m']), []);
  assert.deepEqual(problemsOf(names('c', 19), ['m'], []), ['survives without a reason: m']);
  assert.deepEqual(problemsOf(names('c', 38), ['m', 'm'], ['m']), ['survives without a reason: m']);
  assert.deepEqual(problemsOf(['c0'], [], ['c0']), ['is excused, but caught: c0']);
  assert.deepEqual(problemsOf(['c0'], [], ['gone']), ['is excused, but no mutant: gone']);
});

test('fewer than 95 % are too few', () => {
  assert.deepEqual(problemsOf(names('c', 18), ['m'], ['m']), ['caught 94.7 %, wanted 95 %']);
});
