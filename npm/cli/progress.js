/** How far long work is, where somebody watches. */

const EVERY_MS = 200;

/** @param {string} what */
export function progressOf(what) {
  const { stderr } = process;
  const began = Date.now();
  let shown = began;
  return {
    /** @param {number} done @param {number | null} all */
    at(done, all) {
      // What is quick needs no progress, and a log file keeps every line.
      if (!stderr.isTTY || Date.now() - shown < EVERY_MS || Date.now() - began < 1000) return;
      shown = Date.now();
      stderr.write(`\r\u001b[K${what}: ${all ? `${Math.floor((done / all) * 100)} %` : `${(done / 1e6).toFixed(0)} MB`}`);
    },
    done() {
      if (shown !== began) stderr.write('\r\u001b[K');
    },
  };
}
