/** The list of calls: one row each, only those in sight drawn. */
import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { ROW_HEIGHT, moved, rowsInSight, scrollFor } from './rows.js';
import { verdictIcon, verdictWord } from './verdict.js';
import { visible } from './visible.js';

/** @import { Row } from './report-types.d.ts' */

/**
 * @typedef {object} CallList
 * @property {readonly Row[]} rows in the order to show
 * @property {string|null} selected a row's id
 * @property {{ scrollTop: number, height: number }} viewport what `onViewport` last said
 * @property {(id: string) => void} onSelect
 * @property {(viewport: { scrollTop: number, height: number }) => void} onViewport the shell draws again with it
 * @property {(id: string) => void} [onOpen] Enter or double click
 * @property {string} [label]
 */

const COLUMNS = [
  ['verdict', 'Verdict'], ['method', 'Method'], ['url', 'URL'], ['origin', 'Page origin'], ['status', 'Status'],
  ['blame', 'Because of'], ['time', 'Time'],
];

/** @type {Record<string, string>} */
const FLAGS = {
  preflighted: 'preflight', 'cached-preflight': 'cached preflight', redirected: 'redirect',
  contradiction: 'contradiction', inferred: 'inferred', 'service-worker': 'service worker',
  'http-cache': 'http cache', 'no-cors': 'no-cors',
};

/** @param {CallList} list */
export function callList(list) {
  const { rows, selected, viewport } = list;
  const { from, to, before, after } = rowsInSight(rows.length, viewport);
  const shown = rows.slice(from, to);
  // A row out of sight has no element to point at.
  const active = shown.some(({ id }) => id === selected) ? `cs-row-${selected}` : nothing;
  return html`<div class="cs-calls" role="grid" tabindex="0" aria-label=${list.label ?? 'Calls'}
    aria-rowcount=${rows.length + 1} aria-activedescendant=${active} ${ref(watched(list))}
    @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, list)}
    @scroll=${(/** @type {Event} */ event) =>
      list.onViewport(measured(/** @type {HTMLElement} */ (event.currentTarget)))}
    @click=${(/** @type {MouseEvent} */ event) => onRow(event, list.onSelect)}
    @dblclick=${(/** @type {MouseEvent} */ event) => onRow(event, list.onOpen)}>
    <div class="cs-call-row cs-call-head" role="row" aria-rowindex="1">${COLUMNS.map(([name, title]) =>
      html`<span role="columnheader" class="cs-cell" data-column=${name}>${title}</span>`)}</div>
    <div class="cs-space" .style=${`height: ${before}px`}></div>
    ${repeat(shown, ({ id }) => id, (row, n) => callRow(row, from + n, row.id === selected))}
    <div class="cs-space" .style=${`height: ${after}px`}></div>
  </div>`;
}

/** @param {Row} row @param {number} index @param {boolean} selected */
function callRow(row, index, selected) {
  return html`<div class="cs-call-row ${index % 2 ? 'cs-odd' : ''}" role="row" id="cs-row-${row.id}"
    aria-rowindex=${index + 2} aria-selected=${selected} data-row-id=${row.id} data-verdict=${row.verdict}
    data-code=${row.code ?? nothing} data-header=${row.header ?? nothing}>
    <span role="gridcell" class="cs-cell" data-column="verdict">${verdictIcon(row.verdict)}
      <span>${verdictWord(row.verdict)}</span></span>
    <span role="gridcell" class="cs-cell" data-column="method">${visible(row.method)}</span>
    <span role="gridcell" class="cs-cell" data-column="url" title=${row.url}>${url(row.url)}${flags(row)}</span>
    <span role="gridcell" class="cs-cell" data-column="origin" title=${row.origin ?? ''}
      >${row.origin === null ? '–' : visible(row.origin)}</span>
    <span role="gridcell" class="cs-cell" data-column="status">${row.status || '–'}</span>
    <span role="gridcell" class="cs-cell" data-column="blame" title=${blameTitle(row)}>${blame(row)}</span>
    <span role="gridcell" class="cs-cell" data-column="time">${duration(row.timing?.total)}</span>
  </div>`;
}

/**
 * Host and end of the path are what tell calls apart: when space is short the middle gives way.
 * @param {string} text
 */
function url(text) {
  const slash = text.lastIndexOf('/', text.length - 2);
  const cut = text.length - slash <= 24 ? slash : text.length - 16;
  if (cut <= 0 || text.length < 32) return html`<span class="cs-url-start">${visible(text)}</span>`;
  return html`<span class="cs-url-start">${visible(text.slice(0, cut))}</span><span class="cs-url-end">${
    visible(text.slice(cut))}</span>`;
}

/** In a narrow list only what tells headers apart: nearly all begin alike. @param {Row} row */
function blame({ header, code }) {
  const common = 'Access-Control-';
  if (!header?.startsWith(common)) return visible(header ?? code ?? '');
  return html`<span class="cs-common">${common}</span>${visible(header.slice(common.length))}`;
}

/** @param {Row} row */
function blameTitle({ header, code }) {
  return header && code ? `${header}: ${code}` : (code ?? '');
}

/** @param {Row} row */
function flags(row) {
  const known = (row.flags ?? []).filter((flag) => FLAGS[flag]);
  return known.map((flag) => html`<span class="cs-chip ${
    flag === 'contradiction' ? 'cs-chip-warning' : ''}" data-flag=${flag}>${FLAGS[flag]}</span>`);
}

/** @param {number|null|undefined} milliseconds */
export function duration(milliseconds) {
  if (milliseconds === null || milliseconds === undefined || !(milliseconds >= 0)) return '–';
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** @param {KeyboardEvent} event @param {CallList} list */
function onKey(event, list) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { rows, selected } = list;
  if (event.key === 'Enter' && selected !== null) {
    event.preventDefault();
    list.onOpen?.(selected);
    return;
  }
  const box = /** @type {HTMLElement} */ (event.currentTarget);
  const viewport = measured(box);
  const index = rows.findIndex(({ id }) => id === selected);
  const next = moved(event.key, index, rows.length, Math.max(1, Math.floor(viewport.height / ROW_HEIGHT) - 1));
  if (next === null) return;
  event.preventDefault();
  box.scrollTop = scrollFor(next, viewport);
  list.onViewport(measured(box));
  list.onSelect(rows[next].id);
}

/** @param {MouseEvent} event @param {((id: string) => void)|undefined} then */
function onRow(event, then) {
  const row = /** @type {HTMLElement|null} */ (/** @type {HTMLElement} */ (event.target).closest('[data-row-id]'));
  if (row?.dataset.rowId !== undefined) then?.(row.dataset.rowId);
}

/** The head stays in place, so the rows have that much less. @param {HTMLElement} box */
function measured(box) {
  return { scrollTop: box.scrollTop, height: Math.max(0, box.clientHeight - ROW_HEIGHT) };
}

/** @type {WeakMap<Element, { list: CallList, observer: ResizeObserver }>} */
const watchers = new WeakMap();

/**
 * The first height, and every later one, comes from the element itself.
 * @param {CallList} list
 */
function watched(list) {
  return (/** @type {Element|undefined} */ element) => {
    if (!element) return;
    const known = watchers.get(element);
    if (known) {
      known.list = list;
      return;
    }
    const box = /** @type {HTMLElement} */ (element);
    const observer = new ResizeObserver(() => watchers.get(box)?.list.onViewport(measured(box)));
    watchers.set(box, { list, observer });
    observer.observe(box);
  };
}
