/** How the benchmarks measure, and how they print. */

/** Microseconds one call takes, the best of some rounds. @param {number} rounds @param {() => void} action */
export function microseconds(rounds, action) {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    action();
    best = Math.min(best, performance.now() - start);
  }
  return best * 1000;
}

/**
 * Milliseconds of one action against those of another, in pairs of runs that lie side by side: what disturbs the machine
 * disturbs both.
 * @param {number} pairs @param {number} times in one run @param {() => Promise<void>} one @param {() => Promise<void>} other
 * @returns {Promise<{ ratio: number, low: number, high: number, own: number }>} the median ratio, its quartiles, and the
 *   median of `one` alone
 */
export async function paired(pairs, times, one, other) {
  const run = async (/** @type {() => Promise<void>} */ action) => {
    const start = performance.now();
    for (let time = 0; time < times; time += 1) await action();
    return (performance.now() - start) / times;
  };
  await run(one);
  await run(other);
  /** @type {{ ratio: number, own: number }[]} */
  const seen = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    // Each goes first as often as the other.
    const [a, b] = pair % 2 ? [one, other] : [other, one];
    const [first, second] = [await run(a), await run(b)];
    const [own, theirs] = pair % 2 ? [first, second] : [second, first];
    seen.push({ ratio: own / theirs, own });
  }
  const at = (/** @type {number[]} */ values, /** @type {number} */ share) => values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];
  const ratios = seen.map(({ ratio }) => ratio);
  return { ratio: at(ratios, 0.5), low: at(ratios, 0.25), high: at(ratios, 0.75), own: at(seen.map(({ own }) => own), 0.5) };
}

export const say = (/** @type {string} */ what, /** @type {number} */ value, /** @type {string} */ unit) =>
  console.log(`${what.padEnd(62)} ${value.toFixed(2).padStart(8)} ${unit}`);
