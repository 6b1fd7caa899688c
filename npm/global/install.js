/** Puts a `fetch` and an `XMLHttpRequest` that enforce CORS in the place of a test environment's own. */
import { KNOWN, callerWith } from '../fetch/caller.js';
import { checkKnown } from '../options.js';
import { environmentOf } from './environment.js';
import { eventTargetsOf } from './event-targets.js';
import { pageFetch } from './page-fetch.js';
import { replace } from './replace.js';
import { xmlHttpRequestOf } from './xml-http-request.js';

/** @typedef {import('../types.js').InstallGlobalOptions} InstallGlobalOptions */
/** @typedef {import('../types.js').Report} Report */

/** What is installed says so, whichever copy of this package installed it. */
const OURS = Symbol.for('corscope.installGlobal');

/**
 * @param {import('../fetch/caller.js').Core} core
 * @param {import('../fetch/caller.js').Transports} transports
 * @returns {(host: any, options?: InstallGlobalOptions) => import('../types.js').InstalledGlobal} host: what is global where the test runs
 */
export const installGlobalWith = (core, transports) => (host, options = {}) => {
  const { console: to = true } = checked(options);
  const page = environmentOf(host, options);
  const targets = [...new Set([host, page.window])];
  if (targets.some((target) => target.fetch?.[OURS])) throw new Error('installGlobal: it is installed already; call what it returned, `restore()`, first');
  // What isn't HTTP is the business of the `fetch` that is there now.
  const caller = callerOf(core, transports, options, page, host.fetch ?? globalThis.fetch);
  const fetch = Object.assign(pageFetch(page, caller, core.text), { [OURS]: true });

  /** @type {Record<string, unknown>} */
  let xhr = {};
  if (page.hasXhr) {
    const printer = () => (typeof to === 'object' ? to : to ? host.console : null);
    const kinds = eventTargetsOf(page.classes.EventTarget);
    const XMLHttpRequest = xmlHttpRequestOf(page, kinds, caller, (why) => printer()?.error(isReport(why) ? core.text(why).trimEnd() : why));
    xhr = { ...kinds, XMLHttpRequest };
  }
  const undo = targets.flatMap((target) => [
    replace(target, 'fetch', fetch),
    ...Object.entries(xhr).filter(([name]) => typeof target[name] === 'function').map(([name, value]) => replace(target, name, value)),
  ]);
  const restore = () => {
    for (const one of undo.splice(0)) one();
  };
  return Object.assign(restore, { restore, [Symbol.dispose]: restore });
};

/**
 * Who makes the page's calls: another one when the page goes to another origin.
 * @param {import('../fetch/caller.js').Core} core @param {import('../fetch/caller.js').Transports} transports
 * @param {InstallGlobalOptions} options @param {import('./environment.js').Environment} page @param {typeof fetch} byHost
 */
function callerOf(core, transports, options, page, byHost) {
  const { window: _, console: __, cache = core.newCache(), ...own } = options;
  const made = (/** @type {string} */ origin) => ({ origin, make: callerWith(core, transports)({ ...own, cache, origin }, byHost) });
  let last = made(page.origin());
  return () => {
    const origin = page.origin();
    if (origin !== last.origin) last = made(origin);
    return last;
  };
}

/** @param {unknown} why @returns {why is Report} */
const isReport = (why) => typeof why === 'object' && why !== null && 'verdict' in why;

/** The rest is checked as `createFetch` checks it. @param {InstallGlobalOptions} options */
function checked(options) {
  if (typeof options !== 'object' || options === null) throw new TypeError('options: expected an object');
  checkKnown(options, [...KNOWN, 'window', 'console']);
  const { console: to } = options;
  if (to !== undefined && typeof to !== 'boolean' && typeof to?.error !== 'function') throw new TypeError('console: expected a boolean, or an object with `error`');
  return options;
}
