/**
 * Which sequences run at the same time. A browser's preflight cache is small (Firefox keeps 100 answers, the least
 * recently used go first; Chromium 1024, then some go by chance), so sequences run in waves that fit into it together;
 * an answer of an earlier wave is never missed. Sequences that wait for long are in a wave with their like.
 */
import { durationOf, sizeOf } from './sequence.js';

/** @typedef {import('./sequence.js').Sequence} Sequence */

const URLS = 20;
const KEYS = 90;

/** @param {Sequence[]} sequences @returns {Sequence[][]} */
export function wavesOf(sequences) {
  /** @type {Sequence[][]} */
  const waves = [];
  let [urls, keys] = [Infinity, Infinity];
  for (const sequence of [...sequences].sort((a, b) => durationOf(a) - durationOf(b))) {
    const size = sizeOf(sequence);
    if (urls + size.urls > URLS || keys + size.keys > KEYS) {
      waves.push([]);
      [urls, keys] = [0, 0];
    }
    waves[waves.length - 1].push(sequence);
    urls += size.urls;
    keys += size.keys;
  }
  return waves;
}
