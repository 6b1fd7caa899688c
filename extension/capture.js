/** The only file that names the browser's extension API: what devtools tell, and what can be asked of them. */
import { createMerger, isThin } from './entries.js';

/**
 * @typedef {{ kind: 'entries', entries: import('./entries.js').Entry[] }
 *   | { kind: 'navigated', url: string }} DevtoolsEvent
 * @typedef {'light'|'dark'} Theme
 *
 * What the panel is given.
 * @typedef {object} Devtools
 * @property {(listener: (event: DevtoolsEvent) => void) => void} listen for the one listener; what came
 *   before it is told first
 * @property {() => Theme} theme
 * @property {(listener: (theme: Theme) => void) => void} onTheme
 * @property {(url: string, line: number, column: number) => void} openResource lines count from 0
 * @property {() => void} reload the inspected page
 */

/** Reading the log costs devtools a copy of all of it, so it is read less often while it tells nothing new. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 16_000;
/** How late the wire's own headers may be. */
const LATE = 200;
/** … and never for more than a small part of the time. */
const SHARE = 20;
/**
 * Firefox loses what happens while its log is read, and its events tell of everything, bodies read or not: there, the log
 * is for what came before the first event.
 */
const LOG_COSTS_ENTRIES = navigator.userAgent.includes('Firefox/');
/** As long as nobody looks at the panel, entries are only kept: the newest ones, so that a long day fills no memory. */
const MOST_WAITING = 10_000;

/**
 * Makes the panel, and keeps every entry from the moment devtools are opened.
 * @param {{ title: string, icon: string, page: string, connect: (panel: Window, devtools: Devtools) => void }} panel
 */
export function startCapture({ title, icon, page, connect }) {
  const { network, panels, inspectedWindow } = chrome.devtools;
  const merger = createMerger();
  /** @type {DevtoolsEvent[]} */
  const waiting = [];
  /** @type {((event: DevtoolsEvent) => void)|null} */
  let listener = null;
  let visible = false;
  let pause = FIRST_PAUSE;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  let due = Infinity;
  let restUntil = 0;

  network.onRequestFinished.addListener((entry) => {
    tell(merger.finished(entry));
    if (isThin(entry)) readWithin(LATE);
    if (!visible) return;
    // Where one call ends, others may hang: their bodies are never read, and no event ever tells of them.
    pause = FIRST_PAUSE;
    readWithin(pause);
  });
  network.onNavigated.addListener((url) => emit({ kind: 'navigated', url }));
  readLog();

  /** @type {Devtools} */
  const devtools = {
    listen(wanted) {
      listener = wanted;
      for (const event of waiting.splice(0)) wanted(event);
    },
    theme: () => themeOf(panels.themeName),
    onTheme: (wanted) => panels.setThemeChangeHandler?.((name) => wanted(themeOf(name))),
    openResource: (url, line, column) => panels.openResource(url, line, column, () => {}),
    reload: () => inspectedWindow.reload({}),
  };

  panels.create(title, icon, page, (panel) => {
    panel.onShown.addListener((window) => {
      visible = true;
      connect(window, devtools);
      readWithin(0);
    });
    panel.onHidden.addListener(() => {
      visible = false;
      clearTimeout(timer);
      due = Infinity;
    });
  });

  /** Reads the log after that time, if it is not read before anyway. @param {number} wait */
  function readWithin(wait) {
    if (LOG_COSTS_ENTRIES) return;
    const now = performance.now();
    const at = Math.max(now + wait, restUntil);
    if (at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(readLog, at - now);
  }

  function readLog() {
    const started = performance.now();
    due = Infinity;
    network.getHAR((log) => {
      const fresh = merger.listed(/** @type {any} */ (log)?.entries ?? []);
      tell(fresh);
      const now = performance.now();
      restUntil = now + (now - started) * SHARE;
      pause = fresh.length > 0 ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
      if (visible) readWithin(pause);
    });
  }

  /** @param {import('./entries.js').Entry[]} entries */
  function tell(entries) {
    if (entries.length > 0) emit({ kind: 'entries', entries });
  }

  /** @param {DevtoolsEvent} event */
  function emit(event) {
    if (listener) {
      listener(event);
      return;
    }
    waiting.push(event);
    if (waiting.length > MOST_WAITING) waiting.shift();
  }
}

/** @param {string} name @returns {Theme} */
function themeOf(name) {
  return name === 'dark' ? 'dark' : 'light';
}
