import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marksOfLine, pieces } from '../../npm/view/marks.js';

/** @import { PlacedMark, Piece } from '../../npm/view/marks.js' */

/** @param {number} finding @param {number} from @param {number} to @returns {PlacedMark} */
const mark = (finding, from, to) => ({ finding, role: 'primary', severity: 'error', from, to, label: [] });

/**
 * `a[0:bc]` is the text `abc` with `bc` marked by finding 0; `+` begins a piece cut off another.
 * @param {Piece[]} all
 * @returns {string}
 */
const drawn = (all) => all.map((piece) => ('text' in piece ? piece.text
  : `[${piece.first ? '' : '+'}${piece.mark.finding}:${drawn(piece.inside)}]`)).join('');

test('a mark cuts its bytes out of the line', () => {
  assert.equal(drawn(pieces('abcdef', [mark(0, 2, 4)])), 'ab[0:cd]ef');
  assert.equal(drawn(pieces('abc', [mark(0, 0, 3)])), '[0:abc]');
  assert.equal(drawn(pieces('abc', [])), 'abc');
  assert.deepEqual(pieces('', []), []);
});

test('marks side by side, one in another, and two of the same bytes', () => {
  assert.equal(drawn(pieces('abcdef', [mark(1, 3, 5), mark(0, 0, 3)])), '[0:abc][1:de]f');
  assert.equal(drawn(pieces('abcdef', [mark(0, 2, 3), mark(1, 1, 5)])), 'a[1:b[0:c]de]f');
  assert.equal(drawn(pieces('abc', [mark(1, 0, 2), mark(0, 0, 2)])), '[0:[1:ab]]c');
});

test('a mark that sticks out of another is cut, and says so', () => {
  assert.equal(drawn(pieces('abcdef', [mark(0, 0, 3), mark(1, 2, 5)])), '[0:ab[1:c]][+1:de]f');
  assert.equal(drawn(pieces('abcdef', [mark(0, 0, 3), mark(1, 1, 5), mark(2, 2, 6)])), '[0:a[1:b[2:c]]][+2:[+1:de]f]');
});

test('a mark of no width is a place, not nothing', () => {
  assert.equal(drawn(pieces('abc', [mark(0, 1, 1)])), 'a[0:]bc');
  assert.equal(drawn(pieces('', [mark(0, 0, 0)])), '[0:]');
  assert.equal(drawn(pieces('abc', [mark(0, 3, 3), mark(1, 3, 3)])), 'abc[0:][1:]');
  assert.equal(drawn(pieces('abc', [mark(0, 0, 2), mark(1, 2, 2)])), '[0:ab][1:]c');
});

test('a mark beyond the line is held inside it', () => {
  assert.equal(drawn(pieces('abc', [mark(0, 2, 99)])), 'ab[0:c]');
  assert.equal(drawn(pieces('abc', [mark(0, 7, 9)])), 'abc[0:]');
  assert.equal(drawn(pieces('abc', [mark(0, 2, 1)])), 'ab[0:]c');
});

test('whatever the marks, each code unit appears once and in order, and each mark holds its own bytes', () => {
  let seed = 7;
  const random = (/** @type {number} */ below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let run = 0; run < 2000; run += 1) {
    const text = 'abcdefghijkl\u00e9\u00ff'.slice(0, random(15));
    const marks = Array.from({ length: random(6) }, (_, n) => {
      const from = random(text.length + 1);
      return mark(n, from, from + random(text.length + 1 - from));
    });
    /** @type {string[]} */
    const held = marks.map(() => '');
    let all = '';
    const walk = (/** @type {Piece[]} */ list, /** @type {number[]} */ open) => {
      for (const piece of list) {
        if ('text' in piece) {
          assert.equal(piece.at, all.length);
          all += piece.text;
          for (const n of open) held[n] += piece.text;
        } else {
          walk(piece.inside, [...open, piece.mark.finding]);
        }
      }
    };
    walk(pieces(text, marks), []);
    assert.equal(all, text);
    marks.forEach(({ from, to }, n) => assert.equal(held[n], text.slice(from, to)));
  }
});

test('the marks of a line come from primary and secondary marks of every diagnostic, and from notes', () => {
  const at = (/** @type {number} */ message, /** @type {any} */ line) => ({ message, line, from: 1, to: 2 });
  const report = /** @type {any} */ ({ diagnostics: [
    {
      severity: 'error', label: [{ text: 'first' }], primary: at(1, 2),
      secondary: [{ ...at(0, 1), label: [{ text: 'why' }] }],
    },
    {
      severity: 'warning', label: [{ text: 'absent' }], primary: at(1, 'end-of-headers'),
      secondary: [{ ...at(1, 2), label: [] }],
    },
  ], notes: [{ severity: 'info', headline: [], marks: [] }, { severity: 'danger', headline: [{ text: 'missed' }], marks: [at(1, 2), at(3, 'end-of-headers')] }] });
  const found = marksOfLine(report, 1, 2).map(({ finding, role }) => `${finding} ${role}`);
  assert.deepEqual(found, ['0 primary', '1 secondary', '3 note']);
  assert.deepEqual(marksOfLine(report, 1, 'end-of-headers').map(({ severity }) => severity), ['warning']);
  assert.deepEqual(marksOfLine(report, 0, 1)[0].label, [{ text: 'why' }]);
  assert.deepEqual(marksOfLine(report, 0, 2), []);
  assert.deepEqual(marksOfLine(report, 1, 2)[2].label, [], 'the note says it');
  assert.deepEqual(marksOfLine(report, 3, 'end-of-headers').map(({ finding, label }) => [finding, label]), [[3, [{ text: 'missed' }]]]);
});
