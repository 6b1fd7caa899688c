/** One reason why, as a good compiler would put it: what, where, compared with what, by which rule. */
import { html, nothing } from 'lit';
import { aboutCode } from './code-doc.js';
import { comparison } from './comparison.js';
import { copyButton } from './copy.js';
import { inline, inlineText } from './inline.js';
import { externalLink } from './links.js';
import { visible } from './visible.js';

/** @import { DocOf } from './code-doc.js' */
/** @import { ConsoleText, Diagnostic, Engine, Report } from './report-types.d.ts' */

const SEVERITIES = { error: 'error', warning: 'warning', info: 'info' };

/**
 * @param {Diagnostic} diagnostic
 * @param {number} index in the Report
 * @param {{ header?: string|null, console?: ConsoleText|null, engine?: Engine, docOf?: DocOf }} [said] the header it
 *   blames, what the engine itself says of this one, and where its code is documented
 */
export function diagnostic(diagnostic, index, said = {}) {
  const { code, headline, severity, because, primary, links } = diagnostic;
  return html`<article class="cs-diagnostic" data-diagnostic=${index} data-finding=${index} data-code=${code}
    data-header=${said.header ?? nothing} data-severity=${severity}
    data-at=${primary ? `${primary.message}:${primary.line}` : nothing}>
    <header class="cs-diagnostic-head">
      <h3><span class="cs-severity">${SEVERITIES[severity] ?? severity}</span>
        <span class="cs-headline">${inline(headline)}</span></h3>
      <span class="cs-diagnostic-tools"><code class="cs-tag">${code}</code>
        ${copyButton(() => diagnosticText(diagnostic, said.console), 'this explanation')}</span>
    </header>
    ${diagnostic.comparison ? comparison(diagnostic.comparison) : nothing}
    ${because?.length > 0
      ? html`<p class="cs-because"><span class="cs-key">because</span> ${inline(because)}</p>` : nothing}
    ${said.console ? consoleText(said.console, said.engine) : nothing}
    <p class="cs-rule"><span class="cs-key">rule</span> ${rule(diagnostic.rule)}
      ${(links ?? []).map(({ text, href }) => html`<span class="cs-dot"> · </span>${externalLink(text, href)}`)}</p>
    ${aboutCode(code, said.docOf)}
  </article>`;
}

/** @param {{ algorithm: string, step: string, url: string }} rule */
export function rule({ algorithm, step, url }) {
  return externalLink(step ? `${algorithm}, step ${step}` : algorithm, url);
}

/** @param {ConsoleText} said @param {string} [engine] */
function consoleText(said, engine) {
  return html`<div class="cs-console">
    <div class="cs-console-head"><span class="cs-key">${engine ?? 'the browser'} says</span>
      <code class="cs-tag">${said.error}</code>
      ${said.parameter ? html`<code class="cs-code cs-value" title="failed parameter">${visible(said.parameter)}</code>`
        : nothing}
      ${copyButton(said.text, 'the console message')}</div>
    ${said.text ? html`<p class="cs-console-text">${visible(said.text)}</p>` : nothing}
  </div>`;
}

/**
 * The header a diagnostic blames: the Report's own word for the deciding one, else the marked line's name, else the
 * header its headline speaks of.
 * @param {Report} report
 * @param {Diagnostic} each
 * @returns {string|null}
 */
export function blamedHeader(report, each) {
  if (report.cause?.code === each.code) return report.cause.header;
  const { message, line } = each.primary ?? {};
  if (typeof line === 'number' && line > 0) {
    return report.view.messages.find(({ index }) => index === message)?.lines[line - 1]?.[0] ?? null;
  }
  for (const part of each.headline) {
    if ('code' in part && /^access-control-[a-z-]+$/i.test(part.code)) return part.code;
  }
  return null;
}

/**
 * @param {Diagnostic} diagnostic
 * @param {ConsoleText|null} [said]
 */
export function diagnosticText(diagnostic, said) {
  const { code, severity, headline, because, rule: { algorithm, step, url } } = diagnostic;
  const lines = [`${severity}[${code}]: ${inlineText(headline)}`];
  if (diagnostic.comparison) {
    lines.push(`  expected: ${diagnostic.comparison.expected}`, `  found:    ${diagnostic.comparison.found}`);
  }
  if (because?.length > 0) lines.push(`  because ${inlineText(because)}`);
  if (said?.text) lines.push(`  the console says: ${said.text}`);
  lines.push(`  rule: ${algorithm}, step ${step}  ${url}`);
  return lines.join('\n');
}
