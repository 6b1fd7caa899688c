/** What comes in by a pipe. */
import { UsageError } from './usage-error.js';

/** More than anybody copies. */
const MOST_BYTES = 1 << 20;

/** @param {string[]} words @returns {Promise<string>} them as one text, or the standard input where there is `-` alone */
export async function textOf(words) {
  if (words.length !== 1 || words[0] !== '-') return words.join(' ');
  const pieces = [];
  let length = 0;
  for await (const piece of process.stdin) {
    length += piece.length;
    if (length > MOST_BYTES) throw new UsageError('standard input: longer than 1 MB');
    pieces.push(piece);
  }
  const text = Buffer.concat(pieces).toString();
  if (text.trim() === '') throw new UsageError('standard input: empty');
  return text;
}
