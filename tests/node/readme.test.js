// The README's examples run as they stand, and print what it says they print.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = readFileSync(join(root, 'README.md'), 'utf8');
const examples = [...text.matchAll(/^```js\n(.*?)^```\n[^`]*^```text\n(.*?)^```\n/gms)];

// Inside the package, so that the examples' `corscope` is this one.
const folder = join(root, 'out', 'readme');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'page.har'), JSON.stringify(har()));

test('there are examples', () => assert.equal(examples.length, 7));

for (const [index, [, code, output]] of examples.entries()) {
  test(`example ${index + 1}`, () => {
    const file = join(folder, `example-${index + 1}.js`);
    writeFileSync(file, code);
    const printed = execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
    assert.equal(printed.trimEnd(), output.trimEnd());
  });
}

for (const [, args, output] of text.matchAll(/^```console\n\$ corscope ([^\n]*)\n(.*?)^```\n/gms)) {
  test(`corscope ${args}`, () => {
    const printed = execFileSync(process.execPath, [join(root, 'npm/cli/main.js'), ...args.split(' ')], { encoding: 'utf8' });
    assert.equal(printed.trimEnd(), output.trimEnd());
  });
}

test('every file and script it names is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const [, path] of text.matchAll(/\]\(([^):]+)\)/g)) assert.ok(existsSync(join(root, path)), path);
  for (const [, name] of text.matchAll(/npm run ([\w:]+)/g)) assert.ok(name in scripts, name);
  for (const name of ['start', 'test']) assert.ok(name in scripts, name);
});

/** Three recorded calls, under names of the README's. */
function har() {
  const { recorded } = JSON.parse(readFileSync(join(root, 'tests/cases/har/chromium-demo.json'), 'utf8'));
  const chosen = ['get-wildcard', 'origin-trailing-slash', 'options-404'];
  const entries = chosen.flatMap((id) =>
    recorded.find((/** @type {any} */ { situation }) => situation === id).getHAR);
  const named = JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, entries } })
    .replaceAll(/http:\/\/(app|api)\.localhost:810\d/g, 'https://$1.example.com');
  return JSON.parse(named);
}
