/** Which response headers script can read, and which it can't. */
import { html, nothing } from 'lit';
import { visible } from './visible.js';

/** @import { Report } from './report-types.d.ts' */

/** @param {Report} report */
export function readable(report) {
  const { exposed = [], hidden = [], responseType } = report;
  if (report.verdict !== 'allowed' || (exposed.length === 0 && hidden.length === 0)) return nothing;
  return html`<section class="cs-section cs-readable" aria-label="Readable headers">
    <h3 class="cs-section-title">What script can read ${responseType
      ? html`<span class="cs-chip">type ${responseType}</span>` : nothing}</h3>
    <p><span class="cs-key">readable</span> ${names(exposed)}</p>
    ${hidden.length > 0 ? html`<p><span class="cs-key">hidden</span> ${names(hidden)}</p>` : nothing}
  </section>`;
}

/** @param {string[]} list */
function names(list) {
  if (list.length === 0) return html`<span class="cs-muted">none</span>`;
  return list.map((name, n) => html`${n > 0 ? ', ' : ''}<code class="cs-code">${visible(name)}</code>`);
}
