/** The calls of a HAR file, as far as they are known to be whole. */
import { isUtf8 } from 'node:buffer';
import { openCapture } from '../../node.js';
import { LOOKED_AT, agentOf, engineOf } from '../../engine-of.js';
import { UsageError } from '../usage-error.js';
import { ItemScanner } from './items.js';

/**
 * @typedef {import('../../types.js').Capture} Capture
 * @typedef {import('../../types.js').Row} Row
 * @typedef {{ rows: Row[], capture: Capture, isLast: boolean }} Batch
 *   rows: whole ones; each one's report is to be had until the next batch is asked for
 */

/** How many entries go to the capture at once. */
const PIECE = 100;

/**
 * What a capture may hold, in characters of URLs and header lines: about a third of what it takes in memory. A call may hang
 * on one that was long before, by a kept preflight or a cached answer, so nothing is let go before.
 */
const MOST_HELD = 5_000_000;

/** An entry without a header line, in the same measure. */
const BARE = 500;

/**
 * @param {string} name of the file, for errors
 * @param {AsyncIterable<Buffer>} chunks
 * @param {{ engine?: string, mostHeld?: number, onHeld?: (held: number) => void }} [options]
 *   onHeld: told what is held, whenever that has grown
 * @returns {AsyncGenerator<Batch>}
 */
export async function* callsOf(name, chunks, { engine, mostHeld = MOST_HELD, onHeld } = {}) {
  /** @type {any[]} */
  let waiting = [];
  let browser = '';
  const scanner = new ItemScanner((entry) => { waiting.push(parsed(name, entry)); }, (said) => { browser = String(parsed(name, said)?.name ?? ''); });
  /** @type {Capture | null} */
  let capture = null;
  let held = 0;
  const flush = () => {
    capture ??= openCapture({ engine: /** @type {any} */ (engine ?? engineOf(agentOf(waiting, browser))) });
    held += waiting.reduce((sum, entry) => sum + weight(entry), 0);
    capture.add(waiting);
    waiting = [];
    onHeld?.(held + scanner.held);
    return capture;
  };
  for await (const chunk of chunks) {
    scanner.push(chunk);
    if (waiting.length < (capture ? PIECE : LOOKED_AT)) continue;
    const open = flush();
    if (held <= mostHeld) continue;
    const rows = open.rows();
    // Half of what may be held is enough to go on with.
    const old = rows.slice(0, Math.ceil(rows.length * (1 - mostHeld / 2 / held)));
    yield { rows: old, capture: open, isLast: false };
    open.drop(old.map(({ id }) => id));
    held *= 1 - old.length / rows.length;
  }
  const open = flush();
  yield { rows: open.rows(), capture: open, isLast: true };
  const wrong = scanner.end();
  if (wrong) throw new UsageError(`${name}: ${wrong}`);
}

/** An entry, or null for what is none: the capture says so by its number. @param {string} name @param {Buffer} bytes */
function parsed(name, bytes) {
  if (!isUtf8(bytes)) throw new UsageError(`${name}: not UTF-8`);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

/** @param {any} entry */
function weight(entry) {
  let sum = BARE + (entry?.request?.url?.length ?? 0);
  for (const { headers } of [entry?.request ?? {}, entry?.response ?? {}]) {
    if (!Array.isArray(headers)) continue;
    for (const header of headers) sum += (header?.name?.length ?? 0) + (header?.value?.length ?? 0);
  }
  return sum;
}
