/** One line of a raw message: name and value coloured, the marked bytes underlined, their labels beneath. */
import { html, nothing } from 'lit';
import { inline } from './inline.js';
import { pieces } from './marks.js';
import { visible } from './visible.js';

/** @import { PlacedMark, Piece } from './marks.js' */

/** Unmarked text longer than this is folded, so that a mark near it stays in sight. */
const FOLD_OVER = 480;
const FOLD_KEEPS = 160;

/**
 * @typedef {object} Line
 * @property {number} message
 * @property {number} number the line's number; 0 is the start line
 * @property {string} text `name: value`, or the start line
 * @property {number} nameLength 0 for a start line
 * @property {PlacedMark[]} marks
 */

/** @param {Line} line */
export function headerLine(line) {
  const start = line.number === 0;
  return html`<li class="cs-line ${start ? 'cs-start-line' : ''}" data-line-number=${line.number}>
    <span class="cs-line-number" aria-hidden="true">${start ? '' : line.number}</span>
    <div class="cs-line-body">
      <code class="cs-raw">${pieces(line.text, line.marks).map((piece) => drawn(piece, line))}</code>
      ${labels(line.marks)}
    </div>
  </li>`;
}

/**
 * The line that is not there: drawn where it would have stood, at the end of the header block.
 * @param {number} message
 * @param {PlacedMark[]} marks
 */
export function endOfHeaders(message, marks) {
  return marks.map((mark) => html`<li class="cs-line cs-ghost-line" data-severity=${mark.severity}>
    <span class="cs-line-number" aria-hidden="true">+</span>
    <div class="cs-line-body">
      <span class="cs-ghost" tabindex="0" data-mark=${mark.finding} data-message=${message} data-line="end-of-headers"
        data-role=${mark.role} data-severity=${mark.severity}>${inline(mark.label)}</span>
    </div>
  </li>`);
}

/** @param {PlacedMark[]} marks */
function labels(marks) {
  const spoken = marks.filter((mark) => mark.label?.length > 0);
  if (spoken.length === 0) return nothing;
  return spoken.map((mark) => html`<div class="cs-label" data-severity=${mark.severity} data-role=${mark.role}
    data-label-of=${mark.finding} .style=${`--at: ${mark.from}; --long: ${lengthOf(mark.label)}`}
    >${inline(mark.label)}</div>`);
}

/** Characters: a label far to the right stands under its mark if it has the room. @param {PlacedMark['label']} label */
function lengthOf(label) {
  return label.reduce((sum, part) => sum + String(Object.values(part)[0]).length, 0);
}

/** @param {Piece} piece @param {Line} line @returns {unknown} */
function drawn(piece, line) {
  if ('text' in piece) return plain(piece.text, piece.at, line.nameLength);
  const { mark, inside, first } = piece;
  const width = inside.length === 0 ? 'cs-mark cs-mark-empty' : 'cs-mark';
  return html`<span class=${width} tabindex=${first ? '0' : nothing} data-mark=${mark.finding} data-message=${line.message}
    data-line=${line.number} data-role=${mark.role} data-severity=${mark.severity}
    data-part=${first ? nothing : 'rest'}>${inside.map((inner) => drawn(inner, line))}</span>`;
}

/** @param {string} text @param {number} at @param {number} nameLength @returns {unknown} */
function plain(text, at, nameLength) {
  const name = Math.max(0, Math.min(text.length, nameLength - at));
  const value = text.slice(name);
  return [
    name > 0 ? html`<span class="cs-name">${visible(text.slice(0, name))}</span>` : nothing,
    value === '' ? nothing : nameLength > 0 ? html`<span class="cs-text">${folded(value)}</span>` : folded(value),
  ];
}

/** @param {string} text @returns {unknown} */
function folded(text) {
  if (text.length <= FOLD_OVER) return visible(text);
  const hidden = text.slice(FOLD_KEEPS, -FOLD_KEEPS);
  // The summary's words come from the style sheet, so that the line's own text stays what was on the wire.
  return [
    visible(text.slice(0, FOLD_KEEPS)),
    html`<details class="cs-folded"><summary data-show=${`… ${hidden.length.toLocaleString('en')} more bytes …`}
      aria-label="Show ${hidden.length} more bytes"></summary>${visible(hidden)}</details>`,
    visible(text.slice(-FOLD_KEEPS)),
  ];
}
