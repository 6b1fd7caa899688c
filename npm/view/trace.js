/** The steps of the standard that were walked: those that decided in sight, all of them on request. */
import { html, nothing } from 'lit';
import { inline } from './inline.js';
import { externalLink } from './links.js';

/** @import { Report, Step } from './report-types.d.ts' */

const OUTCOMES = { pass: '✓', fail: '✕', info: '·' };
const SPOKEN = { pass: 'passed', fail: 'failed', info: 'noted' };

/** @param {Report} report */
export function trace(report) {
  const steps = report.trace ?? [];
  if (steps.length === 0) return nothing;
  const deciding = steps.filter((step) => step.decides);
  return html`<section class="cs-section cs-trace" aria-label="Trace">
    <h3 class="cs-section-title">What decided
      <span class="cs-count">${deciding.length} of ${steps.length} steps</span></h3>
    ${deciding.length > 0 ? stepList(deciding) : html`<p class="cs-muted">No single step stopped this call.</p>`}
    ${deciding.length === steps.length ? nothing : html`<details class="cs-all-steps">
      <summary>Every step, in the standard’s order</summary>${stepList(steps)}</details>`}
  </section>`;
}

/** @param {Step[]} steps */
function stepList(steps) {
  const hops = new Set(steps.map((step) => step.hop)).size > 1;
  return html`<ol class="cs-steps">${steps.map((step) => html`<li class="cs-step" data-outcome=${step.outcome}
    data-decides=${step.decides} data-step="${step.algorithm}, ${step.step}">
    <span class="cs-outcome" title=${SPOKEN[step.outcome]} role="img" aria-label=${SPOKEN[step.outcome]}
      >${OUTCOMES[step.outcome] ?? '·'}</span>
    <span class="cs-step-text">${inline(step.text)}</span>
    <span class="cs-step-rule">${hops ? html`<span class="cs-chip">hop ${step.hop}</span> ` : nothing}${
      externalLink(step.step ? `${step.algorithm} ${step.step}` : step.algorithm, step.url)}</span>
  </li>`)}</ol>`;
}
