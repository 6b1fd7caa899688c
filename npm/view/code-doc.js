/** What a code stands for, in the same sections for every code: in place, under a finding, or on a page of its own. */
import { html, nothing } from 'lit';
import { copyButton } from './copy.js';
import { inline, inlineText } from './inline.js';
import { externalLink } from './links.js';

/** @import { CodeDoc } from './report-types.d.ts' */
/** @typedef {(code: string) => CodeDoc | null | undefined} DocOf finds a code's documentation */

/** @param {CodeDoc} doc */
export function codeDoc(doc) {
  const { happened, why, example, fix, links } = doc;
  return html`<dl class="cs-doc">
    <div><dt>What happened</dt><dd>${inline(happened)}</dd></div>
    <div><dt>Why browsers do this</dt><dd>${inline(why)}</dd></div>
    <div><dt>Example</dt><dd><pre class="cs-example">${example}</pre></dd></div>
    <div><dt>What to do</dt><dd>${inline(fix)}</dd></div>
    <div><dt>See also</dt><dd>${links.map(({ text, href }, n) => html`${
      n > 0 ? html`<span class="cs-dot"> · </span>` : nothing}${externalLink(text, href)}`)}
      ${copyButton(() => codeDocText(doc), 'this documentation')}</dd></div>
  </dl>`;
}

/** A finding's code; where it is documented, it opens that in place. @param {string} code @param {DocOf} [docOf] */
export function aboutCode(code, docOf) {
  const doc = docOf?.(code);
  return doc ? html`<details class="cs-about" data-about=${code}>
    <summary>About <code class="cs-tag">${code}</code></summary>
    ${codeDoc(doc)}
  </details>` : nothing;
}

/** For a ticket or a colleague. @param {CodeDoc} doc */
export function codeDocText({ code, happened, why, example, fix, links }) {
  return [
    code, `What happened: ${inlineText(happened)}`, `Why browsers do this: ${inlineText(why)}`, 'Example:', ...example.split('\n').map((line) => `  ${line}`),
    `What to do: ${inlineText(fix)}`, ...links.map(({ text, href }) => `${text}: ${href}`),
  ].join('\n');
}
