/**
 * `npm run test:long`: what takes too long for every run. The lab on fresh seeds, which files what it finds as fixtures
 * (`tests/cases/lab/found`), sequences, the mutants of the decision's code, and the package in the Node that runs npm. `--count N` sets the scenarios per engine.
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

/** What the package promises in the oldest Node that it takes; not what needs a DOM, as jsdom itself takes no such Node. */
const OLDEST = ['api', 'cli-check', 'matchers', 'origins', 'pasted', 'unread-body',
  'create-fetch', 'create-fetch-abort', 'create-fetch-bodies', 'create-fetch-cookies', 'create-fetch-init', 'create-fetch-options', 'create-fetch-servers', 'create-fetch-supertest'];
/** The Node that runs npm, which may be older than the one of npm's packages. */
const own = process.env.npm_node_execpath ?? process.execPath;

/** @type {string[]} */
const failed = [];
for (const args of stages) {
  console.log(`\n── ${args.join(' ')}`);
  // npm's own Node comes first in this environment's PATH.
  const { status } = spawnSync('node', args, { cwd: ROOT, env: childEnvironment(), stdio: 'inherit' });
  if (status !== 0) failed.push(args.join(' '));
}
console.log(`\n── the package in ${own}`);
const { status } = spawnSync(own, ['--test', ...OLDEST.map((name) => `tests/node/${name}.test.js`)], { cwd: ROOT, stdio: 'inherit' });
if (status !== 0) failed.push(`the package in ${own}`);
console.log(failed.length ? `\nfailed:\n${failed.join('\n')}` : '\nall passed');
if (failed.length) process.exitCode = 1;
