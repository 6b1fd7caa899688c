/** The way of the call: preflight, request, redirects, with the Origin each of them carried. */
import { html, nothing } from 'lit';
import { visible } from './visible.js';

/** @import { MessageView, Report, SentRequest } from './report-types.d.ts' */

/** @param {Report} report */
export function timeline(report) {
  // A single message stands right below, with its raw lines.
  if (report.sent.length < 2) return nothing;
  let before = report.request.origin;
  return html`<section class="cs-section cs-timeline-section" aria-label="Sent requests">
    <h3 class="cs-section-title">On the wire</h3>
    <ol class="cs-timeline">${report.sent.map((sent) => {
      const turned = sent.origin === 'null' && before !== 'null';
      if (sent.origin !== null) before = sent.origin;
      return stop(sent, answerTo(sent, report.view.messages), turned);
    })}</ol></section>`;
}

/** @param {SentRequest} sent @param {MessageView|undefined} answer @param {boolean} turned */
function stop(sent, answer, turned) {
  const kind = sent.kind === 'preflight' ? 'preflight' : sent.hop > 0 ? `hop ${sent.hop}` : 'request';
  return html`<li class="cs-stop" data-kind=${sent.kind} data-hop=${sent.hop}>
    <span class="cs-stop-kind">${kind}</span>
    <code class="cs-stop-request"><span class="cs-method">${visible(sent.method)}</span> ${visible(sent.url)}</code>
    ${sent.origin === null ? html`<span class="cs-muted">no Origin</span>`
      : html`<code class="cs-stop-origin ${turned ? 'cs-turned' : ''}">Origin: ${visible(sent.origin)}</code>`}
    ${turned ? html`<span class="cs-chip cs-chip-warning">turned null by the redirect</span>` : nothing}
    ${answer?.startLine ? html`<code class="cs-stop-answer">→ ${visible(answer.startLine)}</code>` : nothing}
  </li>`;
}

/** @param {SentRequest} sent @param {MessageView[]} messages */
function answerTo(sent, messages) {
  return messages.find((message) => message.kind === 'response' && message.of === sent.kind
    && message.hop === sent.hop);
}
