/** The error index: every code with its documentation, to be searched, each at an address of its own (`errors.html#code`). */
import { html, nothing, render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { codeDocs, docOf } from '../npm/view/code-docs.js';
import { codeDoc, codeDocText, inline } from '../npm/view/index.js';

/** @import { CodeDoc } from '../npm/view/report-types.d.ts' */

const root = /** @type {HTMLElement} */ (document.getElementById('app'));

/** In the order in which a call can meet them. @type {[CodeDoc['topic'], title: string, about: string][]} */
const TOPICS = [
  ['request', 'Before anything is sent', 'the page’s own call is refused, or a fact about it is missing'],
  ['preflight', 'In the preflight', 'the question that goes ahead is answered otherwise than it has to be'],
  ['check', 'In the CORS check', 'a response doesn’t give the page leave to read it'],
  ['redirect', 'On the way', 'a redirect isn’t followed'],
  ['network', 'Not CORS', 'script may see the same error, and no CORS header helps'],
  ['note', 'Beside a verdict', 'what is worth knowing about a call'],
  ['audit', 'What will break elsewhere', 'it works here, or lets someone read what they shouldn’t'],
];

/** All words of a code's documentation, its links' addresses, too: MDN's have the names of Firefox's messages. */
const words = new Map(codeDocs.map((doc) => [doc.code, codeDocText(doc).toLowerCase()]));

let query = '';

/** @param {CodeDoc} doc */
const isAskedFor = ({ code }) => query.toLowerCase().split(/\s+/u).every((word) => words.get(code)?.includes(word));

function draw() {
  const found = codeDocs.filter(isAskedFor);
  render(html`
    <header class="bar">
      <h1><a class="cs-link" href="./">Corscope</a>: every code</h1>
      <label class="search"><span class="cs-offscreen">Search the codes</span>
        <input type="search" data-control="search" placeholder="a code, a header, a word of the message" .value=${query}
          @input=${onSearch}></label>
      <output class="now" aria-live="polite">${found.length === codeDocs.length ? `${found.length} codes` : `${found.length} of ${codeDocs.length} codes`}</output>
    </header>
    <main class="codes">
      ${TOPICS.map(([topic, title, about]) => topicView(title, about, found.filter((doc) => doc.topic === topic)))}
      ${found.length > 0 ? nothing : html`<p class="none">No code has all of these words. The <a class="cs-link" href="./">playground</a> finds
        the code of a call: type the request and the answer’s header lines.</p>`}
    </main>`, root);
}

/** @param {string} title @param {string} about @param {CodeDoc[]} docs */
function topicView(title, about, docs) {
  if (docs.length === 0) return nothing;
  return html`<section aria-label=${title}><h2>${title}</h2><p class="about">${about}</p>
    ${repeat(docs, ({ code }) => code, codeView)}</section>`;
}

/** The address is the summary's: the browser itself gives the focus to what an address names, if that can have it. @param {CodeDoc} doc */
function codeView(doc) {
  return html`<details class="code" data-code=${doc.code} @toggle=${onToggle}>
    <summary id=${doc.code}><h3>${doc.code}</h3><span>${inline(doc.happened)}</span></summary>
    ${codeDoc(doc)}
  </details>`;
}

/** @param {Event} event */
function onSearch({ target }) {
  query = /** @type {HTMLInputElement} */ (target).value.trim();
  draw();
}

/** The address is that of the code opened last. @param {Event} event */
function onToggle({ currentTarget }) {
  const { open, dataset: { code } } = /** @type {HTMLDetailsElement} */ (currentTarget);
  if (open && location.hash !== `#${code}`) history.replaceState(null, '', `#${code}`);
}

/** Opens the code that the address names; one that the search has left out comes back. */
function goTo() {
  const doc = docOf(location.hash.slice(1));
  if (!doc) return;
  if (!isAskedFor(doc)) query = '';
  draw();
  const summary = document.getElementById(doc.code);
  summary?.closest('details')?.setAttribute('open', '');
  summary?.scrollIntoView();
  summary?.focus({ preventScroll: true });
}

root.classList.add('index');
addEventListener('hashchange', goTo);
draw();
goTo();
