/** `import 'corscope/jest'` in a set-up file or a test: `expect` of Jest knows the matchers. */
import { matchers } from './matchers.js';

/** @type {any} */ (globalThis).expect.extend(matchers);

export { accessTable } from './access-table.js';
export { ask } from './ask.js';
