/** A form with files as `multipart/form-data`, its length known before the files are read. */
import { randomUUID } from 'node:crypto';

/** @typedef {import('./extract.js').Extracted} Extracted */
/** @typedef {Buffer | { size: number, arrayBuffer: () => Promise<ArrayBuffer> }} Part bytes, or a file */

/** @param {Iterable<[string, any]>} form @returns {Extracted} */
export function multipart(form) {
  const boundary = `----formdata-corscope-${randomUUID()}`;
  /** @type {Part[]} */
  const parts = [];
  const write = (/** @type {string} */ text) => parts.push(Buffer.from(text));
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(lines(name))}"`;
    if (typeof value === 'string') {
      write(`${head}\r\n\r\n${lines(value)}\r\n`);
    } else {
      write(`${head}; filename="${quoted(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`);
      parts.push(value);
      write('\r\n');
    }
  }
  write(`--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: parts.reduce((sum, part) => sum + (Buffer.isBuffer(part) ? part.byteLength : part.size), 0),
    isText: false,
    bytes: async () => {
      const read = await Promise.all(parts.map(async (part) => (Buffer.isBuffer(part) ? part : Buffer.from(await part.arrayBuffer()))));
      return new Uint8Array(Buffer.concat(read));
    },
  };
}

/** Every line break as a form has it. @param {string} text */
const lines = (text) => text.replace(/\r\n|\r|\n/gu, '\r\n');

/** @param {string} text */
const quoted = (text) => text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
