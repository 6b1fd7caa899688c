/** `import 'corscope/vitest'` in a set-up file or a test: `expect` of Vitest knows the matchers. */
import { expect } from 'vitest';
import { matchers } from './matchers.js';

expect.extend(/** @type {any} */ (matchers));

export { accessTable } from './access-table.js';
export { ask } from './ask.js';
