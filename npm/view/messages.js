/** The raw messages of a call, in the order they went over the wire, with the marks of every diagnostic. */
import { html, nothing } from 'lit';
import { endOfHeaders, headerLine } from './header-line.js';
import { inline } from './inline.js';
import { marksOfLine } from './marks.js';
import { visible } from './visible.js';

/** @import { MessageView, Report } from './report-types.d.ts' */

const STATES = /** @type {const} */ ({
  captured: '',
  provisional: 'provisional headers',
  computed: 'computed',
  'not-sent': 'not sent',
  'not-captured': 'not captured',
  failed: 'no answer',
});

/** @param {Report} report */
export function messages(report) {
  const all = report.view.messages;
  if (all.length === 0) return html`<p class="cs-muted">No message of this call went over the wire.</p>`;
  const marked = all.map((message) => isMarked(report, message));
  // What carries a mark is open, the rest is context, folded until asked for; without any mark the answers are open.
  const open = marked.includes(true) ? marked : all.map(({ kind }) => kind === 'response');
  return html`<div class="cs-messages">${all.map((message, n) => messageView(report, message, open[n]))}</div>`;
}

/** Whether a diagnostic marks it: a note's marks open nothing. @param {Report} report @param {MessageView} message */
function isMarked(report, message) {
  const lines = /** @type {const} */ (['end-of-headers', 0, ...(message.lines ?? []).map((_, n) => n + 1)]);
  return lines.some((line) => marksOfLine(report, message.index, line).some(({ role }) => role !== 'note'));
}

/** @param {Report} report @param {MessageView} message @param {boolean} open */
export function messageView(report, message, open) {
  const lines = message.lines ?? [];
  const ghosts = marksOfLine(report, message.index, 'end-of-headers');
  const marked = isMarked(report, message);
  const absent = message.state === 'not-sent' || message.state === 'not-captured' || message.state === 'failed';
  return html`<details class="cs-message" ?open=${open} data-message-index=${message.index} data-kind=${message.kind}
    data-of=${message.of} data-hop=${message.hop} data-state=${message.state} data-marked=${marked}>
    <summary class="cs-message-title" title=${message.url}>
      <span class="cs-direction" aria-hidden="true">${message.kind === 'request' ? '→' : '←'}</span>
      <span class="cs-message-name">${nameOf(message)}</span>
      <code class="cs-message-start">${visible(message.startLine)}</code>
      ${STATES[message.state] ? html`<span class="cs-chip">${STATES[message.state]}</span>` : nothing}
    </summary>
    ${message.note?.length > 0 ? html`<p class="cs-message-note">${inline(message.note)}</p>` : nothing}
    ${absent && lines.length === 0 && !marked && ghosts.length === 0 ? nothing : html`<ol class="cs-lines">
      ${headerLine({
        message: message.index,
        number: 0,
        text: message.startLine,
        nameLength: 0,
        marks: marksOfLine(report, message.index, 0),
      })}
      ${lines.map(([name, value], n) => headerLine({
        message: message.index,
        number: n + 1,
        text: `${name}: ${value}`,
        nameLength: name.length,
        marks: marksOfLine(report, message.index, n + 1),
      }))}
      ${endOfHeaders(message.index, ghosts)}
    </ol>`}
  </details>`;
}

/** @param {MessageView} message */
export function nameOf(message) {
  const hop = message.hop > 0 ? ` (hop ${message.hop})` : '';
  const what = message.of === 'preflight' ? 'Preflight' : message.hop > 0 ? 'Redirected' : 'Actual';
  return `${what}${hop} ${message.kind}`;
}
