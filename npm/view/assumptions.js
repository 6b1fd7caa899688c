/** What could not be seen: assumed facts, the verdict under the other ones, and a contradiction with the browser. */
import { html, nothing } from 'lit';
import { inline } from './inline.js';
import { verdictBadge, verdictWord } from './verdict.js';
import { visible } from './visible.js';

/** @import { Report } from './report-types.d.ts' */

/** @param {Report} report */
export function contradiction(report) {
  if (report.agrees !== false) return nothing;
  return html`<aside class="cs-callout" data-contradiction data-severity="danger" role="note">
    <strong>This verdict contradicts what the browser did.</strong>
    The capture shows the call was ${report.observed}; computed from the captured messages it is
    ${verdictWord(report.verdict).toLowerCase()}. Something the decision depends on is not in the capture, or the
    computation is wrong: trust the browser, and please report it.
  </aside>`;
}

/** @param {Report} report */
export function assumptions(report) {
  const { assumptions: assumed = [], alternatives = [] } = report;
  if (assumed.length === 0 && alternatives.length === 0) return nothing;
  return html`<section class="cs-section cs-assumptions" aria-label="Assumptions">
    <h3 class="cs-section-title">Assumed</h3>
    ${assumed.length > 0 ? html`<ul class="cs-plain">${assumed.map(({ fact, value, reason }) => html`<li
      class="cs-assumption" data-fact=${fact}><code class="cs-code">${visible(fact)}</code> =
      <code class="cs-code cs-value">${visible(value)}</code>${reason.length > 0
        ? html`<span class="cs-muted">: ${inline(reason)}</span>` : nothing}</li>`)}</ul>`
      : nothing}
    ${alternatives.length > 0 ? html`<ul class="cs-plain">${alternatives.map(({ assume, verdict, cause }) => html`<li
      class="cs-alternative" data-verdict=${verdict}>if <code class="cs-code">${visible(assume)}</code>:
      ${verdictBadge(verdict)} ${cause ? html`<code class="cs-tag">${cause.code}</code>` : nothing}</li>`)}</ul>`
      : nothing}
  </section>`;
}
