/** What a response says it is. */
import { MIMEType } from 'node:util';

/** @param {string} text @returns {MIMEType | null} */
export function parseMimeType(text) {
  try {
    return new MIMEType(text);
  } catch {
    return null;
  }
}

/**
 * *Extract a MIME type*: the last one that is one; a charset said before of the same type stays.
 * @param {import('../types.js').HeaderLines} headers
 * @returns {MIMEType | null}
 */
export function mimeTypeOf(headers) {
  const value = headers.filter(([name]) => name.toLowerCase() === 'content-type').map(([, one]) => one).join(',');
  /** @type {MIMEType | null} */
  let found = null;
  // Commas in quotes separate nothing.
  for (const part of value.match(/(?:"(?:\\.|[^"\\])*"?|[^,"])+/gu) ?? []) {
    const type = parseMimeType(part.trim());
    if (!type || type.essence === '*/*') continue;
    const charset = found?.essence === type.essence ? found.params.get('charset') : null;
    if (charset && !type.params.has('charset')) type.params.set('charset', charset);
    found = type;
  }
  return found;
}

/** @param {MIMEType} type */
export const isXml = ({ essence, subtype }) => essence === 'text/xml' || essence === 'application/xml' || subtype.endsWith('+xml');

/**
 * The author's own `Content-Type` beside a text, which goes out as UTF-8 whatever it says.
 * @param {string} value
 */
export function asUtf8(value) {
  const type = parseMimeType(value);
  const charset = type?.params.get('charset');
  if (!type || !charset || charset.toLowerCase() === 'utf-8') return value;
  type.params.set('charset', 'UTF-8');
  return String(type);
}
