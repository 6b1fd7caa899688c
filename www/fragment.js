/**
 * The state in the address: `#1.z.<bytes>` (deflated) or `#1.j.<bytes>` (plain), base64url. A fragment is never sent
 * to a server. What it holds was written by whoever made the link, so nothing in it is trusted.
 */

export const VERSION = 1;
const MOST_BYTES = 1 << 20;

/**
 * @param {unknown} value
 * @param {{ compress?: boolean }} [options]
 * @returns {Promise<string>} without the `#`
 */
export async function toFragment(value, { compress = typeof CompressionStream === 'function' } = {}) {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  if (!compress) return `${VERSION}.j.${toBase64(bytes)}`;
  return `${VERSION}.z.${toBase64(await through(bytes, new CompressionStream('deflate-raw')))}`;
}

/**
 * @param {string} fragment with or without the `#`
 * @returns {Promise<unknown>}
 * @throws {TypeError} that says what is wrong with the link
 */
export async function fromFragment(fragment) {
  const [version, kind, data, ...more] = fragment.replace(/^#/, '').split('.');
  if (!/^\d+$/.test(version)) throw new TypeError('it does not start with a version');
  if (Number(version) !== VERSION) {
    throw new TypeError(`it has version ${version}, and this page reads version ${VERSION}`);
  }
  if ((kind !== 'z' && kind !== 'j') || data === undefined || more.length > 0) {
    throw new TypeError('its parts are not those of a link made here');
  }
  const bytes = fromBase64(data);
  let plain = bytes;
  if (kind === 'z') {
    try {
      plain = await through(bytes, new DecompressionStream('deflate-raw'));
    } catch (error) {
      if (error instanceof TypeError && /too large/.test(error.message)) throw error;
      throw new TypeError('its compressed part is damaged', { cause: error });
    }
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  } catch (error) {
    throw new TypeError('what it holds is not JSON', { cause: error });
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream|DecompressionStream} stream
 */
async function through(bytes, stream) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) {
      await reader.cancel();
      throw new TypeError('what it holds is too large');
    }
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @param {string} text */
function fromBase64(text) {
  if (!/^[\w-]+$/.test(text)) throw new TypeError('it holds characters that no link made here holds');
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch (error) {
    throw new TypeError('it was cut short', { cause: error });
  }
}
