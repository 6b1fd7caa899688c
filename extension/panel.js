/** The panel: feeds the core with what devtools tell, and draws. */
import { render } from 'lit';
import { engineOf } from '../npm/engine-of.js';
import { load, openCapture, recipes } from '../npm/web.js';
import { recipeShelf, scrollFor, ROW_HEIGHT } from '../npm/view/index.js';
import { panelView } from './panel-view.js';
import { initialState, listed, reduce } from './state.js';

/**
 * @typedef {import('./capture.js').Devtools} Devtools
 * @typedef {import('./capture.js').DevtoolsEvent} DevtoolsEvent
 * @typedef {import('./state.js').Action} Action
 */

/** Entries come one by one; drawing for each would be drawing for none. */
const GATHER_MS = 40;
/** Calls of earlier pages the core keeps in mind, for what they left in the caches. */
const MOST_PAST = 2000;
const SETTINGS = 'corscope-panel';

let state = { ...initialState(), ...readSettings() };
/** @type {ReturnType<typeof openCapture>|null} */
let capture = null;
/** @type {import('../npm/view/report-types.d.ts').Report|null} */
let report = null;
/** @type {Devtools|null} */
let devtools = null;
/** @type {DevtoolsEvent[]} */
const queue = [];
let gathering = false;
let drawing = false;
/** @type {string|null} */
let shown = null;
const recipesOf = recipeShelf(async (one) => recipes(one), draw);

draw();
const [, door] = await Promise.all([start(), found()]);
devtools = door;
door.onTheme((theme) => dispatch({ type: 'theme', theme }));
dispatch({ type: 'theme', theme: door.theme() });
door.listen((event) => {
  queue.push(event);
  if (gathering) return;
  gathering = true;
  setTimeout(takeIn, GATHER_MS);
});

async function start() {
  try {
    await load();
    capture = /** @type {any} */ (openCapture({ engine: engineOf(navigator.userAgent) }));
    dispatch({ type: 'ready' });
  } catch (error) {
    dispatch({ type: 'broken', problem: String(error) });
  }
}

/** @returns {Promise<Devtools>} */
function found() {
  return new Promise((resolve) => {
    const take = () => {
      const here = /** @type {{ corscopeDevtools?: Devtools }} */ (/** @type {unknown} */ (window)).corscopeDevtools;
      if (here) resolve(here);
    };
    window.addEventListener('corscope-devtools', take);
    take();
  });
}

/** Hands on what has gathered, in its order: a navigation in between must clear what came before it, and only that. */
function takeIn() {
  gathering = false;
  /** @type {any[]} */
  let entries = [];
  for (const event of queue.splice(0)) {
    if (event.kind === 'entries') {
      entries.push(...event.entries);
      continue;
    }
    add(entries);
    entries = [];
    if (event.kind === 'learnt') {
      change((known) => known.learn(event.facts));
      // Where the verdict stays, the open report has another reason for it.
      dispatch({ type: 'select', id: state.selected });
    } else {
      dispatch({ type: 'navigated', url: event.url });
      forgetOldest();
    }
  }
  add(entries);
}

/** What was listed once is not forgotten at once, but it must not fill the memory either. */
function forgetOldest() {
  const ids = [...state.past].slice(0, Math.max(0, state.past.size - MOST_PAST));
  if (ids.length === 0) return;
  capture?.drop(ids);
  dispatch({ type: 'forgotten', ids });
}

/** @param {object[]} entries */
function add(entries) {
  if (entries.length > 0) change((known) => known.add(entries));
}

/** @param {(capture: ReturnType<typeof openCapture>) => any[]} how gives what changed */
function change(how) {
  if (!capture) return;
  try {
    dispatch({ type: 'changes', changes: how(capture) });
  } catch (error) {
    dispatch({ type: 'broken', problem: String(error) });
  }
}

/** @param {Action} action */
function dispatch(action) {
  const before = state;
  state = reduce(state, action);
  if (state === before) return;
  if (state.selected !== before.selected || state.changed !== before.changed) {
    report = reportOf(state.selected);
    if (state.selected !== before.selected) document.querySelector('.panel-detail')?.scrollTo(0, 0);
  }
  if (state.theme !== before.theme) document.documentElement.dataset.theme = state.theme;
  if (action.type === 'preserve' || action.type === 'blocked-first' || action.type === 'same-origin') writeSettings();
  if (drawing) return;
  drawing = true;
  // Not an animation frame: a panel out of sight has none, and its state would go stale.
  queueMicrotask(draw);
}

/**
 * One call that cannot be explained must not take the others with it.
 * @param {string|null} id
 * @returns {import('../npm/view/report-types.d.ts').Report|null}
 */
function reportOf(id) {
  if (id === null || !capture) return null;
  try {
    return /** @type {any} */ (capture.report(id));
  } catch (error) {
    console.error(error);
    return null;
  }
}

/**
 * What is typed is no URL before its last letter.
 * @param {string} url
 */
function whyNoEntry(url) {
  if (!capture || !URL.canParse(url)) return null;
  try {
    return /** @type {any} */ (capture.whyNoEntry(url));
  } catch (error) {
    console.error(error);
    return null;
  }
}

function draw() {
  drawing = false;
  render(
    panelView(state, report, {
      dispatch,
      clear() {
        dispatch({ type: 'cleared' });
        forgetOldest();
      },
      reload: () => devtools?.reload(),
      recipesOf,
      whyNoEntry,
      openSource: (url, line, column) => devtools?.openResource(url, line, column),
      resize,
      resizeByKey,
    }),
    document.body,
  );
  if (shown !== state.selected) reveal((shown = state.selected));
}

/** A report makes room for itself: the row it belongs to must not be what goes out of sight. @param {string|null} id */
function reveal(id) {
  const list = document.querySelector('.cs-calls');
  const index = listed(state).findIndex((row) => row.id === id);
  if (!list || index < 0) return;
  list.scrollTop = scrollFor(index, { scrollTop: list.scrollTop, height: list.clientHeight - ROW_HEIGHT });
}

/** @param {PointerEvent} event */
function resize(event) {
  const divider = /** @type {HTMLElement} */ (event.currentTarget);
  divider.setPointerCapture(event.pointerId);
  const move = (/** @type {PointerEvent} */ moved) => setListHeight(moved.clientY);
  divider.addEventListener('pointermove', move);
  divider.addEventListener('lostpointercapture', () => divider.removeEventListener('pointermove', move), {
    once: true,
  });
}

/** @param {KeyboardEvent} event */
function resizeByKey(event) {
  const step = event.key === 'ArrowUp' ? -22 : event.key === 'ArrowDown' ? 22 : 0;
  if (step === 0) return;
  event.preventDefault();
  setListHeight(/** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect().top + step);
}

/** @param {number} bottom in the window */
function setListHeight(bottom) {
  const top = document.querySelector('.panel-list')?.getBoundingClientRect().top ?? 0;
  const room = document.querySelector('.panel-body')?.getBoundingClientRect().height ?? 0;
  document.body.style.setProperty(
    '--list-height',
    `${Math.min(Math.max(66, bottom - top), Math.max(66, room - 80))}px`,
  );
}

function readSettings() {
  try {
    const { preserve, blockedFirst, sameOrigin } = JSON.parse(localStorage.getItem(SETTINGS) ?? '{}');
    return { preserve: preserve === true, blockedFirst: blockedFirst !== false, sameOrigin: sameOrigin === true };
  } catch {
    return {};
  }
}

function writeSettings() {
  const { preserve, blockedFirst, sameOrigin } = state;
  try {
    localStorage.setItem(SETTINGS, JSON.stringify({ preserve, blockedFirst, sameOrigin }));
  } catch {
    // Storage may be refused; then the settings last as long as the devtools.
  }
}
