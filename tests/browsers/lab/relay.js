/**
 * One browser after another: each is closed before it has run so much that it behaves like no fresh one, and when one of
 * its pages died.
 */
import { openEngine } from './observe.js';
import { runsIn } from './scenario.js';

/** @typedef {import('./observe.js').Observation} Observation */
/** @typedef {import('./scenario.js').LabScenario} LabScenario */

/** @typedef {Awaited<ReturnType<typeof openEngine>>} Browser */

/** A page may die in a hundred thousand scenarios. What ends one this often, alone in it, is set aside. */
const TRIES = 3;
/** More than these, and it is no matter of scenarios. */
const MOST_ASIDE = 5;

/**
 * @param {string} engine @param {number} most what one browser may run, counted as `take` is told
 * @param {(engine: string) => Promise<Browser>} [open]
 */
export function openRelay(engine, most, open = openEngine) {
  /** @type {Browser | null} */
  let browser = null;
  let used = 0;
  const close = async () => {
    const old = browser;
    browser = null;
    used = 0;
    await old?.close();
  };
  /** @param {number} weight of what runs in it next @returns {Promise<Browser>} */
  const take = async (weight) => {
    if (browser && used + weight > most) await close();
    browser ??= await open(engine);
    used += weight;
    return browser;
  };
  return {
    take,
    close,
    /**
     * @param {LabScenario[]} scenarios @param {(done: number) => void} [progress]
     * @returns {Promise<{ version: string, observations: Map<string, Observation>, aside: LabScenario[] }>} aside: those
     *   that end the page they run in, whatever else does; nothing was observed of them
     */
    async run(scenarios, progress) {
      /** @type {Map<string, Observation>} */
      const observations = new Map();
      /** @type {LabScenario[]} */
      const aside = [];
      let version = '';
      /** @param {LabScenario[]} some @param {number} [tries] of the one there is @returns {Promise<void>} */
      const attempt = async (some, tries = 1) => {
        const taken = await take(some.length);
        ({ version } = taken);
        const before = observations.size;
        for (const [id, observed] of await taken.run(some, (done) => progress?.(before + done))) observations.set(id, observed);
        const left = some.filter(({ id }) => !observations.has(id));
        if (!left.length) return;
        await close();
        if (left.length > 1) {
          // What the page died of is in one of the halves.
          const half = Math.ceil(left.length / 2);
          await attempt(left.slice(0, half));
          await attempt(left.slice(half));
        } else if (some.length > 1) await attempt(left);
        else if (tries < TRIES) await attempt(left, tries + 1);
        else if (aside.push(...left) > MOST_ASIDE) throw new Error(`nothing comes of ${aside.map(({ id }) => id).join(', ')} in ${engine}`);
      };
      await attempt(scenarios.filter((scenario) => runsIn(engine, scenario)));
      return { version, observations, aside };
    },
  };
}
