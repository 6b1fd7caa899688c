/**
 * One browser after another: each is closed before it has run so much that it behaves like no fresh one, and when one of
 * its pages died.
 */
import { openEngine } from './observe.js';
import { runsIn } from './scenario.js';

/** @typedef {import('./observe.js').Observation} Observation */
/** @typedef {import('./scenario.js').LabScenario} LabScenario */

/** @typedef {Awaited<ReturnType<typeof openEngine>>} Browser */

/** A page may die in a hundred thousand scenarios. Those that none survives are no accident. */
const TRIES = 3;

/** @param {string} engine @param {number} most what one browser may run, counted as `take` is told */
export function openRelay(engine, most) {
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
    browser ??= await openEngine(engine);
    used += weight;
    return browser;
  };
  return {
    take,
    close,
    /**
     * @param {LabScenario[]} scenarios @param {(done: number) => void} [progress]
     * @returns {Promise<{ version: string, observations: Map<string, Observation> }>}
     */
    async run(scenarios, progress) {
      /** @type {Map<string, Observation>} */
      const observations = new Map();
      let version = '';
      let left = scenarios.filter((scenario) => runsIn(engine, scenario));
      for (let turn = 1; turn === 1 || left.length; turn += 1) {
        if (turn > TRIES) throw new Error(`nothing comes of ${left.map(({ id }) => id).slice(0, 5).join(', ')} in ${engine}`);
        const open = await take(left.length);
        ({ version } = open);
        const before = observations.size;
        for (const [id, observed] of await open.run(left, (done) => progress?.(before + done))) observations.set(id, observed);
        left = left.filter(({ id }) => !observations.has(id));
        if (left.length) await close();
      }
      return { version, observations };
    },
  };
}
