/**
 * The lab's fixtures on disk: a scenario, why it is kept, and what each browser did with it. `tests/cases/lab/*.json`
 * are kept by topic; `tests/cases/lab/found/` holds what the lab found and nobody has mended yet.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inline, layOut } from '../case-files.js';
import { ANY_ID, renamed } from './scenario.js';

/** @typedef {import('./engines.js').BrowserEngine} BrowserEngine */
/** @typedef {import('./observe.js').Observation} Observation */
/** @typedef {import('./scenario.js').LabScenario} LabScenario */
/**
 * An observation without what is null or empty.
 * @typedef {{ version: string, page: import('../page.js').PageResult, error?: string, cors?: [error: string, parameter: string],
 *   console?: string[], wire?: Partial<import('./server.js').WireRequest>[] }} Recorded
 * @typedef {{ name: string, why: string, gap?: string, scenario: LabScenario,
 *   observed: Partial<Record<BrowserEngine, Recorded>> }} Fixture
 *   gap: the known gap that it shows
 */

export const FIXTURES = fileURLToPath(new URL('../../cases/lab/', import.meta.url));
export const FOUND = path.join(FIXTURES, 'found');

/** The name in the URLs of every fixture on disk; each gets one of its own when it is read. */
const ID = 'sfixture-0';

/** @param {string} [directory] @returns {string[]} */
export const fixtureFiles = (directory = FIXTURES) => (existsSync(directory)
  ? readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).sort()
    .map((name) => path.join(directory, name))
  : []);

/** @param {string} file @returns {Fixture[]} */
export const readFixtures = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** @returns {Fixture[]} all of them, so that no two have a URL in common */
export function allFixtures() {
  return fixtureFiles().flatMap(readFixtures)
    .map((fixture, index) => underId(fixture, `sfixture-${index}`));
}

/** What the browsers did was noted under the scenario's name, or under an earlier one. @param {Fixture} fixture @param {string} to */
const underId = (fixture, to) => /** @type {Fixture} */ ({
  ...fixture, scenario: renamed(fixture.scenario, to),
  observed: JSON.parse(JSON.stringify(fixture.observed ?? {}).replaceAll(ANY_ID, `/${to}/`)),
});

/** @param {Observation} observed @param {string} version @returns {Recorded} */
export function recorded({ page, wire, console, cors, error }, version) {
  /** @type {Recorded} */
  const record = { version, page };
  if (error !== null) record.error = error;
  if (cors) record.cors = [cors.corsError, cors.failedParameter];
  if (console.length) record.console = console;
  if (wire.length) {
    record.wire = wire.map((seen) => Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== null)));
  }
  return record;
}

/** @param {Recorded} record @returns {Observation} */
export const observationOf = ({ page, error, cors, console = [], wire = [] }) => ({
  page, error: error ?? null, console, cors: cors ? { corsError: cors[0], failedParameter: cors[1] } : null,
  wire: wire.map((seen) => /** @type {import('./server.js').WireRequest} */ ({
    origin: null, requestMethod: null, requestHeaders: null, .../** @type {object} */ (seen),
  })).map(({ kind, hop, method, url, origin, requestMethod, requestHeaders }) => (
    { kind, hop, method, url, origin, requestMethod, requestHeaders })),
});

/** @param {Fixture[]} fixtures */
export function printFixtures(fixtures) {
  const printed = fixtures.map((fixture) => {
    const { name, why, gap, scenario, observed } = underId(fixture, ID);
    const engines = Object.entries(observed).map(([engine, record]) => `"${engine}": ${layOut(record, 3, 8 + engine.length)}`);
    return [
      `{${inline(gap === undefined ? { name, why } : { name, why, gap }).slice(1, -1)},`,
      ` "scenario": ${layOut(scenario, 2, 13)},`,
      ` "observed": {${engines.join(',\n  ')}}}`,
    ].join('\n');
  });
  return `[\n${printed.join(',\n')}\n]\n`;
}

/** @param {string} file @param {Fixture[]} fixtures */
export function writeFixtures(file, fixtures) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, printFixtures(fixtures));
}

/** @param {LabScenario} scenario @returns {string} the same for the same scenario under another name and on another shard */
export function fingerprint(scenario) {
  const text = JSON.stringify(renamed(scenario, ID)).replace(/(?<=\/\/(?:page|a|b))\d(?=\.localhost)/gu, '0');
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
