// What `npm pack` would publish: the package and its words, and nothing of the workshop.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
  const { node, default: web, types } = manifest.exports['.'];
  for (const path of [node, web, types]) assert.ok(shipped.has(posix.normalize(path)), path);
  for (const path of ['npm/pkg/corscope_bg.wasm', 'npm/pkg/corscope.js', 'npm/pkg/corscope.d.ts', 'npm/pkg/advice_bg.wasm', 'npm/pkg/advice.js', 'README.md',
    'LICENSE-MIT', 'LICENSE-APACHE', 'CHANGELOG.md', 'PRIVACY.md']) assert.ok(shipped.has(path), path);
});

test('and nothing else', () => {
  const strangers = [...shipped].filter((path) =>
    !/^npm\/(?:(?:pkg|fetch|transport)\/)?[^/]+\.(?:js|d\.ts|wasm)$|^[A-Z-]+(?:\.md)?$|^package\.json$/.test(path));
  assert.deepEqual(strangers, []);
});

test('every import of a shipped module is shipped, too, and none needs a dependency', () => {
  for (const path of shipped) {
    if (!/\.(?:js|d\.ts)$/.test(path)) continue;
    const text = readFileSync(join(root, path), 'utf8');
    for (const [, target] of text.matchAll(/^\s*(?:import|export)\b[^'";]*?from '([^']+)'/gm)) {
      if (target.startsWith('node:')) continue;
      assert.ok(target.startsWith('.'), `${path} needs ${target}`);
      assert.ok(shipped.has(posix.join(dirname(path), target)), `${path} needs ${target}`);
    }
  }
});

test('the wasm is at most 130 kB gzipped, or as much more as the known gap says', () => {
  const { length } = gzipSync(readFileSync(join(root, 'npm/pkg/corscope_bg.wasm')), { level: 9 });
  const most = Number(/at most (\d+) kB/u.exec(knownGaps.get('wasm-size') ?? 'at most 130 kB')?.[1]) * 1000;
  assert.ok(length <= most, `${length} bytes`);
});
