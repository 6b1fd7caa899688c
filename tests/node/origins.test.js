// Origins of pages, read in one place: what a page of an app or an extension sends, from every door.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { assertAllowsCors, assertBlocksCors } from '../../npm/matchers/node-test.js';
import { createFetch, simulate } from '../../npm/node.js';
import { isOrigin, originOf } from '../../npm/origin.js';

const ORIGINS = ['capacitor://localhost', 'ionic://localhost', 'tauri://localhost', 'chrome-extension://abcdefghijklmnopabcdefghijklmnop', 'moz-extension://0f1e2d3c-0000-4000-8000-000000000000'];
const NONE = ['https://app.example.com/', 'capacitor://localhost/', 'app.example.com', 'file:///x', 'data:,x', 'about:blank', 'HTTPS://app.example.com', 'https://app.example.com:443', '', 'null '];

test('what is one, and what is none', () => {
  for (const origin of [...ORIGINS, 'https://app.example.com', 'http://localhost:3000', 'null']) assert.ok(isOrigin(origin), origin);
  for (const text of NONE) assert.ok(!isOrigin(text), text);
  assert.deepEqual(['capacitor://localhost/x', 'https://app.example.com/x', 'data:,x', 'x'].map(originOf), ['capacitor://localhost', 'https://app.example.com', null, null]);
});

test('as the core has it', async () => {
  for (const origin of [...ORIGINS, ...NONE]) {
    const isTaken = await simulate({ url: 'https://api.example.com/', origin }, () => ({ status: 200, headers: [] })).then(() => true, () => false);
    assert.equal(isTaken, isOrigin(origin), origin);
  }
});

for (const origin of ORIGINS) {
  describe(origin, () => {
    test('createFetch and the matchers', async () => {
      /** @type {Headers[]} */
      const seen = [];
      const server = (/** @type {Request} */ { headers }) => { seen.push(headers); return new Response('x', { headers: { 'Access-Control-Allow-Origin': origin } }); };
      const response = await createFetch({ origin, server })('https://api.example.com/');
      assert.deepEqual([response.type, await response.text()], ['cors', 'x']);
      assert.deepEqual(['origin', 'referer', 'sec-fetch-site'].map((name) => seen[0].get(name)), [origin, null, 'cross-site']);
      await assertAllowsCors(server, { from: origin });
      await assertBlocksCors(server, { from: 'https://evil.example' });
      assert.throws(() => createFetch({ origin: `${origin}/`, server }), { name: 'TypeError', message: /^origin: / });
    });
  });
}

test('the command line, which asks for no origins that nobody can have', async () => {
  /** @type {(string | undefined)[]} */
  const seen = [];
  const server = http.createServer(({ headers }, response) => {
    seen.push(headers.origin);
    response.setHeader('Access-Control-Allow-Origin', ORIGINS[0]).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const main = fileURLToPath(new URL('../../npm/cli/main.js', import.meta.url));
  const run = (/** @type {string} */ from) => promisify(execFile)(process.execPath, [main, 'check', `http://127.0.0.1:${port}/`, '--from', from, '--probe']);
  await run(ORIGINS[0]);
  assert.deepEqual(seen, [ORIGINS[0], 'https://attacker.example', 'null']);
  await assert.rejects(run(`${ORIGINS[0]}/`), { code: 2, stderr: /did you mean `--from capacitor:\/\/localhost`\?/u });
  server.close();
});
