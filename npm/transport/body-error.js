/**
 * What reading a body rejects with: the page's own reason where its signal ended it, else a TypeError as in browsers.
 * @param {unknown} error
 * @param {AbortSignal} [signal]
 */
export function bodyError(error, signal) {
  if (signal?.aborted) return signal.reason;
  return error instanceof TypeError ? error : new TypeError('network error', { cause: error });
}
