/**
 * Signals of Node's own kind: its `Request` takes no other, and a test environment may have put its own class in that place, which
 * the page's signals are of.
 */
import * as util from 'node:util';

/** @returns {AbortController} */
export const hostController = () => /** @type {Partial<typeof util>} */ (util).transferableAbortController?.() ?? new AbortController();

const HostSignal = /** @type {any} */ (hostController().signal.constructor);

/** One that follows the page's. @param {AbortSignal | undefined} signal */
export function nodeSignal(signal) {
  if (!signal || signal instanceof HostSignal) return signal;
  const controller = hostController();
  if (signal.aborted) controller.abort(signal.reason);
  else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  return controller.signal;
}
