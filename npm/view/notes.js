/** Findings that never change the verdict. */
import { html, nothing } from 'lit';
import { inline } from './inline.js';
import { findingOfNote } from './marks.js';

/** @import { Note, Report } from './report-types.d.ts' */

/** @param {Report} report */
export function notes(report) {
  const all = report.notes;
  if (!all || all.length === 0) return nothing;
  return html`<section class="cs-section cs-notes" aria-label="Notes">
    <h3 class="cs-section-title">Also noticed</h3>
    ${all.map((note, n) => noteView(note, findingOfNote(report, n)))}
  </section>`;
}

/** One with marks can be reached by the keyboard, to see them lit. @param {Note} note @param {number} finding */
function noteView({ code, severity, headline, body, marks }, finding) {
  return html`<aside class="cs-callout" role="note" data-note=${code} data-finding=${finding} data-severity=${severity}
    tabindex=${marks?.length > 0 ? '0' : nothing}>
    <strong>${inline(headline)}</strong> ${inline(body)}</aside>`;
}
