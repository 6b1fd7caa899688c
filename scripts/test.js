/** `npm test`: sets up as `npm start` does, with the other browsers, too, then runs everything, stage by stage, to the end. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, StepError, run, step } from './lib/steps.js';
import { setup } from './setup.js';

const CLIPPY = ['clippy', '--workspace', '--all-targets', '--locked', '--', '-D', 'warnings'];

/** @type {{ title: string, command: string, args: string[] }[]} */
const stages = [
  { title: 'Rust is formatted', command: 'cargo', args: ['fmt', '--all', '--check'] },
  { title: 'Rust passes clippy', command: 'cargo', args: CLIPPY },
  { title: 'Rust tests', command: 'cargo', args: ['test', '--workspace', '--locked', '--quiet', '--no-fail-fast'] },
];

try {
  console.log('Setting up');
  await setup({ allBrowsers: true });
} catch (error) {
  console.error(error instanceof StepError ? `\n${error.message}` : error);
  process.exit(1);
}

if (existsSync(join(ROOT, 'tsconfig.json'))) stages.push({ title: 'Types', command: 'tsc', args: ['--noEmit'] });
for (const { title, files } of await suites()) {
  // One file at a time: several Chromiums on two cores only wait for each other.
  const args = ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files];
  stages.push({ title, command: 'node', args });
}
stages.push({
  title: 'The extension passes web-ext lint',
  command: 'web-ext',
  args: ['lint', '--source-dir', 'extension/build', '--no-config-discovery', '--output', 'text'],
});

const counts = { passed: 0, failed: 0 };
const failures = [];
console.log('\nTesting');
for (const { title, command, args } of stages) {
  try {
    const output = await step(title, () => run(command, args));
    count(output, 0);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    failures.push(`── ${title}\n${text}`);
    count(text, 1);
  }
}
for (const failure of failures) console.error(`\n${failure}`);
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
if (counts.failed > 0) process.exitCode = 1;

/**
 * Single tests where the stage counts them (`test result: ok. 12 passed; …` of cargo, `ℹ pass 12` of Node), else the
 * stage.
 * @param {string} output
 * @param {number} atLeast failures
 */
function count(output, atLeast) {
  const sum = (/** @type {RegExp} */ pattern) =>
    [...output.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
  const passed = sum(/^test result: .*? (\d+) passed/gm) + sum(/^ℹ pass (\d+)/gm);
  const failed = sum(/^test result: .* (\d+) failed/gm) + sum(/^ℹ fail (\d+)/gm);
  counts.failed += Math.max(failed, atLeast);
  counts.passed += passed > 0 || atLeast > 0 ? passed : 1;
}

/** The JavaScript suites, by room; the browser's come last, they take longest. */
async function suites() {
  const rooms = [
    { title: 'JavaScript units', folder: 'tests/node' },
    { title: 'Example projects with the packed package', folder: 'tests/node/examples' },
    { title: 'Other places than Node', folder: 'tests/node/runtimes' },
    { title: 'The servers', folder: 'tests/servers' },
    { title: 'The cases and the lab in the real browsers', folder: 'tests/browsers' },
    { title: 'The extension in the real Chromium', folder: 'tests/extension' },
    { title: 'The playground in the real Chromium', folder: 'tests/www' },
  ];
  const found = [];
  for (const { title, folder } of rooms) {
    if (!existsSync(join(ROOT, folder))) continue;
    const names = (await readdir(join(ROOT, folder))).filter((name) => name.endsWith('.test.js')).sort();
    if (names.length > 0) found.push({ title, files: names.map((name) => join(folder, name)) });
  }
  return found;
}
