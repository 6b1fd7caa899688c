/**
 * The example projects, each with the packed package and its framework from npm: one test is green, the broken server's is red,
 * and what it prints stands in `expected.txt`. `UPDATE=1` writes these files anew.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ROOT, childEnvironment } from '../../../scripts/lib/steps.js';
import { findChromium } from '../../extension/devtools.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PLACE = join(ROOT, 'out', 'examples');
const examples = readdirSync(HERE, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** @param {string} command @param {string[]} args @param {string} cwd @returns {Promise<{ code: unknown, output: string }>} */
const run = (command, args, cwd) => new Promise((resolve) => {
  // Neither colours nor what this test's own runner tells its children.
  const { NODE_TEST_CONTEXT: _, FORCE_COLOR: __, PATH, ...env } = childEnvironment();
  const own = [join(PLACE, 'node_modules', '.bin'), PATH].join(delimiter);
  execFile(command, args, { cwd, env: { ...env, PATH: own, CHROMIUM: findChromium(), NO_COLOR: '1', CI: '1' }, timeout: 60_000 }, (error, stdout, stderr) => {
    resolve({ code: error ? error.code : 0, output: stdout + stderr });
  });
});

before(async () => {
  rmSync(PLACE, { recursive: true, force: true });
  mkdirSync(PLACE, { recursive: true });
  for (const name of ['package.json', ...examples]) cpSync(join(HERE, name), join(PLACE, name), { recursive: true });
  const packed = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', PLACE], ROOT);
  cpSync(join(PLACE, packed.output.trim()), join(PLACE, 'corscope.tgz'));
  // The versions are those of the repository's own devDependencies, so that npm has them already.
  const installed = await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'], PLACE);
  assert.equal(installed.code, 0, installed.output);
});

describe('the example projects', () => {
  for (const name of examples) {
    test(name, async () => {
      const folder = join(PLACE, name);
      const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const { code, output } = await run('sh', ['-c', scripts.test], folder);
      assert.equal(code, 1, output);
      const golden = join(HERE, name, 'expected.txt');
      const text = normal(output);
      if (process.env.UPDATE || !existsSync(golden)) writeFileSync(golden, text);
      assert.equal(text, readFileSync(golden, 'utf8'));
      assert.match(text, /^ *(?:✔|✓|ok) .*the app /mu);
      assert.match(text, /^ *(?:✖|✕|×|✘) .*the broken server/mu);
    });
  }
});

/** Without what differs from run to run and from machine to machine. @param {string} output */
function normal(output) {
  return output.replaceAll('\x1b[0m', '').split('\n')
    .filter((line) => !/^\s+at |^ℹ |^\(node:|^\(Use `node |^\s*(?:Start at|Duration|Time:) /u.test(line))
    .map((line) => line.replaceAll(PLACE, '…').replace(/ ?\(?\b\d+(?:\.\d+)? ?m?s\)?$/u, '').replace(/( RUN +v)\S+/u, '$1…')
      .replaceAll(/(localhost:)\d+/gu, '$1…').trimEnd())
    .join('\n').trim().concat('\n');
}
