// What `npm pack` would publish: the package and its words, and nothing of the workshop.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { knownGaps } from '../extension/known-gaps.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
}));
/** @type {Set<string>} */
const shipped = new Set(files.map((/** @type {{ path: string }} */ { path }) => path));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test('the package holds its doors, its types, its wasm and its words', () => {
  /** @param {any} target @returns {string[]} */
  const paths = (target) => (typeof target === 'string' ? [target] : Object.values(target).flatMap(paths));
  for (const path of [...paths(manifest.exports), manifest.bin.corscope]) assert.ok(shipped.has(posix.normalize(path)), path);
  for (const path of ['npm/pkg/corscope_bg.wasm', 'npm/pkg/corscope.js', 'npm/pkg/corscope.d.ts', 'npm/pkg/advice_bg.wasm', 'npm/pkg/advice.js', 'npm/pkg/codes.json', 'README.md',
    'LICENSE-MIT', 'LICENSE-APACHE', 'CHANGELOG.md', 'PRIVACY.md']) assert.ok(shipped.has(path), path);
});

test('and nothing else', () => {
  const strangers = [...shipped].filter((path) =>
    !/^npm\/(?:(?:pkg|fetch|global|transport|matchers|cli(?:\/[a-z]+)?)\/)?[^/]+\.(?:c?js|d\.c?ts|wasm)$|^npm\/pkg\/codes\.json$|^[A-Z-]+(?:\.md)?$|^package\.json$/.test(path));
  assert.deepEqual(strangers, []);
});

test('every import of a shipped module is shipped, too, and none needs a dependency: a test runner’s door only that runner', () => {
  const runners = Object.keys(manifest.peerDependencies);
  for (const name of runners) assert.ok(manifest.peerDependenciesMeta[name].optional, name);
  assert.deepEqual(manifest.dependencies ?? {}, {});
  for (const path of shipped) {
    if (!/\.(?:c?js|d\.c?ts)$/.test(path)) continue;
    const text = readFileSync(join(root, path), 'utf8');
    for (const [, target] of text.matchAll(/^\s*(?:import|export)\b[^'";]*?from '([^']+)'/gm)) {
      if (target.startsWith('node:')) continue;
      const door = runners.find((name) => target === name);
      if (door && path.startsWith(`npm/matchers/${door.replace(/^@|\/test$/g, '')}.`)) continue;
      assert.ok(target.startsWith('.'), `${path} needs ${target}`);
      const found = posix.join(dirname(path), target);
      const isThere = shipped.has(found) || (/\.d\.c?ts$/.test(path) && shipped.has(found.replace(/\.js$/, '.d.ts')));
      assert.ok(isThere, `${path} needs ${target}`);
    }
  }
});

test('publint and attw find nothing in the tarball', () => {
  const place = join(root, 'out', 'packed');
  mkdirSync(place, { recursive: true });
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', place], {
    cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
  }));
  /** @param {string} path of a script @param {string[]} args */
  const check = (path, ...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', path), join(place, filename), ...args], { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
  };
  check('publint/src/cli.js', '--strict');
  // ES modules only, which Node's own `require` takes; Jest's doesn't, so `corscope/jest` has a door for it, checked here.
  check('@arethetypeswrong/cli/dist/index.js', '--profile', 'node16', '--ignore-rules', 'cjs-resolves-to-esm');
});

test('the wasm is at most 130 kB gzipped, or as much more as the known gap says', () => {
  const { length } = gzipSync(readFileSync(join(root, 'npm/pkg/corscope_bg.wasm')), { level: 9 });
  const most = Number(/at most (\d+) kB/u.exec(knownGaps.get('wasm-size') ?? 'at most 130 kB')?.[1]) * 1000;
  assert.ok(length <= most, `${length} bytes`);
});
