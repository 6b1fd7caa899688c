/** The bytes of an answer, and what `response` makes of them. */
import { isXml, mimeTypeOf, parseMimeType } from './mime-type.js';

/** @typedef {import('node:util').MIMEType} MIMEType */

/** Byte order marks, which stand above every word of the headers. @type {[mark: number[], encoding: string][]} */
const MARKS = [[[0xef, 0xbb, 0xbf], 'utf-8'], [[0xfe, 0xff], 'utf-16be'], [[0xff, 0xfe], 'utf-16le']];

/** How far a document is searched for what it says of its own encoding. */
const PRESCANNED = 1024;

export class Received {
  /** @type {Uint8Array[]} */
  #chunks = [];
  #length = 0;

  /** @param {import('../types.js').HeaderLines} headers that script can read */
  constructor(headers) {
    this.type = mimeTypeOf(headers);
  }

  get length() {
    return this.#length;
  }

  /** @param {Uint8Array} chunk */
  add(chunk) {
    this.#chunks.push(chunk);
    this.#length += chunk.byteLength;
  }

  #bytes() {
    if (this.#chunks.length !== 1) this.#chunks = [new Uint8Array(Buffer.concat(this.#chunks))];
    return this.#chunks[0];
  }

  /** @param {MIMEType | null} override */
  #final(override) {
    return override ?? this.type ?? /** @type {MIMEType} */ (parseMimeType('text/xml'));
  }

  /**
   * @param {MIMEType | null} override what `overrideMimeType` said
   * @param {{ isWhole: boolean, sniffs: boolean }} how isWhole: no more bytes will come; sniffs: an XML declaration counts
   */
  text(override, { isWhole, sniffs }) {
    const bytes = this.#bytes();
    const declared = sniffs && isXml(this.#final(override)) ? declaredEncoding(bytes, /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']+)/u) : null;
    return decode(bytes, this.#charset(override) ?? declared ?? 'utf-8', isWhole);
  }

  /** @param {JSON} realm the page's */
  json(realm) {
    try {
      return realm.parse(decode(this.#bytes(), 'utf-8', true, true));
    } catch {
      return null;
    }
  }

  /** @param {any} ArrayBufferClass of the page's realm */
  arrayBuffer(ArrayBufferClass) {
    const buffer = new ArrayBufferClass(this.#length);
    new Uint8Array(buffer).set(this.#bytes());
    return buffer;
  }

  /** @param {any} BlobClass @param {MIMEType | null} override */
  blob(BlobClass, override) {
    return new BlobClass([this.#bytes()], { type: String(this.#final(override)) });
  }

  /**
   * *Set a document response*; null for what is no document.
   * @param {any} DOMParser @param {MIMEType | null} override
   * @param {boolean} takesHtml `responseType` says `document`
   */
  document(DOMParser, override, takesHtml) {
    const type = this.#final(override);
    const isHtml = type.essence === 'text/html';
    if (!DOMParser || this.#length === 0 || !(isXml(type) || (isHtml && takesHtml))) return null;
    if (isHtml) {
      const declared = declaredEncoding(this.#bytes(), /<meta\s[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/iu);
      return new DOMParser().parseFromString(decode(this.#bytes(), this.#charset(override) ?? declared ?? 'utf-8', true), 'text/html');
    }
    try {
      const document = new DOMParser().parseFromString(this.text(override, { isWhole: true, sniffs: true }), 'application/xml');
      // Where it is not well formed, a parser gives a document that says so.
      return !document.documentElement || document.getElementsByTagName('parsererror').length > 0 ? null : document;
    } catch {
      return null;
    }
  }

  /** *Final charset*. @param {MIMEType | null} override @returns {string | null} */
  #charset(override) {
    const label = override?.params.get('charset') ?? this.type?.params.get('charset');
    return label && isEncoding(label) ? label : null;
  }
}

/** @param {string} label */
function isEncoding(label) {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}

/** @param {Uint8Array} bytes @param {RegExp} pattern */
function declaredEncoding(bytes, pattern) {
  const [, label] = pattern.exec(Buffer.from(bytes.subarray(0, PRESCANNED)).toString('latin1')) ?? [];
  // Bytes in which this could be read are none of UTF-16.
  return label && isEncoding(label) ? (/^utf-?16/iu.test(label) ? 'utf-8' : label) : null;
}

/** *Decode*. @param {Uint8Array} bytes @param {string} encoding @param {boolean} isWhole @param {boolean} [isUtf8] whatever a mark says */
function decode(bytes, encoding, isWhole, isUtf8 = false) {
  const marked = isUtf8 ? undefined : MARKS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1];
  // A character that is cut off is left for the next chunk.
  return new TextDecoder(marked ?? encoding).decode(bytes, { stream: !isWhole });
}
