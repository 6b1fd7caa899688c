/**
 * When the log is read. Reading costs devtools a copy of all of it, so it is read less often while it tells nothing new,
 * and never for more than a small part of the time. Pure: the clock is passed in.
 */

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 16_000;
/** After a reading, the log rests so many times as long as that took … */
const SHARE = 20;
/**
 * … but no longer than a log of its size can have cost, in milliseconds per entry: a slow answer with few entries is a busy
 * machine, and waiting longer would only hide its calls.
 */
const REST_PER_ENTRY = 2;

/**
 * @typedef {object} Clock
 * @property {() => number} now milliseconds
 * @property {(action: () => void, wait: number) => unknown} after
 * @property {(timer: any) => void} cancel
 *
 * @typedef {object} LogReading
 * @property {(wait: number) => void} within reads after that many milliseconds, if it is not read before anyway
 * @property {() => void} expectMore something happened: more may come soon
 * @property {() => void} show someone looks from now on: it is read again and again
 * @property {() => void} hide nobody does: it is read on request only
 */

/** @type {Clock} */
const realClock = {
  now: () => performance.now(),
  after: (action, wait) => setTimeout(action, wait),
  cancel: (timer) => clearTimeout(timer),
};

/**
 * @param {(done: (size: number, fresh: number) => void) => void} read reads once, and says how many entries the log held
 *   and how many of them were new
 * @param {Clock} [clock]
 * @returns {LogReading}
 */
export function createLogReading(read, clock = realClock) {
  let shown = false;
  let pause = FIRST_PAUSE;
  let due = Infinity;
  let restUntil = 0;
  /** @type {unknown} */
  let timer;

  /** @param {number} wait */
  function within(wait) {
    const now = clock.now();
    const at = Math.max(now + wait, restUntil);
    if (at >= due) return;
    clock.cancel(timer);
    due = at;
    timer = clock.after(readNow, at - now);
  }

  function readNow() {
    const started = clock.now();
    due = Infinity;
    read((size, fresh) => {
      const now = clock.now();
      restUntil = now + Math.min((now - started) * SHARE, size * REST_PER_ENTRY);
      pause = fresh > 0 ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
      if (shown) within(pause);
    });
  }

  return {
    within,
    expectMore() {
      if (!shown) return;
      pause = FIRST_PAUSE;
      within(pause);
    },
    show() {
      shown = true;
      within(0);
    },
    hide() {
      shown = false;
      clock.cancel(timer);
      due = Infinity;
    },
  };
}
