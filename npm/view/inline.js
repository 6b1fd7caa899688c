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
    if ('value' in part) return html`<code class="cs-code cs-value">${visible(part.value)}</code>`;
    return visible(part.text);
  });
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
