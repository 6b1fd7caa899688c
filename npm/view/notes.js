/** Findings that never change the verdict. */
import { html, nothing } from 'lit';
import { inline } from './inline.js';

/** @import { Note } from './report-types.d.ts' */

/** @param {Note[]} all */
export function notes(all) {
  if (!all || all.length === 0) return nothing;
  return html`<section class="cs-section cs-notes" aria-label="Notes">
    <h3 class="cs-section-title">Also noticed</h3>
    ${all.map(callout)}
  </section>`;
}

/** One of them. @param {Note} note */
export function callout(note) {
  return html`<aside class="cs-callout" role="note" data-note=${note.code} data-severity=${note.severity}>
    <strong>${inline(note.headline)}</strong> ${inline(note.body)}</aside>`;
}
