/** What ends with an AbortSignal. */

/** @type {WeakMap<AbortSignal, { callbacks: Set<() => void>, tell: () => void }>} */
const waiting = new WeakMap();

/**
 * Hosts warn of a signal with many listeners, and a page may have one for all its calls: each signal gets one here.
 * @param {AbortSignal} signal not aborted yet
 * @param {() => void} callback
 * @returns {() => void} calls it off
 */
export function onAbort(signal, callback) {
  let one = waiting.get(signal);
  if (!one) {
    /** @type {Set<() => void>} */
    const callbacks = new Set();
    one = { callbacks, tell: () => callbacks.forEach((call) => call()) };
    waiting.set(signal, one);
    signal.addEventListener('abort', one.tell, { once: true });
  }
  const { callbacks, tell } = one;
  callbacks.add(callback);
  return () => {
    if (!callbacks.delete(callback) || callbacks.size > 0) return;
    waiting.delete(signal);
    signal.removeEventListener('abort', tell);
  };
}

/**
 * @param {any} signal of the host's, or of a test environment's own making
 * @returns {AbortSignal | undefined} one of the host's, which alone its own classes take
 */
export function hostSignal(signal) {
  if (signal === undefined || signal === null || signal instanceof AbortSignal) return signal ?? undefined;
  if (typeof signal.aborted !== 'boolean' || typeof signal.addEventListener !== 'function') throw new TypeError('signal: expected an AbortSignal');
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return controller.signal;
}

/**
 * Whoever is asked may never answer.
 * @template T
 * @param {T | Promise<T>} value
 * @param {AbortSignal | undefined} signal
 * @returns {T | Promise<T>} rejects with the signal's reason as soon as there is one
 */
export function untilAborted(value, signal) {
  if (!signal) return value;
  return new Promise((resolve, reject) => {
    const off = signal.aborted ? () => {} : onAbort(signal, () => reject(signal.reason));
    if (signal.aborted) reject(signal.reason);
    Promise.resolve(value).then(resolve, reject).finally(off);
  });
}
