/** Puts another value in the place of a global, and takes it away again. */

/**
 * @param {any} target
 * @param {string} name
 * @param {unknown} value
 * @returns {() => void} puts back what was there; what somebody else has put there since then stays
 */
export function replace(target, name, value) {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: before?.enumerable ?? true });
  return () => {
    if (target[name] !== value) return;
    if (before) Object.defineProperty(target, name, before);
    else delete target[name];
  };
}
