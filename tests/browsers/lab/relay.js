/** One browser after another: each is closed before it has run so much that it behaves like no fresh one. */
import { openEngine } from './observe.js';

/** @typedef {Awaited<ReturnType<typeof openEngine>>} Browser */

/** @param {string} engine @param {number} most what one browser may run, counted as `take` is told */
export function openRelay(engine, most) {
  /** @type {Browser | null} */
  let browser = null;
  let used = 0;
  const close = async () => {
    const old = browser;
    browser = null;
    used = 0;
    await old?.close();
  };
  return {
    /** @param {number} weight of what runs in it next @returns {Promise<Browser>} */
    async take(weight) {
      if (browser && used + weight > most) await close();
      browser ??= await openEngine(engine);
      used += weight;
      return browser;
    },
    close,
  };
}
