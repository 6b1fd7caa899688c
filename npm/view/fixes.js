/** Changes that help: what to do, the lines before and after, and what the proof takes for granted. */
import { html, nothing } from 'lit';
import { copyButton } from './copy.js';
import { inline, inlineText } from './inline.js';
import { nameOf } from './messages.js';
import { visible } from './visible.js';

/** @import { Edit, Fix, Report } from './report-types.d.ts' */

const AT = { server: 'server', client: 'page', architecture: 'design' };
const NEEDED = { verdict: '', engines: 'other browsers need it', safety: 'keeps caches from mixing up origins' };

/** @param {Report} report */
export function fixes(report) {
  const found = report.fixes;
  if (!found || found.length === 0) return nothing;
  return html`<section class="cs-section cs-fixes" aria-label="Fixes">
    <h3 class="cs-section-title">${found.length === 1 ? 'Fix' : 'Fixes'}</h3>
    ${found.map((fix, n) => fixView(report, fix, n))}
  </section>`;
}

/** @param {Report} report @param {Fix} fix @param {number} index */
function fixView(report, fix, index) {
  const seen = fix.edits.filter(({ evidence }) => evidence === 'captured');
  return html`<article class="cs-fix" data-fix=${index} data-at=${fix.at}>
    <h4 class="cs-fix-title"><span class="cs-chip">${AT[fix.at]}</span> <span>${index > 0 ? 'or: ' : nothing}${inline(fix.title)}</span>
      ${copyButton(() => textOf(report, fix), 'this fix')}</h4>
    ${byMessage(seen).map((edits) => messageDiff(report, edits))}
    ${proof(fix)}
  </article>`;
}

/** Another design is proven nowhere: nothing can be replayed. @param {Fix} fix */
function proof({ provenIn, assumptions }) {
  const engines = provenIn.filter((engine) => engine !== 'standard');
  const proven = engines.length > 0 ? `proven in ${engines.join(', ')}${assumptions.length > 0 ? '; ' : ''}` : '';
  if (!proven && assumptions.length === 0) return nothing;
  return html`<p class="cs-muted cs-proof">${proven}${inline(assumptions)}</p>`;
}

/** @param {Edit[]} edits @returns {Edit[][]} those of one message together, in the order of the wire */
function byMessage(edits) {
  /** @type {Map<number, Edit[]>} */
  const groups = new Map();
  for (const edit of edits) groups.set(edit.message, [...groups.get(edit.message) ?? [], edit]);
  return [...groups.values()];
}

/** @param {Report} report @param {Edit[]} edits of one message */
function messageDiff(report, edits) {
  const message = report.view.messages.find(({ index }) => index === edits[0].message);
  return html`<div class="cs-fix-message" data-message=${edits[0].message}>
    ${message ? html`<p class="cs-fix-name">${nameOf(message)}</p>` : nothing}
    <ul class="cs-diff">${edits.flatMap((edit) => linesOf(report, edit).map(({ sign, text }) => html`<li data-sign=${sign}>
      <span class="cs-sign" aria-label=${sign === '+' ? 'add' : 'remove'}>${sign}</span><span><code class="cs-raw">${visible(text)}</code>${
        sign === '+' && NEEDED[edit.needed] ? html` <span class="cs-muted">${NEEDED[edit.needed]}</span>` : nothing}</span></li>`))}</ul>
  </div>`;
}

/**
 * The lines that an edit takes away and puts there.
 * @param {Report} report @param {Edit} edit @returns {{ sign: '+' | '-', text: string }[]}
 */
function linesOf(report, { message: index, op, name, value = '' }) {
  const message = report.view.messages.find((one) => one.index === index);
  const isStatus = name === ':status';
  const now = isStatus ? [message?.startLine ?? ''] : (message?.lines ?? [])
    .filter(([other]) => other.toLowerCase() === name.toLowerCase()).map((line) => line.join(': '));
  const gone = op === 'append' ? [] : now.filter((line) => line !== '');
  const put = op === 'remove' ? [] : [isStatus ? value : `${name}: ${value}`];
  return [
    ...gone.map((text) => ({ sign: /** @type {const} */ ('-'), text })),
    ...put.map((text) => ({ sign: /** @type {const} */ ('+'), text })),
  ];
}

/** For a ticket or a colleague. @param {Report} report @param {Fix} fix */
function textOf(report, fix) {
  const edits = fix.edits.filter(({ evidence }) => evidence === 'captured');
  return [
    inlineText(fix.title),
    ...edits.flatMap((edit) => linesOf(report, edit).map(({ sign, text }) => `${sign} ${text}`)),
    ...fix.assumptions.length > 0 ? [inlineText(fix.assumptions)] : [],
  ].join('\n');
}
