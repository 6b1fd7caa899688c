/**
 * Fields of a Report that take their time, so they are worked out when somebody looks at them.
 *
 * @typedef {import('./types.js').Report} Report
 * @typedef {typeof import('./pkg/advice.js')} Advice
 */

/**
 * @template {keyof Report} Field
 * @param {Report} report @param {Field} field
 * @param {() => Advice | null} advice null: it isn't loaded
 * @param {(loaded: Advice) => Report[Field]} work
 * @returns {Report} the same, with that field; as long as the advice isn't loaded, it is what it was
 */
export function lazily(report, field, advice, work) {
  const without = report[field];
  /** @param {Report[Field]} value */
  const keep = (value) => {
    Object.defineProperty(report, field, { value, enumerable: true, configurable: true, writable: true });
    return value;
  };
  return Object.defineProperty(report, field, {
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
