/** The command line of the lab. */
import { parseArgs } from 'node:util';
import { ENGINES } from './engines.js';
import { FOUND } from './fixtures.js';

/** @typedef {import('./engines.js').BrowserEngine} BrowserEngine */
/**
 * @typedef {{ engines: BrowserEngine[], count: number, seed: string, observe: string | null,
 *   scenarios: string | null, sequences: boolean, captures: boolean, fixes: boolean, fetch: boolean, only: string[] | null, shrink: number, out: string }} Options
 */

export const USAGE = `npm run lab -- [options]
  --engine chromium|firefox|webkit|all   which browsers (chromium)
  --count N                              how many scenarios (1000)
  --sequences N                          instead, N sequences of requests that meet each other's preflights
  --fixes N                              instead, the first fixes of N calls that the server has to mend
  --fetch N                              instead, N calls of a page's script, made by createFetch, too
  --captures                             what devtools tell an extension of the scenarios, against the browser's verdict
  --seed S                               letters and digits; a fresh one if left out
  --scenarios FILE                       scenarios from a JSON list instead of a seed
  --observe FILE                         only write what the browsers did, one JSON line per scenario and browser
  --only PARTS                           compare only these (verdict,type,exposed,error,parameter,console,sent)
  --shrink N                             how many scenarios may be run to make the finds small (20000)
  --no-shrink                            tell disagreements as they came, and file none
  --out DIR                              where the finds are filed (tests/cases/lab/found)`;

/** @param {string} name @param {string} text */
function countOf(name, text) {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${name}: ${text} is no number above 0`);
  return count;
}

/** @param {string} text @returns {BrowserEngine[]} */
export function enginesOf(text) {
  const engines = text === 'all' ? [...ENGINES] : ENGINES.filter((engine) => engine === text);
  if (!engines.length) throw new Error(`--engine: ${text} is none of ${ENGINES.join(', ')}, all`);
  return engines;
}

/** @param {string[]} argv @returns {Options} */
export function optionsOf(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      engine: { type: 'string', default: 'chromium' }, count: { type: 'string', default: '1000' }, seed: { type: 'string' },
      observe: { type: 'string' }, scenarios: { type: 'string' }, sequences: { type: 'string' }, fixes: { type: 'string' }, fetch: { type: 'string' }, only: { type: 'string' },
      shrink: { type: 'string', default: '20000' }, captures: { type: 'boolean', default: false }, 'no-shrink': { type: 'boolean', default: false }, out: { type: 'string', default: FOUND },
    },
  });
  const seed = values.seed ?? Date.now().toString(36);
  const [instead] = /** @type {const} */ (['sequences', 'fixes', 'fetch']).filter((name) => values[name] !== undefined);
  if (!/^[a-z0-9]+$/u.test(seed)) throw new Error(`--seed: ${seed} is not made of lower-case letters and digits`);
  return {
    engines: enginesOf(values.engine), seed, observe: values.observe ?? null, scenarios: values.scenarios ?? null,
    count: countOf(`--${instead ?? 'count'}`, values[instead ?? 'count'] ?? ''),
    sequences: instead === 'sequences', fixes: instead === 'fixes', fetch: instead === 'fetch', captures: values.captures, only: values.only?.split(',') ?? null,
    shrink: values['no-shrink'] ? 0 : countOf('--shrink', values.shrink), out: values.out,
  };
}
