/** *Subresource integrity*: the page says what the body has to be. */
import { pageResponse } from './page-response.js';

/** From weak to strong; anything else in the page's list counts for nothing. @type {Record<string, string>} */
const ALGORITHMS = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };

/**
 * @param {Response} response as the page would get it
 * @param {string} metadata digests of the bodies that are right, apart by blanks
 * @returns {Promise<Response | null>} with its body read; null where it is another than the page wants, or can't be read
 */
export async function verified(response, metadata) {
  if (!response.body) return null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  return await matches(bytes, metadata) ? pageResponse(bytes, response.headers, /** @type {any} */ (response)) : null;
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} metadata */
async function matches(bytes, metadata) {
  const wanted = metadata.split(/[\t\n\f\r ]+/u).flatMap((item) => {
    const [, algorithm = '', digest = ''] = /^(\w+)-([^?]*)/u.exec(item) ?? [];
    return Object.hasOwn(ALGORITHMS, algorithm) ? [{ algorithm, digest }] : [];
  });
  const strongest = Object.keys(ALGORITHMS).findLast((name) => wanted.some(({ algorithm }) => algorithm === name));
  if (!strongest) return true;
  const digest = base64(await crypto.subtle.digest(ALGORITHMS[strongest], bytes));
  // The alphabet of URLs is taken, too.
  return wanted.some((one) => one.algorithm === strongest && one.digest.replaceAll('-', '+').replaceAll('_', '/') === digest);
}

/** @param {ArrayBuffer} digest */
const base64 = (digest) => btoa(String.fromCharCode(...new Uint8Array(digest)));
