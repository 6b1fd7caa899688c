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
 * @typedef {{ ratio: number, low: number, high: number, own: number }} Ratio the median, its quartiles, and the median of
 *   one action alone, in milliseconds
 * @typedef {{ wall: number, cpu: number }} Taken milliseconds
 */

/**
 * One action against another, in pairs of short runs that lie side by side: what disturbs the machine disturbs both. The
 * time on the clock holds the server's work and whatever else the machine does; the processor's time is this process's own.
 * @param {{ pairs: number, times: number, warm?: number }} how times: in one run; warm: pairs that don't count, in which the runtime
 *   compiles what is used often
 * @param {() => Promise<void>} one @param {() => Promise<void>} other
 * @returns {Promise<Record<keyof Taken, Ratio>>}
 */
export async function paired({ pairs, times, warm = 1 }, one, other) {
  /** @param {() => Promise<void>} action @returns {Promise<Taken>} */
  const run = async (action) => {
    const [start, used] = [performance.now(), process.cpuUsage()];
    for (let time = 0; time < times; time += 1) await action();
    const { user, system } = process.cpuUsage(used);
    return { wall: (performance.now() - start) / times, cpu: (user + system) / 1000 / times };
  };
  /** @type {{ own: Taken, theirs: Taken }[]} */
  const seen = [];
  for (let pair = -warm; pair < pairs; pair += 1) {
    // Each goes first as often as the other.
    const [a, b] = pair % 2 ? [one, other] : [other, one];
    const [first, second] = [await run(a), await run(b)];
    if (pair >= 0) seen.push(pair % 2 ? { own: first, theirs: second } : { own: second, theirs: first });
  }
  const ratioOf = (/** @type {keyof Taken} */ kind) => {
    const ratios = seen.map(({ own, theirs }) => own[kind] / theirs[kind]);
    return { ratio: at(ratios, 0.5), low: at(ratios, 0.25), high: at(ratios, 0.75), own: at(seen.map(({ own }) => own[kind]), 0.5) };
  };
  return { wall: ratioOf('wall'), cpu: ratioOf('cpu') };
}

/** @param {number[]} values @param {number} share */
const at = (values, share) => values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];

export const say = (/** @type {string} */ what, /** @type {number} */ value, /** @type {string} */ unit) =>
  console.log(`${what.padEnd(62)} ${value.toFixed(2).padStart(8)} ${unit}`);

/** @param {string} what @param {Ratio} of @param {number} scale of milliseconds @param {string} unit */
export const sayRatio = (what, { ratio, low, high, own }, scale, unit) =>
  console.log(`${what.padEnd(62)} ${ratio.toFixed(2).padStart(8)} × (${low.toFixed(2)} to ${high.toFixed(2)}; ${(own * scale).toFixed(0)} ${unit})`);
