/**
 * `npm run test:long`: what takes too long for every run. The lab on fresh seeds, which files what it finds as fixtures
 * (`tests/cases/lab/found`), sequences, and the mutants of the decision's code. `--count N` sets the scenarios per engine.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ROOT, StepError, childEnvironment } from './lib/steps.js';
import { setup } from './setup.js';

const { values } = parseArgs({ options: { count: { type: 'string', default: '20000' }, seed: { type: 'string', default: Date.now().toString(36) } } });

try {
  await setup({ allBrowsers: true });
} catch (error) {
  console.error(error instanceof StepError ? `\n${error.message}` : error);
  process.exit(1);
}
// Only now are npm's packages and the core there.
const { COMPARED } = await import('../tests/browsers/lab/engines.js');

const LAB = 'tests/browsers/lab/run.js';
const stages = [
  ...COMPARED.map((engine) => [LAB, '--engine', engine, '--count', values.count, '--seed', values.seed]),
  ...COMPARED.map((engine) => [LAB, '--engine', engine, '--sequences', String(Math.ceil(Number(values.count) / 10)), '--seed', values.seed]),
  ['scripts/large-capture.js'],
  ['scripts/mutants.js'],
];

/** @type {string[]} */
const failed = [];
for (const args of stages) {
  console.log(`\n── ${args.join(' ')}`);
  // npm's own Node comes first in this environment's PATH.
  const { status } = spawnSync('node', args, { cwd: ROOT, env: childEnvironment(), stdio: 'inherit' });
  if (status !== 0) failed.push(args.join(' '));
}
console.log(failed.length ? `\nfailed:\n${failed.join('\n')}` : '\nall passed');
if (failed.length) process.exitCode = 1;
