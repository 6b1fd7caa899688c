import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROW_HEIGHT, blockedFirst, moved, rowsInSight, scrollFor } from '../../npm/view/rows.js';
import { safeHref } from '../../npm/view/links.js';
import { shownAs } from '../../npm/view/visible.js';
import { duration } from '../../npm/view/call-list.js';
import { inlineText } from '../../npm/view/inline.js';

test('the rows in sight cover the viewport, and the rest is empty space', () => {
  for (const count of [0, 1, 7, 100, 50_000]) {
    for (const scrollTop of [-5, 0, 3, 500, 12_345, count * ROW_HEIGHT, 9e9]) {
      const { from, to, before, after } = rowsInSight(count, { scrollTop, height: 400 });
      assert.ok(from >= 0 && from <= to && to <= count);
      assert.ok(to - from < 60);
      assert.equal(before + (to - from) * ROW_HEIGHT + after, count * ROW_HEIGHT);
      const top = Math.max(0, scrollTop);
      if (top < count * ROW_HEIGHT) {
        assert.ok(before <= top);
        assert.ok(to * ROW_HEIGHT >= Math.min(top + 400, count * ROW_HEIGHT));
      }
    }
  }
});

test('keys move the selection and stop at the ends', () => {
  assert.equal(moved('ArrowDown', -1, 3, 2), 0);
  assert.equal(moved('ArrowUp', -1, 3, 2), 2);
  assert.equal(moved('ArrowDown', 2, 3, 2), 2);
  assert.equal(moved('ArrowUp', 0, 3, 2), 0);
  assert.equal(moved('Home', 2, 3, 2), 0);
  assert.equal(moved('End', 0, 3, 2), 2);
  assert.equal(moved('PageDown', 0, 9, 4), 4);
  assert.equal(moved('PageUp', 2, 9, 4), 0);
  assert.equal(moved('x', 0, 3, 2), null);
  assert.equal(moved('ArrowDown', -1, 0, 2), null);
});

test('scrolling goes no further than the selected row asks', () => {
  const viewport = { scrollTop: 100, height: 10 * ROW_HEIGHT };
  assert.equal(scrollFor(6, viewport), 100);
  assert.equal(scrollFor(0, viewport), 0);
  assert.equal(scrollFor(20, viewport), 21 * ROW_HEIGHT - viewport.height);
});

test('what went wrong stands first, in the order it came', () => {
  const rows = ['allowed', 'failed', 'undetermined', 'blocked', 'rejected', 'blocked', 'of-tomorrow']
    .map((verdict, id) => ({ verdict, id }));
  assert.deepEqual(blockedFirst(rows).map(({ id }) => id), [3, 5, 1, 4, 2, 6, 0]);
});

test('a link leads to a known https host or nowhere', () => {
  assert.equal(safeHref('https://fetch.spec.whatwg.org/#cors-check'), 'https://fetch.spec.whatwg.org/#cors-check');
  assert.equal(safeHref('https://developer.mozilla.org/docs'), 'https://developer.mozilla.org/docs');
  for (const bad of ['javascript:alert(1)', 'http://fetch.spec.whatwg.org/',
    'https://fetch.spec.whatwg.org.evil.example/',
    'https://evil.example/', 'https://a@developer.mozilla.org/', 'https://developer.mozilla.org:8443/', '//web.dev/',
    'https://', 'HTTPS://web.dev/', ' https://web.dev/', 'data:text/html,x']) assert.equal(safeHref(bad), null, bad);
});

test('unseen characters have a name of their own', () => {
  assert.equal(shownAs('\t'), '→');
  assert.equal(shownAs('\0'), '\\x00');
  assert.equal(shownAs('\u00a0'), '\\xA0');
  assert.equal(shownAs('\u202e'), '\\u202E');
});

test('durations and plain text', () => {
  assert.equal(duration(null), '–');
  assert.equal(duration(12.4), '12 ms');
  assert.equal(duration(2345), '2.35 s');
  assert.equal(inlineText([{ text: 'no ' }, { code: 'Vary' }, { text: ', see ' }, { link: 'MDN', href: 'https://x' }]),
    'no `Vary`, see MDN');
});
