/** Proven header edits as a diff, with what the proof assumes. */
import { html, nothing } from 'lit';
import { inline } from './inline.js';
import { visible } from './visible.js';

/** @import { Edit, Fix, Report } from './report-types.d.ts' */

const SIGNS = { set: '+', append: '+', remove: '-' };

/** @param {Report} report */
export function fixes(report) {
  if (!report.fixes || report.fixes.length === 0) return nothing;
  return html`<section class="cs-section cs-fixes" aria-label="Fixes">
    <h3 class="cs-section-title">Fix</h3>
    ${report.fixes.map((fix, n) => fixView(fix, n))}
  </section>`;
}

/** @param {Fix} fix @param {number} index */
function fixView(fix, index) {
  return html`<article class="cs-fix" data-fix=${index} data-at=${fix.at}>
    <h4><span class="cs-chip">${fix.at}</span> ${inline(fix.title)}</h4>
    <ul class="cs-diff">${fix.edits.map(edit)}</ul>
    <p class="cs-muted">${fix.provenIn.length > 0 ? html`proven in ${fix.provenIn.join(', ')}` : nothing}${
      fix.assumptions.length > 0 ? html`; ${inline(fix.assumptions)}` : nothing}</p>
  </article>`;
}

/** @param {Edit} change */
function edit(change) {
  const line = change.value === undefined || change.value === null ? change.name : `${change.name}: ${change.value}`;
  return html`<li data-op=${change.op} data-message=${change.message}><span class="cs-sign">${SIGNS[change.op]}</span>
    <code class="cs-raw">${visible(line)}</code></li>`;
}
