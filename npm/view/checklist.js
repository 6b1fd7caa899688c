/** The steps people go through by hand, filled in. */
import { html, nothing } from 'lit';
import { inline } from './inline.js';

/** @import { ChecklistItem } from './report-types.d.ts' */

const STATES = {
  done: { sign: '✓', word: 'done' },
  failed: { sign: '✕', word: 'missing' },
  unknown: { sign: '?', word: 'not known' },
  'not-applicable': { sign: '–', word: 'does not apply' },
};

/** @param {ChecklistItem[]} items */
export function checklist(items) {
  if (!items || items.length === 0) return nothing;
  return html`<section class="cs-section cs-checklist" aria-label="Checklist">
    <h3 class="cs-section-title">Checklist</h3>
    <ul class="cs-plain">${items.map(({ title, state, detail }) => html`<li class="cs-check" data-state=${state}>
      <span class="cs-outcome" role="img" aria-label=${STATES[state]?.word ?? state}
        >${STATES[state]?.sign ?? '?'}</span>
      <span>${inline(title)}${detail.length > 0 ? html`: <span class="cs-muted">${inline(detail)}</span>` : nothing}</span></li>`)}</ul>
  </section>`;
}
