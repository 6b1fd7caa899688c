/** The command line of the lab. */
import { parseArgs } from 'node:util';

export const ENGINES = /** @type {const} */ (['chromium', 'firefox', 'webkit']);
/** @typedef {typeof ENGINES[number]} BrowserEngine */
/**
 * @typedef {{ engines: BrowserEngine[], count: number, seed: string, observe: string | null,
 *   scenarios: string | null, sequences: boolean, only: string[] | null, shrink: boolean }} Options
 */

export const USAGE = `npm run lab -- [options]
  --engine chromium|firefox|webkit|all   which browsers (chromium)
  --count N                              how many scenarios (1000)
  --sequences N                          instead, N sequences of requests that meet each other's preflights
  --seed S                               letters and digits; a fresh one if left out
  --scenarios FILE                       scenarios from a JSON list instead of a seed
  --observe FILE                         only write what the browsers did, one JSON line per scenario and browser
  --only PARTS                           compare only these (verdict,type,exposed,error,parameter,console,sent)
  --no-shrink                            tell disagreements as they came`;

/** @param {string[]} argv @returns {Options} */
export function optionsOf(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      engine: { type: 'string', default: 'chromium' }, count: { type: 'string', default: '1000' }, seed: { type: 'string' },
      observe: { type: 'string' }, scenarios: { type: 'string' }, sequences: { type: 'string' },
      only: { type: 'string' }, 'no-shrink': { type: 'boolean', default: false },
    },
  });
  const engines = values.engine === 'all' ? [...ENGINES] : ENGINES.filter((engine) => engine === values.engine);
  if (!engines.length) throw new Error(`--engine: ${values.engine} is none of ${ENGINES.join(', ')}, all`);
  const count = Number(values.sequences ?? values.count);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${values.sequences ? '--sequences' : '--count'}: ${values.sequences ?? values.count} is no number above 0`);
  const seed = values.seed ?? Date.now().toString(36);
  if (!/^[a-z0-9]+$/u.test(seed)) throw new Error(`--seed: ${seed} is not made of lower-case letters and digits`);
  return {
    engines, count, seed, observe: values.observe ?? null, scenarios: values.scenarios ?? null,
    sequences: values.sequences !== undefined, only: values.only?.split(',') ?? null, shrink: !values['no-shrink'],
  };
}
