/** One `send()`: the call, its answer as it comes, and the clock that may end it. */
import { hostController } from './signal.js';

/**
 * @typedef {import('../fetch/caller.js').Caller} Caller
 * @typedef {import('../fetch/caller.js').PageAnswer} PageAnswer
 * @typedef {import('../fetch/page-call.js').PageCall} PageCall
 * @typedef {{ bodySent: () => void, answered: (answer: PageAnswer) => void, chunk: (bytes: Uint8Array) => void, ended: () => void,
 *   failed: (why: import('../types.js').Report | unknown) => void, timedOut: () => void }} Told failed: a Report, or what was thrown
 */

export class Sending {
  #controller = hostController();
  #told;
  #started = Date.now();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReadableStreamDefaultReader<Uint8Array> | undefined} */
  #reader;
  #isOver = false;

  /** @param {Told} told not after `terminate` */
  constructor(told) {
    this.#told = told;
  }

  /** From its start on; 0 for no end. @param {number} ms */
  limit(ms) {
    clearTimeout(this.#timer);
    if (this.#isOver || ms === 0) return;
    const left = Math.max(0, ms - (Date.now() - this.#started));
    this.#timer = setTimeout(() => {
      this.terminate();
      this.#told.timedOut();
    }, left);
  }

  /** Whatever still comes is of no interest. */
  terminate() {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#controller.abort();
    // A body that the signal doesn't reach.
    this.#reader?.cancel().catch(() => {});
  }

  /** @param {Caller} make @param {() => Promise<PageCall>} call */
  async run(make, call) {
    let outcome;
    try {
      outcome = await make({ ...await call(), signal: this.#controller.signal }, () => { if (!this.#isOver) this.#told.bodySent(); });
    } catch (error) {
      this.#end(() => this.#told.failed(error));
      return;
    }
    const { answer, report } = outcome;
    if (!answer) this.#end(() => this.#told.failed(report));
    else if (this.#isOver) answer.sent.discard();
    else await this.#read(answer);
  }

  /** @param {PageAnswer} answer */
  async #read(answer) {
    if (answer.of.isBodiless) answer.sent.discard();
    else this.#reader = answer.sent.body()?.getReader();
    this.#told.answered(answer);
    while (this.#reader && !this.#isOver) {
      /** @type {ReadableStreamReadResult<Uint8Array>} */
      let read;
      try {
        read = await this.#reader.read();
      } catch (error) {
        this.#end(() => this.#told.failed(error));
        return;
      }
      if (read.done) break;
      if (!this.#isOver) this.#told.chunk(read.value);
    }
    this.#end(() => this.#told.ended());
  }

  /** @param {() => void} tell */
  #end(tell) {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    tell();
  }
}
