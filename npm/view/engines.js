/** The same answers, judged as every engine would: those that differ in sight. */
import { html, nothing } from 'lit';
import { inline } from './inline.js';
import { verdictBadge } from './verdict.js';
import { visible } from './visible.js';

/** @import { Report } from './report-types.d.ts' */

/** @param {Report} report */
export function engines(report) {
  const rows = report.engines ?? [];
  if (rows.length === 0) return nothing;
  const differs = rows.some((row) => row.verdict !== report.verdict || row.cause?.code !== report.cause?.code);
  return html`<details class="cs-section cs-engines" ?open=${differs}>
    <summary><span class="cs-section-title">In each engine</span> ${differs
      ? html`<span class="cs-chip cs-chip-warning">they differ</span>` : html`<span class="cs-count">all agree</span>`}
    </summary>
    ${report.enginesDiffer?.length ? html`<p class="cs-differ">${inline(report.enginesDiffer)}</p>` : nothing}
    <table class="cs-table"><thead><tr><th scope="col">Engine</th><th scope="col">Verdict</th><th scope="col">Cause</th>
      <th scope="col">Its own name</th></tr></thead>
    <tbody>${rows.map((row) => html`<tr data-engine=${row.engine} data-verdict=${row.verdict}
      data-differs=${row.verdict !== report.verdict || row.cause?.code !== report.cause?.code}>
      <th scope="row">${row.engine}</th><td>${verdictBadge(row.verdict)}</td>
      <td>${row.cause ? html`<code class="cs-tag">${row.cause.code}</code>` : '–'}${row.needs
        ? html` <span class="cs-muted">needs an answer to ${visible(`${row.needs.method} ${row.needs.url}`)}</span>`
        : nothing}</td>
      <td>${row.console ? html`<code class="cs-code">${words(row.console.error)}</code>` : '–'}</td></tr>`)}
    </tbody></table></details>`;
}

/** A name of several words, which may go on in another line behind each of them. @param {string} name */
function words(name) {
  return name.split(/(?<=[a-z])(?=[A-Z])/u).map((word, n) => html`${n > 0 ? html`<wbr>` : nothing}${visible(word)}`);
}
