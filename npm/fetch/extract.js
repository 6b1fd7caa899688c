/**
 * *Extract* a body of whatever realm: jsdom and happy-dom bring classes of their own, which the host's would take for objects, and
 * send as text. They are known by what they can do; not all have a Symbol.toStringTag. A body's length and type are known at once,
 * its bytes may have to be read.
 */
import { multipart } from './multipart.js';

const ENCODER = new TextEncoder();

/** @typedef {{ contentType: string | null, length: number, isText: boolean, bytes: () => Promise<Uint8Array> }} Extracted isText: a string or a document */

/**
 * @param {any} source neither null nor a stream
 * @param {any} [XMLSerializer] the environment's, for documents
 * @returns {Extracted}
 */
export function extract(source, XMLSerializer = undefined) {
  if (ArrayBuffer.isView(source)) return known(new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice(), null);
  if (isArrayBuffer(source)) return known(new Uint8Array(source).slice(), null);
  if (source?.nodeType === 9 && XMLSerializer) return ofDocument(source, XMLSerializer);
  if (hasAll(source, 'arrayBuffer', 'slice') && typeof source.size === 'number') {
    return { contentType: source.type || null, length: source.size, isText: false, bytes: async () => new Uint8Array(await source.arrayBuffer()) };
  }
  if (hasAll(source, 'append', 'getAll', 'sort')) return known(utf8(String(source)), 'application/x-www-form-urlencoded;charset=UTF-8');
  if (hasAll(source, 'append', 'getAll')) return multipart(source);
  return known(utf8(String(source)), 'text/plain;charset=UTF-8', true);
}

/** @param {any} source @returns {source is ReadableStream<Uint8Array>} */
export const isStream = (source) => hasAll(source, 'getReader', 'cancel');

/** @param {ReadableStream<Uint8Array>} source @returns {ReadableStream<Uint8Array>} */
export function hostStream(source) {
  if (source instanceof ReadableStream) return source;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (source).getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** @param {any} source @param {string[]} names of methods */
const hasAll = (source, ...names) => typeof source === 'object' && source !== null && names.every((name) => typeof source[name] === 'function');

/** @param {any} source @returns {source is ArrayBuffer} */
const isArrayBuffer = (source) => /^\[object (?:Shared)?ArrayBuffer\]$/u.test(Object.prototype.toString.call(source));

/** @param {string} text */
const utf8 = (text) => ENCODER.encode(text);

/** @param {Uint8Array} bytes @param {string | null} contentType @param {boolean} [isText] @returns {Extracted} */
const known = (bytes, contentType, isText = false) => ({ contentType, length: bytes.byteLength, isText, bytes: async () => bytes });

/** @param {any} document @param {any} XMLSerializer @returns {Extracted} */
function ofDocument(document, XMLSerializer) {
  const isHtml = document.contentType === 'text/html';
  const text = isHtml ? `${document.doctype ? '<!DOCTYPE html>' : ''}${document.documentElement?.outerHTML ?? ''}`
    : new XMLSerializer().serializeToString(document);
  return known(utf8(text), `${isHtml ? 'text/html' : 'application/xml'};charset=UTF-8`, true);
}
