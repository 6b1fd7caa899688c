/** Before there is anything to show: three lines that teach, and why some calls never leave an entry. */
import { html, nothing } from 'lit';
import { callout } from './notes.js';

/**
 * @import { Note } from './report-types.d.ts'
 *
 * @typedef {object} Asked a URL that someone called and that left no entry
 * @property {string} url as it was typed so far
 * @property {Note[] | null} notes why a page that was captured could not ask for it; null: it isn't a URL yet
 * @property {(url: string) => void} onUrl
 */

/** What the network log never holds, and where to look instead. */
const NO_ENTRY = [
  ['mode: "same-origin"', 'a cross-origin URL is refused before anything is sent'],
  ['a scheme other than http or https', 'CORS works over http and https only'],
  ['Content Security Policy', 'the page’s own connect-src refused the URL'],
  ['mixed content', 'an https page may not call an http address'],
  ['sandboxed and other opaque frames', 'their calls are not reported to this panel'],
];

/**
 * @param {{ lines?: [string, string, string], onReload?: () => void, asked?: Asked }} [options]
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
    ${noEntry(options.asked)}
  </div>`;
}

/**
 * The same help, for the foot of a list that is not empty.
 * @param {Asked} [asked]
 */
export function noEntry(asked) {
  return html`<details class="cs-no-entry"><summary>No entry for your call? Here is why</summary>
    <p>These leave no entry in the network log. The reason stands in the console:</p>
    <dl>${NO_ENTRY.map(([name, why]) => html`<div><dt>${name}</dt><dd>${why}</dd></div>`)}</dl>
    ${asked ? ask(asked) : nothing}
  </details>`;
}

/** @param {Asked} asked */
function ask({ url, notes, onUrl }) {
  return html`<p class="cs-ask"><label>The URL you called <input type="url" spellcheck="false" autocomplete="off"
      placeholder="https://api.example.com/items" .value=${url} data-ask
      @input=${(/** @type {InputEvent} */ event) => onUrl(/** @type {HTMLInputElement} */ (event.currentTarget).value)}
    ></label></p>
    <div role="status" data-answer>${
      notes?.length === 0
        ? html`<p>Neither the address of a captured page nor its Content-Security-Policy header keeps it from calling
          this URL. A policy in the document itself, or the ends above, would not show here.</p>`
        : notes?.map((note) => callout(note))
    }</div>`;
}
