/** An option that nobody knows would be taken for one that was left out. */
import { suggestion } from './suggestion.js';

/**
 * @param {object} given
 * @param {readonly string[]} known
 */
export function checkKnown(given, known) {
  const name = Object.keys(given).find((one) => !known.includes(one));
  if (name !== undefined) throw new TypeError(`${name}: unknown option${suggestion(name, known) || `; there are ${known.join(', ')}`}`);
}
