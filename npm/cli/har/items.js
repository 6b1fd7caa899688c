/**
 * Finds the entries of a HAR file in its bytes, piece by piece, so that the file may be larger than memory. Nothing is
 * checked here beyond what is needed to find them: each entry is parsed by itself afterwards.
 */

const [QUOTE, BACKSLASH, COLON, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\:,[]{}');

/** Where the entries are: `{ "log": { "entries": [ … ] } }`. */
const [LOG_DEPTH, ENTRIES_DEPTH] = [2, 3];

/**
 * That far a string is walked through before the runtime's own search is worth its call; and where that stopped soon, at an
 * escaped quotation mark, as it will again.
 */
const BY_HAND = 64;
const BY_HAND_AMONG_ESCAPES = 4096;

/** A body of at least that length isn't kept. */
const LONG = 1024;

/** Keys that matter here; none is longer. */
const KEYS = new Set(['log', 'entries', 'browser', 'text']);
const LONGEST_KEY = 7;

export class ItemScanner {
  #onEntry;
  #onBrowser;

  /** Containers that are open. */
  #depth = 0;
  #isString = false;
  /** Bytes of the next chunk that an escape took already. */
  #skip = 0;
  /** What the current string has in earlier chunks, as much as a key may have. @type {Buffer | null} */
  #head = null;
  /** The last string, if it may be a key that matters. */
  #last = '';
  /** The keys under which the containers of depth 2 and 3 lie. */
  #keys = ['', ''];
  #isLog = false;
  #isEntries = false;
  #isBrowser = false;
  /** The string that comes is a body. */
  #isBody = false;
  /** What is collected, in pieces of earlier chunks. @type {Buffer[]} */
  #pieces = [];
  /** A body is under way that isn't kept. */
  #isLeftOut = false;
  #found = false;
  #broken = false;

  /**
   * @param {(entry: Buffer) => void} onEntry its JSON, without long bodies; the bytes are only lent
   * @param {(browser: Buffer) => void} onBrowser what the file says of the browser
   */
  constructor(onEntry, onBrowser) {
    this.#onEntry = onEntry;
    this.#onBrowser = onBrowser;
  }

  /** Bytes that are held until their entry ends. */
  get held() {
    return this.#pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  /** @param {Buffer} chunk */
  push(chunk) {
    const { length } = chunk;
    let at = this.#skip;
    this.#skip = 0;
    // Where that begins in this chunk which is not yet among the pieces; and the string.
    let from = this.#isLeftOut ? -1 : 0;
    let stringAt = 0;
    while (at < length) {
      if (this.#isString) {
        at = endOfString(chunk, at);
        if (at >= length) break;
        this.#isString = false;
        this.#last = this.#stringTo(chunk, stringAt, at);
        if (this.#isLeftOut) from = at;
        else if (this.#isBody && at - stringAt >= LONG && this.#isCollecting()) {
          this.#pieces.push(chunk.subarray(from, stringAt));
          from = at;
        }
        this.#isLeftOut = false;
        this.#isBody = false;
        this.#head = null;
        at += 1;
        continue;
      }
      const byte = chunk[at];
      at += 1;
      switch (byte) {
        case QUOTE:
          this.#isString = true;
          stringAt = at;
          break;
        case COLON:
          if (this.#depth < ENTRIES_DEPTH) this.#keys[this.#depth - 1] = this.#last;
          this.#isBody = this.#last === 'text';
          break;
        case COMMA:
          this.#last = '';
          if (this.#isEntries && this.#depth === ENTRIES_DEPTH) {
            this.#end(chunk.subarray(from, at - 1), this.#onEntry);
            from = at;
          }
          break;
        case OPEN_LIST:
        case OPEN_OBJECT:
          if (this.#opens(byte)) from = byte === OPEN_LIST ? at : at - 1;
          break;
        case CLOSE_LIST:
        case CLOSE_OBJECT:
          this.#last = '';
          if (this.#depth === ENTRIES_DEPTH && this.#isEntries) this.#end(chunk.subarray(from, at - 1), this.#onEntry);
          if (this.#depth === ENTRIES_DEPTH && this.#isBrowser) this.#end(chunk.subarray(from, at), this.#onBrowser);
          this.#closes();
          break;
        default:
      }
    }
    this.#keep(chunk, from, stringAt);
    this.#skip = at - length;
  }

  /** @returns {string | null} what is wrong with the file, if anything */
  end() {
    if (this.#broken || (this.#found && this.#depth > 0) || this.#isString) return 'it ends in the middle, or is no JSON';
    return this.#found ? null : 'no `log.entries` in it; a HAR file is what devtools save by "Save all as HAR"';
  }

  #isCollecting() {
    return this.#isEntries || this.#isBrowser;
  }

  /** @param {number} byte @returns {boolean} whether something to collect begins */
  #opens(byte) {
    this.#depth += 1;
    this.#last = '';
    this.#isBody = false;
    if (this.#depth === LOG_DEPTH) this.#isLog = byte === OPEN_OBJECT && this.#keys[0] === 'log';
    if (this.#depth !== ENTRIES_DEPTH || !this.#isLog) return false;
    this.#isEntries = byte === OPEN_LIST && this.#keys[1] === 'entries';
    this.#isBrowser = byte === OPEN_OBJECT && this.#keys[1] === 'browser';
    this.#found ||= this.#isEntries;
    return this.#isCollecting();
  }

  #closes() {
    if (this.#depth === ENTRIES_DEPTH) [this.#isEntries, this.#isBrowser] = [false, false];
    if (this.#depth === LOG_DEPTH) this.#isLog = false;
    this.#depth -= 1;
    this.#broken ||= this.#depth < 0;
  }

  /** @param {Buffer} rest @param {(whole: Buffer) => void} take */
  #end(rest, take) {
    const whole = this.#pieces.length > 0 ? Buffer.concat([...this.#pieces, rest]) : rest;
    this.#pieces = [];
    if (!isBlank(whole)) take(whole);
  }

  /** What the chunk leaves unfinished. @param {Buffer} chunk @param {number} from @param {number} stringAt */
  #keep(chunk, from, stringAt) {
    if (this.#isString && !this.#isLeftOut) {
      const part = chunk.subarray(stringAt, stringAt + LONGEST_KEY + 1);
      this.#head = this.#head ? Buffer.concat([this.#head, part]) : Buffer.from(part);
    }
    if (!this.#isCollecting() || this.#isLeftOut) return;
    this.#isLeftOut = this.#isBody && this.#isString;
    const kept = this.#isLeftOut ? chunk.subarray(from, stringAt) : chunk.subarray(from);
    if (kept.length > 0) this.#pieces.push(kept);
  }

  /** The string that ends, if it may be a key that matters. @param {Buffer} chunk @param {number} from @param {number} to */
  #stringTo(chunk, from, to) {
    if (to - from + (this.#head?.length ?? 0) > LONGEST_KEY) return '';
    const text = (this.#head?.toString('latin1') ?? '') + chunk.toString('latin1', from, to);
    return KEYS.has(text) ? text : '';
  }
}

/**
 * @param {Buffer} chunk @param {number} from within a string, not behind a backslash
 * @returns {number} where its quotation mark is; the length, or one more where a backslash comes last, if it isn't in here
 */
function endOfString(chunk, from) {
  const { length } = chunk;
  let at = from;
  let byHand = BY_HAND;
  for (;;) {
    const stop = Math.min(length, at + byHand);
    while (at < stop) {
      const byte = chunk[at];
      if (byte === QUOTE) return at;
      at += byte === BACKSLASH ? 2 : 1;
    }
    if (at >= length) return at;
    const found = chunk.indexOf(QUOTE, at);
    const end = found < 0 ? length : found;
    let backslashes = 0;
    while (end - backslashes > at && chunk[end - backslashes - 1] === BACKSLASH) backslashes += 1;
    const isEscaped = backslashes % 2 === 1;
    if (found < 0) return isEscaped ? length + 1 : length;
    if (!isEscaped) return found;
    byHand = found - at < BY_HAND ? BY_HAND_AMONG_ESCAPES : BY_HAND;
    at = found + 1;
  }
}

/** @param {Buffer} bytes */
function isBlank(bytes) {
  for (const byte of bytes) if (byte > 0x20) return false;
  return true;
}
