/** A file's bytes, a compressed one's as they were before; `-` is what comes by the pipe. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UsageError } from '../usage-error.js';

const CHUNK = 1 << 20;

/**
 * @param {string} name
 * @param {(read: number, size: number | null) => void} onRead bytes so far, and all of them where that is known
 * @returns {AsyncGenerator<Buffer>}
 */
export async function* bytesOf(name, onRead) {
  try {
    const size = name === '-' ? null : await sizeOf(name);
    const source = name === '-' ? process.stdin : createReadStream(name, { highWaterMark: CHUNK });
    yield* unzipped(counted(source, (read) => onRead(read, size)));
  } catch (error) {
    throw readable(name, error);
  }
}

/** @param {string} name */
async function sizeOf(name) {
  const found = await stat(name);
  if (found.isDirectory()) throw new UsageError(`${name}: a folder; name the files in it`);
  return found.isFile() ? found.size : null;
}

/** @param {AsyncIterable<Buffer>} source @param {(read: number) => void} onRead @returns {AsyncGenerator<Buffer>} */
async function* counted(source, onRead) {
  let read = 0;
  for await (const chunk of source) {
    read += chunk.length;
    onRead(read);
    yield chunk;
  }
}

/** @param {AsyncGenerator<Buffer>} source @returns {AsyncGenerator<Buffer>} */
async function* unzipped(source) {
  const { value: first } = await source.next();
  if (!first) return;
  const whole = async function* whole() {
    yield first;
    yield* source;
  };
  if (first[0] !== 0x1f || first[1] !== 0x8b) return yield* whole();
  yield* Readable.from(whole(), { objectMode: false }).pipe(createGunzip({ chunkSize: CHUNK }));
}

/** @type {Record<string, string>} */
const REASONS = {
  ENOENT: 'no such file', EACCES: 'may not be read', EISDIR: 'a folder; name the files in it',
  Z_DATA_ERROR: 'damaged: it can\'t be unpacked', Z_BUF_ERROR: 'it ends in the middle',
};

/** @param {string} name @param {any} error */
function readable(name, error) {
  const reason = REASONS[error?.code];
  return reason ? new UsageError(`${name}: ${reason}`) : error;
}
