/** The answer of an `XMLHttpRequest`, as far as script may see it. */
import { Received } from './received.js';
import { combined } from './request-parts.js';

/** @typedef {import('node:util').MIMEType} MIMEType */

export class Answer {
  #headers;
  #received;
  /** @type {unknown} */
  #object = null;

  /** @param {import('../fetch/caller.js').PageAnswer | null} came null: a *network error* */
  constructor(came = null) {
    const readable = new Set(came?.of.exposed);
    const lines = came?.sent.headers.filter(([name]) => readable.has(name.toLowerCase())) ?? [];
    this.isError = came === null;
    this.status = came?.sent.status ?? 0;
    this.statusText = came?.sent.statusText ?? '';
    this.url = came?.of.url ?? '';
    this.#headers = combined(lines);
    this.#received = new Received(lines);
  }

  /** @param {string} name @returns {string | null} */
  header(name) {
    return this.#headers.find(([one]) => one === name.toLowerCase())?.[1] ?? null;
  }

  /** As one text. */
  allHeaders() {
    return this.#headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }

  /** @param {Uint8Array} chunk */
  add(chunk) {
    this.#received.add(chunk);
  }

  /** How much has come, and how much will: 0 where nobody says. */
  length() {
    const total = Number(/^\d+$/u.exec(this.header('content-length') ?? '')?.[0] ?? 0);
    return /** @type {const} */ ([this.#received.length, total]);
  }

  /** @param {MIMEType | null} override @param {{ isWhole: boolean, sniffs: boolean }} how */
  text(override, how) {
    return this.isError ? '' : this.#received.text(override, how);
  }

  /**
   * Each time the same object.
   * @param {string} type `responseType`
   * @param {MIMEType | null} override
   * @param {import('./environment.js').Environment} page
   */
  object(type, override, page) {
    if (this.isError) return null;
    this.#object ??= this.#made(type, override, page);
    return this.#object;
  }

  /** @param {string} type @param {MIMEType | null} override @param {import('./environment.js').Environment} page */
  #made(type, override, { classes, DOMParser, JSON: realm }) {
    switch (type) {
      case 'arraybuffer': return this.#received.arrayBuffer(classes.ArrayBuffer);
      case 'blob': return this.#received.blob(classes.Blob, override);
      case 'json': return this.#received.json(realm);
      default: return this.#received.document(DOMParser, override, type === 'document');
    }
  }
}
