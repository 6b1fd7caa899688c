/** What the browser compared, one value above the other, the differing characters marked. */
import { html } from 'lit';
import { pieces } from './marks.js';
import { visible } from './visible.js';

/** @import { Comparison } from './report-types.d.ts' */
/** @import { Piece } from './marks.js' */

/** @param {Comparison} comparison */
export function comparison({ expected, found, differs }) {
  return html`<dl class="cs-comparison">
    <div><dt>expected</dt><dd><code class="cs-raw" data-expected>${visible(expected, true)}</code></dd></div>
    <div><dt>found</dt><dd><code class="cs-raw" data-found>${withDifferences(found, differs)}</code></dd></div>
  </dl>`;
}

/** @param {string} found @param {[number, number][]} differs */
function withDifferences(found, differs) {
  if (found === '') return html`<span class="cs-differs cs-mark-empty"></span><span class="cs-muted">(empty)</span>`;
  const marks = differs.map(([from, to]) => (/** @type {import('./marks.js').PlacedMark} */ ({
    finding: 0, role: 'primary', severity: 'error', from, to, label: [],
  })));
  return pieces(found, marks).map(drawn);
}

/** @param {Piece} piece @returns {unknown} */
function drawn(piece) {
  if ('text' in piece) return visible(piece.text, true);
  const empty = piece.inside.length === 0;
  return html`<mark class="cs-differs ${empty ? 'cs-mark-empty' : ''}">${piece.inside.map(drawn)}</mark>`;
}
