/** The playground: an editor, the core, and the same views as the panel. */
import { html, nothing, render } from 'lit';
import { load, loadEvaluator, recipes, simulate } from '../npm/web.js';
import { docOf } from '../npm/view/code-docs.js';
import { copyText, recipeShelf, reportView, verdictBadge } from '../npm/view/index.js';
import { editorView } from './editor.js';
import { evaluate } from './evaluate.js';
import { examples } from './examples.js';
import { fromFragment, toFragment } from './fragment.js';
import { ENGINES, checkShared, toDraft, toScenario } from './state.js';

/** @import { Engine } from '../npm/view/report-types.d.ts' */
/** @import { Draft } from './state.js' */
/** @import { Outcome } from './evaluate.js' */

const root = /** @type {HTMLElement} */ (document.getElementById('app'));

/** @type {{ draft: Draft, outcome: Outcome, example: string, notice: string, copied: string }} */
const state = {
  draft: toDraft(examples[0].scenario, examples[0].engine),
  outcome: { report: null, sent: [], missing: null, errors: {} },
  example: examples[0].id,
  notice: '',
  copied: '',
};

let scheduled = false;
let turn = 0;
/** They are the second part's, which may be on its way. */
const recipesOf = recipeShelf(async (report) => {
  await load();
  return recipes(report);
}, draw);

/** One evaluation per frame, however fast the typing. `data-settled` tells when the address holds what is shown. */
function schedule() {
  root.dataset.settled = 'no';
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    update().catch((error) => {
      state.notice = `This could not be judged: ${error instanceof Error ? error.message : error}`;
      draw();
    });
  });
}

async function update() {
  const mine = ++turn;
  const outcome = await evaluate(state.draft, simulate);
  if (mine !== turn) return;
  // A draft that can't be read keeps the last report in sight, dimmed, while its fields say what is wrong.
  state.outcome = outcome.report ? outcome
    : { ...outcome, report: state.outcome.report, sent: state.outcome.sent, missing: null };
  draw();
  if (outcome.report) await share(outcome);
  if (mine === turn && !scheduled) root.dataset.settled = 'yes';
}

/** @param {Outcome} outcome */
async function share(outcome) {
  const mine = turn;
  const scenario = toScenario(state.draft, outcome.sent);
  const fragment = await toFragment({ engine: state.draft.engine, scenario });
  if (mine === turn) history.replaceState(null, '', `#${fragment}`);
}

async function restore() {
  if (location.hash.length < 2) return false;
  try {
    const { scenario, engine } = checkShared(await fromFragment(location.hash));
    state.draft = toDraft(scenario, engine);
    state.example = '';
    state.notice = '';
    return true;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    state.notice = `This link can’t be read: ${error.message}. What stands below is not what it was made for.`;
    return false;
  }
}

/** @param {(draft: Draft) => void} change */
function onChange(change) {
  change(state.draft);
  state.example = '';
  state.notice = '';
  schedule();
}

/** @param {Event} event */
function onExample(event) {
  const id = /** @type {HTMLSelectElement} */ (event.target).value;
  const found = examples.find((each) => each.id === id);
  if (!found) return;
  state.draft = toDraft(found.scenario, found.engine);
  state.example = id;
  state.notice = '';
  schedule();
}

async function onCopyLink() {
  const done = await copyText(location.href, document);
  state.copied = done ? 'Copied' : 'Not copied: use the address bar';
  draw();
  setTimeout(() => {
    state.copied = '';
    draw();
  }, 1500);
}

function draw() {
  const { draft, outcome, notice } = state;
  const { report, errors } = outcome;
  const stale = Object.keys(errors).length > 0;
  render(html`
    <header class="bar">
      <h1>Corscope</h1>
      <label>Example <select data-control="example" @change=${onExample}>
        <option value="" ?selected=${state.example === ''}>your own</option>
        ${examples.map(({ id, symptom }) => html`<option value=${id} ?selected=${state.example === id}
          >${symptom}</option>`)}
      </select></label>
      <label>Judge as <select data-control="engine" @change=${(/** @type {Event} */ event) => onChange((d) => {
        d.engine = /** @type {Engine} */ (/** @type {HTMLSelectElement} */ (event.target).value);
      })}>
        ${ENGINES.map((engine) => html`<option value=${engine} ?selected=${draft.engine === engine}
          >${engine}</option>`)}
      </select></label>
      <button type="button" class="cs-button" data-control="copy-link" @click=${onCopyLink}>${
        state.copied || 'Copy link'}</button>
      <a class="cs-link" href="errors.html">Every code</a>
      <output class="now" aria-live="polite" data-now=${stale ? 'unreadable' : report?.verdict ?? ''}>${stale
        ? 'can’t be read yet' : report ? html`${verdictBadge(report.verdict)} <code class="cs-tag">${
          report.cause?.code ?? ''}</code>` : nothing}</output>
    </header>
    ${notice ? html`<p class="notice" role="alert" data-notice>${notice}</p>` : nothing}
    <main class="panes">
      <section class="pane" aria-label="Scenario">${editorView({
        draft, errors, sent: outcome.sent, missing: outcome.missing, onChange,
      })}</section>
      <section class="pane result ${stale ? 'stale' : ''}" aria-label="Verdict">${
        report ? reportView(report, { docOf, recipesShown: recipesOf(report) }) : nothing}</section>
    </main>`, root);
}

async function start() {
  await loadEvaluator();
  await restore();
  draw();
  await update();
  // Fixes are worked out by the second part, which may come later than the first verdict.
  await load();
  await update();
}

window.addEventListener('hashchange', async () => {
  await restore();
  schedule();
});
start().catch((error) => {
  root.textContent = `The playground could not start: ${error instanceof Error ? error.message : error}`;
});
