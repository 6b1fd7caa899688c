/**
 * Bytes that a font draws as nothing are shown, without changing the text itself: the real character stays in the
 * document (copying and offsets stay exact) and the style sheet draws `data-show` in its place.
 */
import { html } from 'lit';

// C0 and C1 controls, no-break space, soft hyphen, zero-width and direction characters, byte order mark.
const UNSEEN = /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** @param {string} character */
export function shownAs(character) {
  if (character === '\t') return '→';
  if (character === ' ') return '·';
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
}

/**
 * Text as template pieces, unseen characters wrapped one by one.
 * @param {string} text
 * @param {boolean} [spaces] also show spaces, where one more or less is the point
 * @returns {unknown[]}
 */
export function visible(text, spaces = false) {
  const pattern = spaces ? new RegExp(`${UNSEEN.source}| `, 'g') : UNSEEN;
  /** @type {unknown[]} */
  const pieces = [];
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > done) pieces.push(text.slice(done, match.index));
    const name = match[0] === ' ' ? 'cs-unseen cs-space' : 'cs-unseen';
    pieces.push(html`<span class=${name} data-show=${shownAs(match[0])}>${match[0]}</span>`);
    done = match.index + 1;
  }
  if (done < text.length) pieces.push(text.slice(done));
  return pieces;
}

/** @param {number} code @param {number} width */
function hex(code, width) {
  return code.toString(16).toUpperCase().padStart(width, '0');
}
