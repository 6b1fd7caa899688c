// A body that nobody reads keeps no process alive; whoever reads is waited for.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { after, test } from 'node:test';

/** Begins a body in chunks, and ends it only where it is told to. */
const server = http.createServer((request, response) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (request.url === '/head') response.flushHeaders();
  else response.write('x'.repeat(request.url === '/short' ? 10 : 200_000));
  if (request.url === '/slow') setTimeout(() => response.end('end'), 300);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
after(() => { server.closeAllConnections(); server.close(); });

/** @param {string} path @param {string} then what the script does with `response` @returns {Promise<string>} what it prints, when it ends by itself */
async function ran(path, then) {
  const script = `import { createFetch } from ${JSON.stringify(new URL('../../npm/node.js', import.meta.url).href)};
    const response = await createFetch({ origin: 'http://localhost:1' })('http://127.0.0.1:${port}${path}');
    ${then}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'], timeout: 20_000 });
  let printed = '';
  child.stdout.on('data', (chunk) => { printed += chunk; });
  const [code, signal] = await once(child, 'close');
  assert.deepEqual([code, signal], [0, null]);
  return printed;
}

for (const path of ['/', '/short', '/head']) test(`nobody reads ${path}`, async () => assert.equal(await ran(path, 'console.log(response.status)'), '200\n'));
test('somebody has read a part', async () => {
  assert.equal(await ran('/', 'const { value } = await response.body.getReader().read(); console.log(value.length > 0)'), 'true\n');
});
test('somebody reads to the end', async () => assert.equal(await ran('/slow', 'console.log((await response.text()).length)'), '200003\n'));
test('the connection is used again', async () => {
  const again = "await response.text(); const { length } = await (await createFetch({ origin: 'http://localhost:1' })(response.url)).text(); console.log(length)";
  assert.equal(await ran('/slow', again), '200003\n');
});
