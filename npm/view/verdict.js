/** The verdict as icon and word: never by colour alone. */
import { html, svg } from 'lit';

/** @import { Verdict } from './report-types.d.ts' */

/** @type {Record<Verdict, { word: string, meaning: string }>} */
export const VERDICTS = {
  blocked: { word: 'Blocked', meaning: 'The CORS protocol refused the answer to the page' },
  failed: { word: 'Failed', meaning: 'Not CORS: the call ended another way' },
  rejected: { word: 'Rejected', meaning: 'The call never left the page' },
  undetermined: { word: 'Unclear', meaning: 'A fact is missing, and the verdict depends on it' },
  allowed: { word: 'Allowed', meaning: 'The page may read the answer' },
};

const DRAWINGS = {
  blocked: svg`<circle cx="8" cy="8" r="6.5" class="fill"/><path d="M5.5 5.5l5 5m0-5l-5 5" class="cut"/>`,
  failed: svg`<path d="M8 1.8l6.6 11.9H1.4z" class="fill"/><path d="M8 6.2v3.6m0 1.4v1" class="cut"/>`,
  rejected: svg`<circle cx="8" cy="8" r="5.75" class="line"/><path d="M4 4l8 8" class="line"/>`,
  undetermined: svg`<circle cx="8" cy="8" r="5.75" class="line"/>
    <path d="M6.2 6.4c0-2.4 3.6-2.3 3.6-.1 0 1.4-1.8 1.5-1.8 3m0 1.3v1" class="line"/>`,
  allowed: svg`<circle cx="8" cy="8" r="6.5" class="fill"/><path d="M5 8.2l2.1 2.2L11 5.9" class="cut"/>`,
};

/** @param {Verdict} verdict */
export function verdictIcon(verdict) {
  return html`<svg class="cs-icon" data-verdict=${verdict} viewBox="0 0 16 16" width="14" height="14"
    aria-hidden="true" focusable="false">${DRAWINGS[verdict] ?? DRAWINGS.undetermined}</svg>`;
}

/** @param {Verdict} verdict */
export function verdictWord(verdict) {
  return VERDICTS[verdict]?.word ?? verdict;
}

/** @param {Verdict} verdict */
export function verdictBadge(verdict) {
  return html`<span class="cs-verdict" data-verdict=${verdict} title=${VERDICTS[verdict]?.meaning ?? ''}
    >${verdictIcon(verdict)}<span>${verdictWord(verdict)}</span></span>`;
}
