/** The Report's prose: words, code, values and links, never markup. */
import { html } from 'lit';
import { externalLink } from './links.js';
import { visible } from './visible.js';

/** @import { Inline } from './report-types.d.ts' */

/**
 * @param {Inline[]|string|null|undefined} parts
 * @returns {unknown}
 */
export function inline(parts) {
  if (!parts) return '';
  if (typeof parts === 'string') return visible(parts);
  return parts.map((part) => {
    if ('link' in part) return externalLink(visible(part.link), part.href);
    if ('code' in part) return html`<code class="cs-code">${visible(part.code)}</code>`;
    if ('value' in part) return html`<code class="cs-code cs-value">${value(part.value, part.mark)}</code>`;
    return visible(part.text);
  });
}

/**
 * @param {string} text
 * @param {[number, number]|null} [mark] the part that matters
 */
function value(text, mark) {
  if (!mark || mark[0] === mark[1]) return visible(text);
  const [from, to] = mark;
  return html`${visible(text.slice(0, from))}<mark class="cs-differs">${visible(text.slice(from, to), true)}</mark>${
    visible(text.slice(to))}`;
}

/**
 * The same as plain text: for titles, accessible names and the clipboard.
 * @param {Inline[]|string|null|undefined} parts
 * @returns {string}
 */
export function inlineText(parts) {
  if (!parts) return '';
  if (typeof parts === 'string') return parts;
  return parts.map((part) => {
    if ('link' in part) return part.link;
    if ('code' in part) return `\`${part.code}\``;
    if ('value' in part) return `\`${part.value}\``;
    return part.text;
  }).join('');
}
