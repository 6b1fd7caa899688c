/** The same permission as configuration of a server: which one is a choice; those that the answers name
 * come first, then those that they hint at. */
import { html, nothing } from 'lit';
import { copyButton } from './copy.js';
import { inline } from './inline.js';

/** @import { Recipe } from './report-types.d.ts' */

/**
 * @typedef {object} RecipesShown
 * @property {boolean} open
 * @property {Recipe[]|null} found null: not worked out yet
 * @property {string} problem why they can't be, or nothing
 * @property {string} stack the one chosen, or nothing: then it is the first
 * @property {(open: boolean) => void} onOpen
 * @property {(stack: string) => void} onStack
 */

/** @param {RecipesShown} shown */
export function recipes(shown) {
  const { open, onOpen } = shown;
  return html`<details class="cs-section cs-recipes" .open=${open}
    @toggle=${(/** @type {Event} */ event) => onOpen(/** @type {HTMLDetailsElement} */ (event.currentTarget).open)}>
    <summary><span class="cs-section-title">Configuration for your server</span></summary>
    ${open ? body(shown) : nothing}
  </details>`;
}

/** @param {RecipesShown} shown */
function body({ found, problem, stack, onStack }) {
  if (problem) return html`<p class="cs-recipe-none" role="alert">It could not be worked out: ${problem}</p>`;
  if (!found) return html`<p class="cs-recipe-none cs-muted" role="status">Being worked out …</p>`;
  const chosen = found.find((recipe) => recipe.stack === stack) ?? found[0];
  if (!chosen) {
    return html`<p class="cs-recipe-none" role="status">There is none that allows this call and nothing beyond it: the call is
      same-origin, or its origin, method or a header’s name is one that no server should list.</p>`;
  }
  return html`<div class="cs-recipe-choice">
      <label>Server <select class="cs-select" data-control="stack"
        @change=${(/** @type {Event} */ event) => onStack(/** @type {HTMLSelectElement} */ (event.target).value)}>
        ${options('Named by the answers', found.filter(({ sure }) => sure), chosen)}
        ${options('Hinted at by the answers', found.filter(({ guessed, sure }) => guessed && !sure), chosen)}
        ${options('All others', found.filter(({ guessed }) => !guessed), chosen)}
      </select></label>
    </div>
    ${chosen.guessed ? html`<p class="cs-recipe-because cs-muted">${inline(chosen.because)}</p>` : nothing}
    ${recipeView(chosen)}`;
}

/** @param {string} label @param {Recipe[]} list @param {Recipe} chosen */
function options(label, list, chosen) {
  if (list.length === 0) return nothing;
  return html`<optgroup label=${label}>${list.map((recipe) => html`<option value=${recipe.stack}
    .selected=${recipe === chosen}>${recipe.title}</option>`)}</optgroup>`;
}

/** @param {Recipe} recipe */
function recipeView({ stack, files, notes, tested }) {
  return html`<div class="cs-recipe" data-recipe=${stack} data-tested=${tested ? 'yes' : 'no'}>
    <p class="cs-recipe-notes">${inline(notes)}</p>
    ${files.map(({ name, text }) => html`<figure class="cs-file">
      <figcaption><code class="cs-code">${name}</code> ${copyButton(text, name)}</figcaption>
      <pre tabindex="0" role="region" aria-label=${name}>${text}</pre></figure>`)}
    <p class="cs-muted"><span class="cs-outcome" aria-hidden="true">${tested ? '✓' : '–'}</span> ${tested
      ? 'run against the real server in our tests, with a real browser as the judge'
      : 'not run here: only its format was checked'}</p>
  </div>`;
}
