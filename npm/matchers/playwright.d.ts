import type {
  Expect, PlaywrightTestArgs, PlaywrightTestOptions, PlaywrightWorkerArgs, PlaywrightWorkerOptions, TestType,
} from '@playwright/test';
import type { CorsMatchers } from './types.js';

declare global {
  namespace PlaywrightTest {
    interface Matchers<R, T = unknown> extends CorsMatchers {}
  }
}

export interface CorsOptions {
  /**
   * Requests that CORS may block: a part of their URL, or a pattern. For `test.use`; none if left out. Of a list of two
   * whose second is a pattern Playwright thinks that it is a value and its options: write `[['/a', /b/], { scope: 'test' }]`.
   */
  mayBeBlocked: (string | RegExp)[];
}

/**
 * Playwright's own, and a test of it fails where CORS blocks a request of its context's pages; the Reports are attached. In
 * Chromium the messages come from the browser's network log. In Firefox and WebKit, and for frames of other sites, the console's
 * line is all there is, and the failure says so. What workers ask for is not seen, nor are contexts that a test makes itself.
 */
export const test: TestType<PlaywrightTestArgs & PlaywrightTestOptions & CorsOptions, PlaywrightWorkerArgs & PlaywrightWorkerOptions>;
/** Playwright's own, with the matchers. */
export const expect: Expect<{}>;

export * from './types.js';
