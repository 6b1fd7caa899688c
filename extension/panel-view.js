/** The panel as a pure function of its state: toolbar, list, report. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { docOf } from '../npm/view/code-docs.js';
import { callList, emptyState, noEntry, reportView } from '../npm/view/index.js';
import { FILTERS, counts, inScope, listed } from './state.js';

/** Scrolling draws again, too: what only the rows and the wishes decide is worked out once. */
const rowsOf = remembering(listed);
const countsOf = remembering(counts);
const scopeOf = remembering(inScope);

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Filter} Filter
 * @typedef {import('../npm/view/report-types.d.ts').Report} Report
 *
 * What the person at the panel can do.
 * @typedef {object} Acts
 * @property {(action: import('./state.js').Action) => void} dispatch
 * @property {() => void} clear
 * @property {() => void} reload
 * @property {(report: Report) => import('../npm/view/recipes.js').RecipesShown} recipesOf
 * @property {(url: string) => import('../npm/view/report-types.d.ts').Note[] | null} whyNoEntry null: that is no URL
 * @property {(url: string, line: number, column: number) => void} openSource lines count from 0, as devtools have them
 * @property {(event: PointerEvent) => void} resize
 * @property {(event: KeyboardEvent) => void} resizeByKey
 */

/** @type {Record<Filter, [label: string, title: string]>} */
const FILTER_WORDS = {
  all: ['All', 'Every cross-origin call'],
  blocked: ['Blocked', 'Refused by CORS'],
  'not-cors': ['Not CORS', 'Failed for another reason'],
  unclear: ['Unclear', 'A fact is missing, or the browser did otherwise'],
  allowed: ['Allowed', 'The page may read the answer'],
};

/**
 * @param {State} state
 * @param {Report|null} report of the selected call
 * @param {Acts} acts
 */
export function panelView(state, report, acts) {
  if (state.phase === 'broken') return broken(state.problem);
  const rows = rowsOf(state);
  return html`
    ${toolbar(state, acts)}
    <main class="panel-body" data-phase=${state.phase} data-split=${report ? 'yes' : 'no'}>
      ${
        rows.length === 0 && !narrowed(state)
          ? emptyState({ onReload: acts.reload, asked: askedOf(state, acts) })
          : html`<section class="panel-list" aria-label="Calls">
            ${
              rows.length === 0
                ? html`<p class="panel-none" data-none>No call passes the filter.
                  <button type="button" class="cs-button" @click=${() => showAll(acts)}>Show all</button></p>`
                : callList({
                    rows,
                    selected: state.selected,
                    viewport: state.viewport,
                    onSelect: (id) => acts.dispatch({ type: 'select', id }),
                    onViewport: (viewport) => acts.dispatch({ type: 'viewport', viewport }),
                    label: 'Cross-origin calls',
                  })
            }
          </section>
          ${report ? detail(report, acts) : html`<footer class="panel-foot">${noEntry(askedOf(state, acts))}</footer>`}`
      }
    </main>
    ${statusBar(state, rows.length)}`;
}

/**
 * @template T
 * @param {(state: State) => T} work
 * @returns {(state: State) => T}
 */
function remembering(work) {
  /** @type {{ state: State, result: T }|null} */
  let last = null;
  return (state) => {
    const same =
      last !== null &&
      last.state.rows === state.rows &&
      last.state.filter === state.filter &&
      last.state.search === state.search &&
      last.state.sameOrigin === state.sameOrigin &&
      last.state.blockedFirst === state.blockedFirst;
    if (last === null || !same) last = { state, result: work(state) };
    return last.result;
  };
}

/** Whether rows may be out of sight because someone wished so. @param {State} state */
const narrowed = ({ filter, search }) => filter !== 'all' || search.trim() !== '';

/**
 * A call that left no entry, as far as its URL was typed.
 * @param {State} state @param {Acts} acts
 */
function askedOf({ asked }, { dispatch, whyNoEntry }) {
  return { url: asked, notes: asked ? whyNoEntry(asked) : null, onUrl: (/** @type {string} */ url) => dispatch({ type: 'asked', url }) };
}

/** @param {Acts} acts */
function showAll({ dispatch }) {
  dispatch({ type: 'filter', filter: 'all' });
  dispatch({ type: 'search', search: '' });
}

/** @param {State} state @param {Acts} acts */
function toolbar(state, { dispatch, clear }) {
  const count = countsOf(state);
  return html`<header class="panel-toolbar" role="toolbar" aria-label="CORS calls">
    <button type="button" class="panel-tool" id="clear" title="Clear" aria-label="Clear" @click=${clear}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="5.7"/><path d="M4 12 12 4"/></svg>
    </button>
    <span class="panel-rule"></span>
    <input class="panel-search" id="search" type="search" placeholder="Filter" aria-label="Filter calls"
      spellcheck="false" .value=${state.search}
      @input=${(/** @type {InputEvent} */ event) => dispatch({ type: 'search', search: inputOf(event).value })}>
    <div class="panel-filters" role="radiogroup" aria-label="Which calls">${FILTERS.map(
      (filter) => html`<button
      type="button" class="panel-filter" role="radio" aria-checked=${state.filter === filter} data-filter=${filter}
      title=${FILTER_WORDS[filter][1]} ?disabled=${filter !== 'all' && count[filter] === 0 && state.filter !== filter}
      @click=${() => dispatch({ type: 'filter', filter })}>${FILTER_WORDS[filter][0]}${
        filter !== 'all' && count[filter] > 0 ? html` <span class="panel-count">${count[filter]}</span>` : nothing
      }</button>`,
    )}
    </div>
    <div class="panel-checks">${checkbox(
      'same-origin',
      'Same-origin',
      'Also list calls to the page’s own origin',
      state.sameOrigin,
      (show) => dispatch({ type: 'same-origin', show }),
    )}
    ${checkbox('blocked-first', 'Blocked first', 'Else in the order of their start', state.blockedFirst, (on) =>
      dispatch({ type: 'blocked-first', on }),
    )}
    ${checkbox('preserve', 'Preserve log', 'Keep the calls when the page is left or reloaded', state.preserve, (on) =>
      dispatch({ type: 'preserve', on }),
    )}</div>
  </header>`;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string} title
 * @param {boolean} checked
 * @param {(checked: boolean) => void} then
 */
function checkbox(id, label, title, checked, then) {
  return html`<label class="panel-check" title=${title}><input type="checkbox" id=${id} .checked=${checked}
    @change=${(/** @type {Event} */ event) => then(inputOf(event).checked)}>${label}</label>`;
}

/** @param {Event} event */
const inputOf = (event) => /** @type {HTMLInputElement} */ (event.currentTarget);

/** @param {Report} report @param {Acts} acts */
function detail(report, { dispatch, openSource, recipesOf, resize, resizeByKey }) {
  const initiator = report.source?.initiator;
  return html`<div class="panel-divider" role="separator" aria-orientation="horizontal" aria-label="Height of the list"
      tabindex="0" @pointerdown=${resize} @keydown=${resizeByKey}></div>
    <section class="panel-detail" aria-label="The selected call">
      <div class="panel-detail-bar"><div>
        ${
          initiator
            ? html`<span class="cs-muted">Called from</span> <button type="button" class="panel-source"
          title="${initiator.url}:${initiator.line}"
          @click=${() => openSource(initiator.url, initiator.line - 1, initiator.column - 1)}
          >${fileOf(initiator.url)}:${initiator.line}</button>`
            : nothing
        }
        <button type="button" class="panel-tool panel-close" id="close" title="Close" aria-label="Close the report"
          @click=${() => dispatch({ type: 'select', id: null })}><svg viewBox="0 0 16 16" width="14" height="14"
          aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8"/></svg></button>
      </div></div>
      ${keyed(report.id, reportView(report, { docOf, recipesShown: recipesOf(report) }))}
    </section>`;
}

/** @param {string} url */
function fileOf(url) {
  const path = url.split(/[?#]/, 1)[0] ?? url;
  return path.slice(path.lastIndexOf('/') + 1) || path;
}

/** @param {State} state @param {number} shown */
function statusBar(state, shown) {
  const { rows, phase, navigated, preserve } = state;
  const scope = scopeOf(state);
  const calls = scope === 1 ? 'call' : 'calls';
  return html`<footer class="panel-status" role="status">
    <span data-total=${scope} data-shown=${shown}>${
      phase === 'loading' ? 'Starting …' : shown === scope ? `${scope} ${calls}` : `${shown} of ${scope} ${calls}`
    }</span>
    ${rows.size > scope ? html`<span class="cs-muted">${rows.size - scope} same-origin not listed</span>` : nothing}
    ${
      navigated
        ? html`<span class="cs-muted" data-navigated=${navigated.url}>Navigated to ${navigated.url}${
            preserve && navigated.before > 0 ? `, ${navigated.before} kept` : ''
          }</span>`
        : nothing
    }
  </footer>`;
}

/** @param {string} problem */
function broken(problem) {
  return html`<div class="cs-empty" data-broken><h2>The panel cannot start</h2><p>${problem}</p>
    <p class="cs-muted">Close and open the devtools again. If that does not help, reinstall the extension.</p></div>`;
}
