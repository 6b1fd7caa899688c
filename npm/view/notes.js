/** Findings that never change the verdict. */
import { html, nothing } from 'lit';
import { aboutCode } from './code-doc.js';
import { inline } from './inline.js';
import { findingOfNote } from './marks.js';

/** @import { DocOf } from './code-doc.js' */
/** @import { Note, Report } from './report-types.d.ts' */

/** @param {Report} report @param {DocOf} [docOf] */
export function notes(report, docOf) {
  const all = report.notes;
  if (!all || all.length === 0) return nothing;
  return html`<section class="cs-section cs-notes" aria-label="Notes">
    <h3 class="cs-section-title">Also noticed</h3>
    ${all.map((note, n) => callout(note, { finding: findingOfNote(report, n), docOf }))}
  </section>`;
}

/**
 * One of them; one with marks can be reached by the keyboard, to see them lit.
 * @param {Note} note @param {{ finding?: number, docOf?: DocOf }} [shown]
 */
export function callout({ code, severity, headline, body, marks }, { finding, docOf } = {}) {
  return html`<aside class="cs-callout" role="note" data-note=${code} data-finding=${finding ?? nothing} data-severity=${severity}
    tabindex=${finding !== undefined && marks?.length > 0 ? '0' : nothing}>
    <strong>${inline(headline)}</strong> ${inline(body)}${aboutCode(code, docOf)}</aside>`;
}
