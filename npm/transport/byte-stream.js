/**
 * A response's body as script reads it. `Readable.toWeb` does the same for any stream, at three times the cost of the whole
 * decision.
 */
import { bodyError } from './body-error.js';

/**
 * @param {import('node:stream').Readable} source
 * @param {{ signal?: AbortSignal, hold: (isWanted: boolean) => void }} how
 *   signal: ends the source, too; hold: told whether somebody waits for bytes, who is worth keeping the process alive
 * @returns {ReadableStream<Uint8Array>}
 */
export function byteStream(source, { signal, hold }) {
  let hasEnded = false;
  return new ReadableStream({
    type: 'bytes',
    start(controller) {
      /** @param {() => void} end */
      const once = (end) => {
        if (!hasEnded) end();
        hasEnded = true;
      };
      const broken = () => once(() => controller.error(bodyError(source.errored ?? new Error('the connection ended before the body'), signal)));
      source.on('data', (/** @type {Buffer} */ { buffer, byteOffset, byteLength }) => {
        // What was read before a cancel may still come.
        if (hasEnded || byteLength === 0) return;
        controller.enqueue(new Uint8Array(/** @type {ArrayBuffer} */ (buffer), byteOffset, byteLength).slice());
        if ((controller.desiredSize ?? 0) > 0) return;
        source.pause();
        hold(false);
      });
      source.on('end', () => once(() => {
        controller.close();
        // A reader with a buffer of its own waits for it.
        controller.byobRequest?.respond(0);
      }));
      source.on('error', broken);
      source.on('close', broken);
      // It may be over before anybody asks for the body.
      if (source.destroyed && !source.readableEnded) broken();
      hold(false);
    },
    pull() {
      hold(true);
      source.resume();
    },
    cancel() {
      hasEnded = true;
      source.destroy();
    },
  });
}
