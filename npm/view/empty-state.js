/** Before there is anything to show: three lines that teach, and why some calls never leave an entry. */
import { html, nothing } from 'lit';

/** What the network log never holds, and where to look instead. */
const NO_ENTRY = [
  ['mode: "same-origin"', 'a cross-origin URL is refused before anything is sent'],
  ['a scheme other than http or https', 'CORS works over http and https only'],
  ['Content Security Policy', 'the page’s own connect-src refused the URL'],
  ['mixed content', 'an https page may not call an http address'],
  ['sandboxed and other opaque frames', 'their calls are not reported to this panel'],
];

/**
 * @param {{ lines?: [string, string, string], onReload?: () => void }} [options]
 */
export function emptyState(options = {}) {
  const lines = options.lines ?? [
    'Reload the page: calls made while this panel is open are listed here.',
    'Select a call to see what the browser decided, and the very bytes that made it so.',
    'Nothing is sent anywhere: the decision is computed here, from what the network log holds.',
  ];
  return html`<div class="cs-empty" data-empty>
    <h2>No cross-origin call yet</h2>
    <ol>${lines.map((line) => html`<li>${line}</li>`)}</ol>
    ${options.onReload ? html`<p><button type="button" class="cs-button cs-primary" @click=${options.onReload}
      >Reload the page</button></p>` : nothing}
    ${noEntry()}
  </div>`;
}

/** The same help, for the foot of a list that is not empty. */
export function noEntry() {
  return html`<details class="cs-no-entry"><summary>No entry for your call? Here is why</summary>
    <p>These leave no entry in the network log. The reason stands in the console:</p>
    <dl>${NO_ENTRY.map(([name, why]) => html`<div><dt>${name}</dt><dd>${why}</dd></div>`)}</dl>
  </details>`;
}
