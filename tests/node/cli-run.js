/** Runs the command line as a shell does, and a server for it to ask. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../npm/cli/main.js', import.meta.url));

/**
 * @param {string[]} args
 * @param {{ input?: string | Uint8Array, env?: Record<string, string>, node?: string[] }} [options]
 * @returns {Promise<{ code: number | null, out: string, err: string }>}
 */
export async function corscope(args, { input = '', env = {}, node = [] } = {}) {
  const child = spawn(process.execPath, [...node, MAIN, ...args], { env: { ...process.env, ...env } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (data) => { out += data; });
  child.stderr.setEncoding('utf8').on('data', (data) => { err += data; });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code, out, err };
}

/**
 * @param {http.RequestListener} listener
 * @returns {Promise<{ url: string, seen: string[], close: () => void }>} seen: method and origin of each message
 */
export async function serve(listener) {
  /** @type {string[]} */
  const seen = [];
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.headers.origin ?? '-'}`);
    listener(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, seen, close: () => { server.closeAllConnections(); server.close(); } };
}
