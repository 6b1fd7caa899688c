/** The head of a report: the call, its verdict, and the four facts people ask for first. */
import { html, nothing } from 'lit';
import { copyButton } from './copy.js';
import { verdictBadge } from './verdict.js';
import { visible } from './visible.js';

/** @import { Report } from './report-types.d.ts' */

const PREFLIGHT = {
  'not-needed': 'not needed',
  needed: 'needed',
  sent: 'sent',
  cached: 'answered from the preflight cache',
  unknown: 'not known',
};

/** @type {Record<string, string>} */
const REASONS = {
  method: 'the method',
  'total-size': 'safelisted header values above 1024 bytes together',
  'upload-listener': 'a listener on xhr.upload',
  'stream-body': 'a stream as body',
};

/** @param {Report} report */
export function summary(report) {
  const { request, preflight, engine, engineVersion, engineSeen } = report;
  return html`<header class="cs-summary">
    <div class="cs-summary-line">
      ${verdictBadge(report.verdict)}
      <div class="cs-summary-call">
        <h2 class="cs-call"><span class="cs-method">${visible(request.method ?? 'GET')}</span>
          <span class="cs-url">${visible(request.url)}</span></h2>
        ${copyButton(request.url, 'the URL')}
      </div>
    </div>
    <dl class="cs-facts">
      ${fact('Page origin', html`<code class="cs-code">${visible(request.origin)}</code>`)}
      ${fact('Credentials', credentials(report))}
      ${fact('Preflight', html`${PREFLIGHT[preflight.state] ?? preflight.state}${reasons(report)}`)}
      ${fact('Server', server(report))}
      ${fact('Judged as', html`${engineVersion || engine}${
        engineSeen ? html`<span class="cs-muted">, this is ${visible(engineSeen)}</span>` : nothing}`)}
    </dl>
  </header>`;
}

/** @param {string} name @param {unknown} value */
function fact(name, value) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** @param {Report} report */
function reasons({ preflight, request }) {
  const because = preflight.because ?? [];
  if (because.length === 0) return nothing;
  const others = because.filter(({ rule }) => rule !== 'header').map(({ rule }) => html`${
    REASONS[rule] ?? visible(rule)}${rule === 'method' && request.method ? html` ${code(request.method)}` : nothing}`);
  const names = because.flatMap((reason) => ('header' in reason ? [reason.header] : []));
  const headers = names.length === 0 ? [] : [html`the ${names.length === 1 ? 'header' : 'headers'} ${
    names.map((name, n) => html`${n > 0 ? ', ' : ''}${code(name)}`)}`];
  return html`<span class="cs-muted">, because of ${
    [...others, ...headers].map((reason, n) => html`${n > 0 ? ' and ' : ''}${reason}`)}</span>`;
}

/** @param {string} text */
const code = (text) => html`<code class="cs-code">${visible(text)}</code>`;

/** @param {Report} report */
function credentials({ credentialed, request }) {
  const mode = request.credentials ? html` <span class="cs-muted">(${visible(request.credentials)})</span>` : nothing;
  if (credentialed === 'unknown') return 'not known';
  return html`${credentialed ? 'included' : 'not included'}${mode}`;
}

/**
 * Blocked is not "not executed": what the server did is said wherever the verdict alone would mislead.
 * @param {Report} report
 */
function server({ reachedServer, verdict }) {
  if (reachedServer === 'no') return 'never received the request itself';
  if (reachedServer === 'unknown') return 'not known whether it received the request';
  if (verdict === 'blocked') return html`<strong>received and ran the request</strong>; only the reading was refused`;
  return 'received the request';
}
