/**
 * Sequences kept on disk, each for one rule of a preflight cache, with what every browser was seen to send at each step.
 * They are written short: what a step doesn't say is right.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { placesOf } from '../places.js';
import { STEP_MS } from './sequence.js';

/** @typedef {import('../observe.js').Observation} Observation */
/** @typedef {import('../engines.js').BrowserEngine} BrowserEngine */
/** @typedef {import('../scenario.js').HeaderLine} HeaderLine */
/** @typedef {import('../scenario.js').PageKind} PageKind */
/** @typedef {import('./sequence.js').Sequence} Sequence */
/**
 * @typedef {{ at?: number, page?: PageKind, hop?: number, suffix?: string, request?: object, preflight?: string[], preflightStatus?: number,
 *   answer?: string[], redirect?: boolean }} ShortStep
 *   preflight, answer: header lines; a leading `-` takes away one that would be there. redirect: hop 0 leads to hop 1
 * @typedef {{ name: string, why: string, gap?: 'cache-firefox-lookups', steps: ShortStep[], sent: Record<'standard' | BrowserEngine, string[]> }} Fixture
 *   gap: of tests/known-gaps.txt: a preflight more may be seen in Firefox
 *   sent: per step the methods of what reached the server, a preflight as `?`; the standard's is written from its text
 */

export const FILE = fileURLToPath(new URL('../../../cases/sequences/sequences.json', import.meta.url));

/** @returns {Fixture[]} */
export const readFixtures = () => JSON.parse(readFileSync(FILE, 'utf8'));

/** A fixture's part a line. @param {Fixture[]} fixtures */
export const printFixtures = (fixtures) => `[\n${fixtures.map(({ name, why, gap, steps, sent }) => {
  const engines = Object.entries(sent ?? {}).map(([engine, messages]) => `${JSON.stringify(engine)}: ${JSON.stringify(messages)}`);
  return `{"name": ${JSON.stringify(name)}, "why": ${JSON.stringify(why)},${gap ? ` "gap": ${JSON.stringify(gap)},` : ''}\n "steps": [${steps.map((step) => JSON.stringify(step)).join(',\n  ')}],\n`
    + ` "sent": {${engines.join(',\n  ')}}}`;
}).join(',\n')}\n]\n`;

/** @param {string[]} right @param {string[] | undefined} written @returns {HeaderLine[]} */
function lines(right, written = []) {
  const away = written.filter((line) => line.startsWith('-')).map((line) => line.slice(1));
  return [...right.filter((line) => !away.some((name) => line.startsWith(`${name}:`))), ...written.filter((line) => !line.startsWith('-'))]
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
}

/** @param {Fixture} fixture @param {number} index @returns {Sequence} */
export function sequenceOfFixture({ steps }, index) {
  const shard = index % 8;
  const [own, above, target] = [placesOf(shard).page, placesOf((shard + 7) % 8).page, placesOf(shard).target];
  const id = `sfixture-${index}`;
  let at = -STEP_MS;
  return { id, steps: steps.map((step) => {
    at = step.at ?? at + STEP_MS;
    const page = step.page ?? 'plain';
    const origin = page === 'sandbox' || page === 'data' ? 'null' : own;
    const right = [`Access-Control-Allow-Origin: ${origin}`, 'Access-Control-Allow-Credentials: true'];
    const hops = [0, 1].map((hop) => ({
      url: `${hop ? placesOf(shard).third : target}/${id}/${hop}`,
      preflight: { status: step.preflightStatus ?? 204, headers: lines(right, step.preflight) },
      request: {
        status: step.redirect && hop === 0 ? 307 : 200,
        headers: lines([...right, 'Cache-Control: no-store', ...step.redirect && hop === 0 ? [`Location: ${placesOf(shard).third}/${id}/1`] : []], step.answer),
      },
    }));
    return { at, scenario: { id, page, hops, request: {
      url: hops[step.hop ?? 0].url + (step.suffix ?? ''), origin, ...page === 'nested' ? { topLevelSite: above.replace(/:\d+$/u, '') } : {}, ...step.request,
    } } };
  }) };
}

/** @param {Pick<Observation, 'wire'>} step @returns {string} */
export const shortOf = ({ wire }) => wire.map(({ kind, method }) => (kind === 'preflight' ? '?' : method)).join(' ');
