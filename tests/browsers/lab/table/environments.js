/**
 * What else people test with: environments inside Node that have a `fetch` or an `XMLHttpRequest` of their own. Each
 * performs requests with the same code as the browsers' pages, and reaches the same server.
 */
import dns from 'node:dns';
import { createRequire } from 'node:module';
import { perform } from '../../page.js';

/** @typedef {import('../../page.js').PageResult} PageResult */
/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {(request: object) => Promise<PageResult>} Perform */
/**
 * @typedef {{ name: string, version: () => string, takes: (scenario: LabScenario) => boolean,
 *   open: (origin: string) => Promise<Perform> }} Environment open: a page of this origin, where there are pages
 */

const require = createRequire(import.meta.url);

/** @param {string} name @returns {string} */
const versionOf = (name) => require(`${name}/package.json`).version;

/** Browsers resolve `*.localhost` by themselves; Node asks the machine, which may not know. */
export function resolveLocalhost() {
  const lookup = /** @type {any} */ (dns.lookup);
  /** @type {any} */ (dns).lookup = (/** @type {string} */ host, /** @type {any} */ options, /** @type {any} */ done) => (
    lookup(host.endsWith('.localhost') ? '127.0.0.1' : host, options, done));
}

/** No types: what the packages are is of no matter here. @param {string} name @returns {Promise<any>} */
const load = (name) => import(name);

/** @type {Environment[]} */
export const ENVIRONMENTS = [
  {
    name: '`XMLHttpRequest` of jsdom', version: () => versionOf('jsdom'),
    takes: ({ page, request }) => page === 'plain' && request.initiator === 'xmlhttprequest',
    async open(origin) {
      const { JSDOM, VirtualConsole } = await load('jsdom');
      const { window } = new JSDOM('', { url: `${origin}/`, runScripts: 'outside-only', virtualConsole: new VirtualConsole() });
      const make = window.eval(`(${perform})`);
      return (request) => make(request, { abortAfter: null });
    },
  },
  {
    name: '`fetch` of happy-dom', version: () => versionOf('happy-dom'),
    takes: ({ page, request }) => page === 'plain' && request.initiator === undefined,
    async open(origin) {
      const { Window } = await load('happy-dom');
      const window = new Window({ url: `${origin}/` });
      const make = new Function('window', `with (window) { return (${perform}); }`)(window);
      return (request) => make(request, { abortAfter: null });
    },
  },
  {
    name: '`fetch` of Node', version: () => process.versions.node,
    takes: ({ page, request }) => page === 'plain' && request.initiator === undefined,
    open: async () => (request) => perform(request, { abortAfter: null }),
  },
];
