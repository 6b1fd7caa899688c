/**
 * `import { test, expect } from 'corscope/playwright'` in place of Playwright's own: `expect` knows the matchers, and a test fails
 * where CORS blocks a request of its page.
 */
import { test as base, expect as baseExpect } from '@playwright/test';
import { redact, renderText } from '../node.js';
import { WIDTH } from './judge.js';
import { matchers } from './matchers.js';
import { mayBeBlocked as isLet } from './may-be-blocked.js';
import { watch } from './watch.js';
import { blockedCalls } from './words.js';

export { accessTable } from './access-table.js';
export { ask } from './ask.js';

export const expect = baseExpect.extend(/** @type {any} */ (matchers));

/** @type {WeakMap<object, ReturnType<typeof watch>>} */
const watchedOf = new WeakMap();

export const test = base.extend(/** @type {any} */ ({
  mayBeBlocked: [[], { option: true }],

  /** @param {any} fixtures @param {(context: any) => Promise<void>} use @param {any} testInfo */
  context: async ({ context, browserName, mayBeBlocked }, use, testInfo) => {
    // Playwright takes a list of two for a value and its options, when the second is an object: a pattern is one.
    if (!Array.isArray(mayBeBlocked)) throw new TypeError('mayBeBlocked: expected a list; one of two with a pattern in it is written `[[…], { scope: \'test\' }]`');
    const watched = watch(context, browserName);
    watchedOf.set(context, watched);
    await use(context);
    const may = (/** @type {string} */ where) => isLet(mayBeBlocked, where);
    const { reports, lines } = await watched.blocked();
    const wrong = reports.filter(({ request }) => !may(request.url)).map((report) => redact(report));
    const untold = lines.filter((line) => !may(line));
    if (wrong.length + untold.length === 0) return;
    for (const report of wrong) await testInfo.attach('cors-report', { body: JSON.stringify(report, null, 2), contentType: 'application/json' });
    const message = blockedCalls(wrong.map((report) => renderText(report, { width: WIDTH }).trimEnd()), untold, browserName);
    const error = new Error(message);
    // Where it was made says nothing: the page made the call.
    error.stack = `Error: ${message}`;
    throw error;
  },

  /** @param {any} fixtures @param {(page: any) => Promise<void>} use */
  page: async ({ page }, use) => {
    await watchedOf.get(page.context())?.ready();
    await use(page);
  },
}));
