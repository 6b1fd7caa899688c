/** Random choices that a seed repeats exactly, on every machine. */

/**
 * @typedef {{
 *   number: () => number,
 *   int: (low: number, high: number) => number,
 *   chance: (probability: number) => boolean,
 *   pick: <T>(items: readonly T[]) => T,
 *   weighted: <T>(items: readonly (readonly [weight: number, item: T])[]) => T,
 *   shuffled: <T>(items: readonly T[]) => T[],
 *   some: <T>(items: readonly T[], count: number) => T[],
 * }} Random
 */

/** xmur3: spreads a text over 32 bits, again and again. @param {string} text */
function hashes(text) {
  let hash = 1779033703 ^ text.length;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    hash ^= hash >>> 16;
    return hash >>> 0;
  };
}

/** @param {string} seed @returns {Random} */
export function randomOf(seed) {
  const next = hashes(seed);
  let [a, b, c, counter] = [next(), next(), next(), 1];
  // sfc32
  const number = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  // The first numbers still show the seed's pattern.
  for (let round = 0; round < 12; round += 1) number();

  /** @type {Random['int']} both ends included */
  const int = (low, high) => low + Math.floor(number() * (high - low + 1));
  /** @type {Random['pick']} */
  const pick = (items) => items[int(0, items.length - 1)];
  /** @type {Random['shuffled']} */
  const shuffled = (items) => {
    const mixed = [...items];
    for (let last = mixed.length - 1; last > 0; last -= 1) {
      const other = int(0, last);
      [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
    }
    return mixed;
  };
  return {
    number,
    int,
    chance: (probability) => number() < probability,
    pick,
    weighted(items) {
      let left = number() * items.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, item] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return items[items.length - 1][1];
    },
    shuffled,
    some: (items, count) => shuffled(items).slice(0, count),
  };
}
