/** The panel's state as one pure function of what happened. Knows no browser, no DOM and no core. */
import { blockedFirst } from '../npm/view/rows.js';

/**
 * @typedef {import('../npm/view/report-types.d.ts').Row} Row
 * @typedef {{ id: string, kind: 'added'|'updated'|'removed', row: Row|null }} Change
 * @typedef {'all'|'blocked'|'not-cors'|'unclear'|'allowed'} Filter
 *
 * @typedef {object} State
 * @property {'loading'|'ready'|'broken'} phase of the core
 * @property {string} problem why it is broken
 * @property {ReadonlyMap<string, Row>} rows in the order in which the calls came
 * @property {ReadonlySet<string>} past ids of calls no longer listed that the core still knows: a later call may have
 *   used their preflight, or their answer in the HTTP cache
 * @property {number} pastUntil when the last of them started
 * @property {string|null} selected a row's id; it may be filtered out of sight
 * @property {number} changed counts the changes of the selected row
 * @property {Filter} filter
 * @property {string} search
 * @property {string} asked the URL of a call that left no entry, as far as it was typed
 * @property {boolean} sameOrigin show calls that never were cross-origin
 * @property {boolean} blockedFirst
 * @property {boolean} preserve keep the calls of earlier pages
 * @property {{ url: string, before: number }|null} navigated the last navigation, and how many calls came before it
 * @property {{ scrollTop: number, height: number }} viewport
 * @property {'light'|'dark'} theme
 *
 * @typedef {{ type: 'ready' } | { type: 'broken', problem: string } | { type: 'changes', changes: Change[] }
 *   | { type: 'select', id: string|null } | { type: 'filter', filter: Filter } | { type: 'search', search: string }
 *   | { type: 'asked', url: string }
 *   | { type: 'same-origin', show: boolean } | { type: 'blocked-first', on: boolean }
 *   | { type: 'preserve', on: boolean } | { type: 'navigated', url: string }
 *   | { type: 'forgotten', ids: string[] } | { type: 'cleared' } | { type: 'theme', theme: 'light'|'dark' }
 *   | { type: 'viewport', viewport: { scrollTop: number, height: number } }} Action
 */

/** @type {readonly Filter[]} */
export const FILTERS = ['all', 'blocked', 'not-cors', 'unclear', 'allowed'];

/** @returns {State} */
export function initialState() {
  return {
    phase: 'loading',
    problem: '',
    rows: new Map(),
    past: new Set(),
    pastUntil: -Infinity,
    selected: null,
    changed: 0,
    filter: 'all',
    search: '',
    asked: '',
    sameOrigin: false,
    blockedFirst: true,
    preserve: false,
    navigated: null,
    viewport: { scrollTop: 0, height: 0 },
    theme: 'light',
  };
}

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
  switch (action.type) {
    case 'ready':
      return { ...state, phase: 'ready' };
    case 'broken':
      return { ...state, phase: 'broken', problem: action.problem };
    case 'changes':
      return changed(state, action.changes);
    case 'asked':
      return { ...state, asked: action.url };
    case 'select':
      return { ...state, selected: action.id, changed: state.changed + 1 };
    case 'filter':
      return { ...state, filter: action.filter, viewport: { ...state.viewport, scrollTop: 0 } };
    case 'search':
      return { ...state, search: action.search, viewport: { ...state.viewport, scrollTop: 0 } };
    case 'same-origin':
      return { ...state, sameOrigin: action.show };
    case 'blocked-first':
      return { ...state, blockedFirst: action.on };
    case 'preserve':
      return { ...state, preserve: action.on };
    case 'navigated': {
      const kept = state.preserve ? state : emptied(state);
      return { ...kept, navigated: { url: action.url, before: kept.rows.size } };
    }
    case 'forgotten': {
      const gone = new Set(action.ids);
      return { ...state, past: new Set([...state.past].filter((id) => !gone.has(id))) };
    }
    case 'cleared':
      return { ...emptied(state), navigated: null };
    case 'theme':
      return { ...state, theme: action.theme };
    case 'viewport': {
      const { scrollTop, height } = state.viewport;
      if (scrollTop === action.viewport.scrollTop && height === action.viewport.height) return state;
      return { ...state, viewport: action.viewport };
    }
  }
}

/** @param {State} state @returns {State} */
function emptied(state) {
  const past = new Set([...state.past, ...state.rows.keys()]);
  let { pastUntil } = state;
  for (const { startedAt } of state.rows.values()) pastUntil = Math.max(pastUntil, startedAt ?? 0);
  return { ...state, rows: new Map(), past, pastUntil, selected: null, viewport: { ...state.viewport, scrollTop: 0 } };
}

/** @param {State} state @param {Change[]} changes @returns {State} */
function changed(state, changes) {
  if (changes.length === 0) return state;
  const rows = new Map(state.rows);
  let { selected, changed: count } = state;
  for (const { id, kind, row } of changes) {
    if (state.past.has(id) || (row !== null && !rows.has(id) && isPast(row, state))) continue;
    if (kind === 'removed' || row === null) {
      rows.delete(id);
      if (selected === id) selected = null;
    } else {
      rows.set(id, row);
    }
    if (state.selected === id) count += 1;
  }
  return { ...state, rows, selected, changed: count };
}

/**
 * An earlier call may get another id when the core understands it better; it is still an earlier one.
 * @param {Row} row
 * @param {State} state
 */
function isPast({ startedAt }, { pastUntil }) {
  return startedAt !== null && startedAt <= pastUntil;
}

/** @type {Record<Filter, (row: Row) => boolean>} */
const PASSES = {
  all: () => true,
  blocked: ({ verdict }) => verdict === 'blocked' || verdict === 'rejected',
  'not-cors': ({ verdict }) => verdict === 'failed',
  unclear: ({ verdict, flags }) => verdict === 'undetermined' || flags.includes('contradiction'),
  allowed: ({ verdict }) => verdict === 'allowed',
};

/**
 * The rows to list, in the order to list them.
 * @param {State} state
 * @returns {Row[]}
 */
export function listed({ rows, filter, search, sameOrigin, blockedFirst: sorted }) {
  const found = searching(search);
  const passing = [...rows.values()].filter((row) => concerns(row, sameOrigin) && PASSES[filter](row) && found(row));
  return sorted ? blockedFirst(passing) : passing;
}

/**
 * Every word must stand somewhere.
 * @param {string} search
 * @returns {(row: Row) => boolean}
 */
function searching(search) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ method, url, origin, code, header, status }) => {
    if (words.length === 0) return true;
    const text = [method, url, origin, code, header, status].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/**
 * A page's requests to its own origin are no business of CORS: they are shown on request, or when something is odd.
 * @param {Row} row
 * @param {boolean} sameOrigin
 */
function concerns(row, sameOrigin) {
  return (
    sameOrigin || !row.flags.includes('same-origin') || row.verdict === 'blocked' || row.flags.includes('contradiction')
  );
}

/**
 * @param {State} state
 * @returns {Record<Filter, number>} how many rows each filter would list
 */
export function counts({ rows, search, sameOrigin }) {
  const found = searching(search);
  const count = { all: 0, blocked: 0, 'not-cors': 0, unclear: 0, allowed: 0 };
  for (const row of rows.values()) {
    if (!concerns(row, sameOrigin) || !found(row)) continue;
    for (const filter of FILTERS) if (PASSES[filter](row)) count[filter] += 1;
  }
  return count;
}

/** @param {State} state @returns {number} how many rows there are without filter and search */
export function inScope({ rows, sameOrigin }) {
  let count = 0;
  for (const row of rows.values()) if (concerns(row, sameOrigin)) count += 1;
  return count;
}
