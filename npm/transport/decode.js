/** Undoes a response's Content-Encoding, as `fetch` does before script sees the body. */
import { Readable, Transform } from 'node:stream';
import zlib from 'node:zlib';
import { byteStream } from './byte-stream.js';

const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
/** Takes what ends too early, and an empty body above all. */
const LENIENT = { flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH };

/** @type {Record<string, () => Transform>} */
const DECODERS = {
  gzip: () => zlib.createGunzip(LENIENT),
  'x-gzip': () => zlib.createGunzip(LENIENT),
  deflate: () => new Inflate(),
  br: () => zlib.createBrotliDecompress({ flush: BROTLI_OPERATION_FLUSH, finishFlush: BROTLI_OPERATION_FLUSH }),
};

/** `deflate` is zlib's format, and what some servers send without its head; the first byte tells. */
class Inflate extends Transform {
  /** @type {zlib.Inflate | zlib.InflateRaw | null} */
  #inner = null;

  /** @override @param {Buffer} chunk @param {unknown} _ @param {() => void} done */
  _transform(chunk, _, done) {
    this.#inner ??= this.#made(chunk);
    this.#inner.write(chunk, done);
  }

  /** @override @param {() => void} done */
  _flush(done) {
    if (!this.#inner) return done();
    this.#inner.once('end', done).end();
  }

  /** @param {Buffer} chunk not empty */
  #made([first]) {
    const isZlib = (first & 0x0f) === 8;
    const inner = isZlib ? zlib.createInflate(LENIENT) : zlib.createInflateRaw(LENIENT);
    return inner.on('data', (chunk) => this.push(chunk)).on('error', (error) => this.destroy(error));
  }
}

/**
 * @param {import('node:stream').Readable} body
 * @param {import('../types.js').HeaderLines} headers
 * @returns {import('node:stream').Readable} as it came, where nothing is to be undone or it can't be
 */
export function decoded(body, headers) {
  const codings = headers.filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.toLowerCase().split(',')).map((coding) => coding.trim()).filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0 || !codings.every((coding) => Object.hasOwn(DECODERS, coding))) return body;
  // The last coding was applied last.
  return codings.reduceRight((from, coding) => {
    const to = DECODERS[coding]();
    if (from.destroyed) return to.destroy(from.errored ?? undefined);
    from.on('error', (error) => to.destroy(error));
    to.on('close', () => from.destroy());
    return from.pipe(to);
  }, body);
}

/**
 * A handler may encode what it gives, as Hono's `compress` does.
 * @param {import('./message.js').Transport} transport whose bodies are as they were given
 * @returns {import('./message.js').Transport}
 */
export const decoding = (transport) => async (message) => {
  const sent = await transport(message);
  if (!sent.headers.some(([name]) => name === 'content-encoding')) return sent;
  const body = () => {
    const given = sent.body();
    return given && byteStream(decoded(Readable.fromWeb(/** @type {any} */ (given)), sent.headers), { signal: message.signal, hold() {} });
  };
  return { ...sent, body };
};
