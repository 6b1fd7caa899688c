/**
 * JSON text of a value from outside, for the wasm side, which names the field of everything that is wrong in it.
 * @param {string} name what it is called in messages
 * @param {unknown} value
 * @returns {string}
 */
export function toJson(name, value) {
  /** @type {string|undefined} */
  let text;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw new TypeError(`${name}: ${error instanceof Error ? error.message : error}`);
  }
  if (text === undefined || value === null || typeof value !== 'object') {
    throw new TypeError(`${name}: expected an object, got ${value === null ? 'null' : typeof value}`);
  }
  return text;
}
