/** The only file that names the browser's extension API: what devtools tell, and what can be asked of them. */
import { createMerger, isThin } from './entries.js';
import { createLogReading } from './log-reading.js';
import { createMentions } from './mentions.js';

/**
 * @typedef {{ kind: 'entries', entries: import('./entries.js').Entry[] }
 *   | { kind: 'navigated', url: string }
 *   | { kind: 'learnt', facts: import('../npm/types.js').PageFacts }} DevtoolsEvent
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

/** How late the wire's own headers may be, in milliseconds. */
const LATE = 200;
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
  const mentions = createMentions(
    (done) => inspectedWindow.getResources(done),
    (facts) => emit({ kind: 'learnt', facts }),
  );
  /** @type {DevtoolsEvent[]} */
  const waiting = [];
  /** @type {((event: DevtoolsEvent) => void)|null} */
  let listener = null;
  const reading = createLogReading(readLog);

  network.onRequestFinished.addListener((entry) => {
    tell(merger.finished(entry));
    if (LOG_COSTS_ENTRIES) return;
    if (isThin(entry)) reading.within(LATE);
    // Where one call ends, others may hang: their bodies are never read, and no event ever tells of them.
    reading.expectMore();
  });
  network.onNavigated.addListener((url) => {
    mentions.navigated();
    emit({ kind: 'navigated', url });
  });
  readLog(() => {});

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
      connect(window, devtools);
      if (!LOG_COSTS_ENTRIES) reading.show();
    });
    panel.onHidden.addListener(reading.hide);
  });

  /** @param {(size: number, fresh: number) => void} done */
  function readLog(done) {
    network.getHAR((log) => {
      /** @type {import('./entries.js').Entry[]} */
      const entries = /** @type {any} */ (log)?.entries ?? [];
      const fresh = merger.listed(entries);
      tell(fresh);
      done(entries.length, fresh.length);
    });
  }

  /** @param {import('./entries.js').Entry[]} entries */
  function tell(entries) {
    if (entries.length === 0) return;
    emit({ kind: 'entries', entries });
    mentions.entries(entries);
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
