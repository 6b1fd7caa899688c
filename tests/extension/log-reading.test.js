// When the log is read: on a clock of the test's own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogReading } from '../../extension/log-reading.js';

/** A clock that only moves when told to. */
function createClock() {
  let time = 0;
  /** @type {{ at: number, action: () => void }[]} */
  let timers = [];
  return {
    now: () => time,
    /** @param {() => void} action @param {number} wait */
    after(action, wait) {
      const timer = { at: time + wait, action };
      timers.push(timer);
      return timer;
    },
    /** @param {any} timer */
    cancel(timer) {
      timers = timers.filter((one) => one !== timer);
    },
    /** @param {number} milliseconds */
    advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        time = Math.max(time, next.at);
        this.cancel(next);
        next.action();
      }
      time = end;
    },
  };
}

/**
 * A log that takes its time to answer.
 * @param {{ takes: number, size: number, fresh?: () => number }} log
 */
function reader({ takes, size, fresh = () => 0 }) {
  const clock = createClock();
  /** @type {number[]} */
  const readAt = [];
  const reading = createLogReading((done) => {
    readAt.push(clock.now());
    clock.after(() => done(size, fresh()), takes);
  }, clock);
  return { clock, reading, readAt };
}

test('a shown panel reads at once, then less and less often while nothing is new', () => {
  const { clock, reading, readAt } = reader({ takes: 0, size: 10 });
  reading.show();
  clock.advance(62_000);
  assert.deepEqual(readAt, [0, 2000, 6000, 14_000, 30_000, 46_000, 62_000]);
});

test('something new makes it read soon again', () => {
  const { clock, reading, readAt } = reader({ takes: 0, size: 10 });
  reading.show();
  clock.advance(31_000);
  reading.expectMore();
  clock.advance(1000);
  assert.equal(readAt.at(-1), 32_000);
  reading.within(200);
  clock.advance(200);
  assert.equal(readAt.at(-1), 32_200);
});

test('a slow answer of a short log does not hide what comes after it', () => {
  const { clock, reading, readAt } = reader({ takes: 1500, size: 8, fresh: () => 1 });
  reading.show();
  clock.advance(1500);
  reading.within(200);
  clock.advance(200);
  assert.deepEqual(readAt, [0, 1700]);
});

test('a long log that is slow to read rests twenty times as long', () => {
  const { clock, reading, readAt } = reader({ takes: 500, size: 50_000, fresh: () => 1 });
  reading.show();
  clock.advance(10_400);
  assert.deepEqual(readAt, [0]);
  clock.advance(200);
  assert.deepEqual(readAt, [0, 10_500]);
});

test('a hidden panel reads no more, until it is shown again', () => {
  const { clock, reading, readAt } = reader({ takes: 10, size: 1, fresh: () => 1 });
  reading.show();
  clock.advance(5);
  reading.hide();
  clock.advance(60_000);
  reading.expectMore();
  clock.advance(60_000);
  assert.equal(readAt.length, 1);
  reading.show();
  clock.advance(0);
  assert.equal(readAt.length, 2);
});
