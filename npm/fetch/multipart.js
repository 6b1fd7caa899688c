/** A form with files as `multipart/form-data`, its length known before the files are read. */
/** @typedef {import('./extract.js').Extracted} Extracted */
/** @typedef {Uint8Array | { size: number, arrayBuffer: () => Promise<ArrayBuffer> }} Part bytes, or a file */

const ENCODER = new TextEncoder();

/** @param {Iterable<[string, any]>} form @returns {Extracted} */
export function multipart(form) {
  const boundary = `----formdata-corscope-${random()}`;
  /** @type {Part[]} */
  const parts = [];
  const write = (/** @type {string} */ text) => parts.push(ENCODER.encode(text));
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
    length: parts.reduce((sum, part) => sum + (isBytes(part) ? part.byteLength : part.size), 0),
    isText: false,
    bytes: async () => joined(await Promise.all(parts.map(async (part) => (isBytes(part) ? part : new Uint8Array(await part.arrayBuffer()))))),
  };
}

/** @param {Part} part @returns {part is Uint8Array} */
const isBytes = (part) => ArrayBuffer.isView(part);

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

const random = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Every line break as a form has it. @param {string} text */
const lines = (text) => text.replace(/\r\n|\r|\n/gu, '\r\n');

/** @param {string} text */
const quoted = (text) => text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
