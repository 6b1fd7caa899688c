/** Undoes a response's Content-Encoding, as `fetch` does before script sees the body. */
import zlib from 'node:zlib';

/** @type {Record<string, () => import('node:stream').Transform>} */
const DECODERS = {
  gzip: () => zlib.createGunzip({ flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH }),
  deflate: () => zlib.createInflate({ flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH }),
  br: () => zlib.createBrotliDecompress(),
};
DECODERS['x-gzip'] = DECODERS.gzip;

/**
 * @param {import('node:stream').Readable} body
 * @param {import('../types.js').HeaderLines} headers
 * @returns {import('node:stream').Readable} as it came, where nothing is to be undone or it can't be
 */
export function decoded(body, headers) {
  const codings = headers.filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.toLowerCase().split(',')).map((coding) => coding.trim()).filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0 || !codings.every((coding) => coding in DECODERS)) return body;
  // The last coding was applied last.
  return codings.reduceRight((from, coding) => {
    const to = DECODERS[coding]();
    from.on('error', (error) => to.destroy(error));
    to.on('close', () => from.destroy());
    return from.pipe(to);
  }, body);
}
