// The extension asks for nothing, and touches the browser's API in one file.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../extension/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'));

test('the manifest asks for no permission and injects nothing', () => {
  for (const key of Object.keys(manifest)) {
    assert.doesNotMatch(key, /permissions|content_scripts|background|externally_connectable|web_accessible/);
  }
  assert.equal(manifest.devtools_page, 'devtools.html');
});

test('only its own scripts and its own wasm may run', () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
  assert.match(policy, /object-src 'self'/);
  assert.doesNotMatch(policy, /https?:|unsafe-inline|'unsafe-eval'/);
});

test('only capture.js names the browser’s extension API', () => {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.js') && one !== 'capture.js')) {
    assert.doesNotMatch(readFileSync(new URL(name, folder), 'utf8'), /\b(?:chrome|browser)\./, name);
  }
});
