/**
 * `npm run mutants`: changes the decision's code in every small way (cargo-mutants) and sees whether a test notices.
 * Fails where fewer than 95 % are noticed, where `tests/mutants-survivors.txt` doesn't say why one isn't, and where it
 * excuses one that is. Arguments are file names: `npm run mutants corp.rs` looks at those only.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, childEnvironment, isMain, step } from './lib/steps.js';
import { installTool } from './setup.js';

const VERSION = '27.1.0';

const OUTPUT = join(ROOT, 'target', 'mutants');
const DECISION = ['crate/src/fetch/**', 'crate/src/engine/**'];
const LEAST = 0.95;
/** cargo-mutants: all caught, some missed, some timed out. Anything else means that it could not try. */
const TRIED = [0, 2, 3];

/**
 * @typedef {{ line: number, column: number }} Place
 * @typedef {{ name: string, file: string, genre: string, span: { start: Place, end: Place } }} Mutant
 */

/**
 * A mutant's name that outlives edits elsewhere in the file: the changed code in its line stands for the line's number.
 * @param {Mutant} mutant @param {string} source of its file
 */
export function nameOf({ name, file, genre, span: { start, end } }, source) {
  const change = name.replace(/^\S+:\d+:\d+: /u, '');
  const short = `${file.replace('crate/src/', '')}: ${change}`;
  if (genre === 'FnValue') return short;
  const line = source.split('\n')[start.line - 1] ?? '';
  const to = end.line === start.line ? end.column - 1 : line.length;
  const [before, code, after] = [line.slice(0, start.column - 1), line.slice(start.column - 1, to), line.slice(to)];
  return `${short} | ${before.trimStart()}⟦${code}⟧${after}`;
}

/** @returns {string[]} the names that `tests/mutants-survivors.txt` gives a reason for */
export function explained(text = readFileSync(join(ROOT, 'tests', 'mutants-survivors.txt'), 'utf8')) {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const [name = '', reason] = line.split(' — ');
    if (!reason) throw new Error(`no reason: ${line}`);
    return name;
  });
}

/**
 * What is wrong with a run. One line of the file excuses one mutant; two of one name need two.
 * @param {string[]} caught names @param {string[]} missed names @param {string[]} excused names
 */
export function problemsOf(caught, missed, excused) {
  const left = [...excused];
  const problems = [];
  for (const name of missed) {
    const at = left.indexOf(name);
    if (at < 0) problems.push(`survives without a reason: ${name}`);
    else left.splice(at, 1);
  }
  for (const name of left) problems.push(`is excused, but ${caught.includes(name) ? 'caught' : 'no mutant'}: ${name}`);
  const share = caught.length / Math.max(1, caught.length + missed.length);
  if (share < LEAST) problems.push(`caught ${(share * 100).toFixed(1)} %, wanted ${LEAST * 100} %`);
  return problems;
}

async function main(/** @type {string[]} */ files) {
  await step(`cargo-mutants ${VERSION} (the first time it is compiled: some minutes)`, () => (
    installTool('cargo-mutants', VERSION, ['mutants', '--version'])));
  const only = (files.length > 0 ? files : DECISION).flatMap((file) => ['--file', file]);
  const args = ['mutants', '--output', OUTPUT, '--no-shuffle', ...only];
  const { status } = spawnSync('cargo', args, { cwd: ROOT, env: childEnvironment(), stdio: 'inherit' });
  if (status === null || !TRIED.includes(status)) {
    throw new Error('cargo mutants could not try: see what it says above');
  }
  const { outcomes } = JSON.parse(readFileSync(join(OUTPUT, 'mutants.out', 'outcomes.json'), 'utf8'));
  /** @type {Map<string, string>} */
  const sources = new Map();
  const source = (/** @type {string} */ file) => {
    if (!sources.has(file)) sources.set(file, readFileSync(join(ROOT, file), 'utf8'));
    return sources.get(file) ?? '';
  };
  const named = (/** @type {string[]} */ summaries) => outcomes
    .filter((/** @type {any} */ { scenario, summary }) => scenario.Mutant && summaries.includes(summary))
    .map((/** @type {any} */ { scenario: { Mutant: mutant } }) => nameOf(mutant, source(mutant.file)));
  // One that never ends is noticed, too.
  const [caught, missed] = [named(['CaughtMutant', 'Timeout']), named(['MissedMutant'])];
  const seen = new Set(outcomes.map((/** @type {any} */ { scenario }) => scenario.Mutant?.file.replace('crate/src/', '')));
  const excused = explained().filter((name) => files.length === 0 || seen.has(name.split(':')[0]));
  const problems = problemsOf(caught, missed, excused);
  for (const problem of problems) console.error(problem);
  console.log(`${caught.length} of ${caught.length + missed.length} caught`);
  if (problems.length > 0) process.exitCode = 1;
}

if (isMain(import.meta.url)) await main(process.argv.slice(2));
