/** The body of a Response that somebody made, as script reads it: a stream of bytes that ends with the page's signal. */
import { onAbort } from '../abort.js';
import { bodyError } from './body-error.js';

/**
 * @param {ReadableStream<Uint8Array>} source
 * @param {AbortSignal} [signal]
 * @returns {ReadableStream<Uint8Array>}
 */
export function scriptBody(source, signal) {
  const reader = source.getReader();
  let off = () => {};
  return new ReadableStream({
    type: 'bytes',
    start(controller) {
      if (!signal) return;
      const abort = () => {
        controller.error(signal.reason);
        reader.cancel(signal.reason).catch(() => {});
      };
      if (signal.aborted) abort();
      else off = onAbort(signal, abort);
    },
    async pull(controller) {
      try {
        let chunk = await reader.read();
        // A stream of bytes takes no empty chunk.
        while (chunk.value?.byteLength === 0) chunk = await reader.read();
        if (signal?.aborted) return;
        // A copy: what is handed over is gone for whoever made it.
        if (!chunk.done) return void controller.enqueue(new Uint8Array(bytes(chunk.value)));
        off();
        controller.close();
        // A reader with a buffer of its own waits for it.
        controller.byobRequest?.respond(0);
      } catch (error) {
        off();
        throw bodyError(error, signal);
      }
    },
    cancel(reason) {
      off();
      return reader.cancel(reason);
    },
  });
}

/** @param {unknown} chunk @returns {Uint8Array} */
function bytes(chunk) {
  if (!ArrayBuffer.isView(chunk)) throw new TypeError('the body is no stream of bytes');
  return /** @type {Uint8Array} */ (chunk);
}
