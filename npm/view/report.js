/** The whole view of one call. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { assumptions, contradiction } from './assumptions.js';
import { checklist } from './checklist.js';
import { blamedHeader, diagnostic } from './diagnostic.js';
import { engines } from './engines.js';
import { fixes } from './fixes.js';
import { dim, lightUp, lightUpAndOpen } from './lit-up.js';
import { messages } from './messages.js';
import { notes } from './notes.js';
import { readable } from './readable.js';
import { recipes } from './recipes.js';
import { summary } from './summary.js';
import { timeline } from './timeline.js';
import { trace } from './trace.js';

/** @import { DocOf } from './code-doc.js' */
/** @import { RecipesShown } from './recipes.js' */
/** @import { Report } from './report-types.d.ts' */

/**
 * @param {Report} report
 * @param {{ docOf?: DocOf, recipesShown?: RecipesShown }} [shell] docOf: where codes are documented; recipesShown: where the
 *   shell can work them out
 */
export function reportView(report, { docOf, recipesShown } = {}) {
  const [first, ...others] = report.diagnostics;
  // Another call is another element: nothing that was opened or scrolled in one is open in the next.
  return keyed(report.id, html`<article class="cs-report" data-report-id=${report.id} data-verdict=${report.verdict}
    data-code=${report.cause?.code ?? nothing} data-header=${report.cause?.header ?? nothing}
    data-error=${report.console?.error ?? nothing} data-parameter=${report.console?.parameter ?? nothing}
    data-engine=${report.engine} aria-label="Report"
    @pointerover=${lightUp} @pointerleave=${dim} @focusin=${lightUpAndOpen} @focusout=${dim}>
    ${summary(report)}
    <div class="cs-columns">
      <div class="cs-column cs-why">
        ${contradiction(report)}
        ${first ? diagnostic(first, 0, {
          header: blamedHeader(report, first), console: report.console, engine: report.engine, docOf,
        }) : nothing}
        ${others.length > 0 ? html`<h3 class="cs-section-title cs-others">${
          first?.severity === 'error' ? 'Fixing that alone will not do' : 'Also'}</h3>` : nothing}
        ${others.map((each, n) => diagnostic(each, n + 1, { header: blamedHeader(report, each), docOf }))}
        ${fixes(report)} ${recipesShown && asksForServer(report) ? recipes(recipesShown) : nothing} ${assumptions(report)}
      </div>
      <div class="cs-column cs-wire">
        ${timeline(report)}
        <section class="cs-section" aria-label="Messages"><h3 class="cs-section-title">Messages</h3>
          ${messages(report)}</section>
      </div>
      <div class="cs-column cs-more">
        ${readable(report)} ${notes(report, docOf)} ${checklist(report.checklist)} ${trace(report)} ${engines(report)}
      </div>
    </div>
  </article>`);
}

/** A call that is let through needs no configuration, nor one that CORS has no say in. @param {Report} report */
const asksForServer = ({ verdict, fixes: found }) => verdict === 'blocked' || found.some(({ at }) => at === 'server');
