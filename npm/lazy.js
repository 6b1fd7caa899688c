/**
 * Fields that take their time, so they are worked out when somebody looks at them.
 *
 * @typedef {typeof import('./pkg/advice.js')} Advice
 */

/**
 * @template {object} Whole
 * @template {keyof Whole} Field
 * @param {Whole} whole a Report or a session @param {Field} field
 * @param {() => Advice | null} advice null: it isn't loaded
 * @param {(loaded: Advice) => Whole[Field]} work
 * @returns {Whole} the same, with that field; as long as the advice isn't loaded, it is what it was
 */
export function lazily(whole, field, advice, work) {
  const without = whole[field];
  /** @param {Whole[Field]} value */
  const keep = (value) => {
    Object.defineProperty(whole, field, { value, enumerable: true, configurable: true, writable: true });
    return value;
  };
  return Object.defineProperty(whole, field, {
    enumerable: true,
    configurable: true,
    get() {
      const loaded = advice();
      // Maybe later: nothing is kept.
      return loaded ? keep(work(loaded)) : without;
    },
    set: keep,
  });
}
