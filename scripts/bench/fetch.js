/**
 * What `createFetch` costs over the same messages sent by Node's own `fetch`, on loopback, the server in a process of its own;
 * beside it, those of jsdom and happy-dom.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createFetch } from '../../npm/node.js';
import { paired, sayRatio } from './measure.js';

const ORIGIN = 'http://app.localhost:1';
/** Runs are short, so that both of a pair fall into the same moment of the machine. */
const HOW = { pairs: 200, times: 20, warm: 100 };

const server = fork(new URL('./fetch-server.js', import.meta.url));
const [port] = await once(server, 'message');
const api = `http://127.0.0.1:${port}`;

/** @param {string} what @param {() => Promise<void>} one @param {() => Promise<void>} other */
async function tell(what, one, other) {
  const refused = await one().then(() => null, String);
  if (refused) {
    console.log(`${what.padEnd(62)}   it refuses what browsers allow: ${refused.split('\n')[0]}`);
    return;
  }
  const { wall, cpu } = await paired(HOW, one, other);
  sayRatio(what, wall, 1000, 'µs');
  sayRatio('  this process’s own part, in processor time', cpu, 1000, 'µs');
}

const simple = { method: 'GET' };
const put = { method: 'PUT', headers: { 'X-Id': '1' }, body: '{"a":1}' };
const ours = createFetch({ origin: ORIGIN });
/** @param {typeof fetch} send @param {string} path @param {RequestInit} init */
const read = async (send, path, init) => { await (await send(`${api}${path}`, init)).text(); };
/** The messages alone: what a browser would send, without a check. @param {RequestInit} init */
const bare = async (init) => {
  if (init === put) {
    await read(fetch, '/a', { method: 'OPTIONS', headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'x-id' } });
  }
  await read(fetch, '/a', { ...init, headers: { ...init.headers, Origin: ORIGIN } });
};

await tell('createFetch against Node’s fetch, a simple GET', () => read(ours, '/a', simple), () => bare(simple));
await tell('createFetch against Node’s fetch, a preflighted PUT', () => read(ours, '/a', put), () => bare(put));

/** No types: what the packages are is of no matter here. @param {string} name @returns {Promise<any>} */
const load = (name) => import(name);
const { Window } = await load('happy-dom');
const window = new Window({ url: `${ORIGIN}/` });
await tell('happy-dom’s fetch against Node’s, a simple GET', () => read(window.fetch.bind(window), '/a', simple), () => bare(simple));
const { JSDOM } = await load('jsdom');
const { XMLHttpRequest } = new JSDOM('', { url: `${ORIGIN}/` }).window;
const byXhr = () => new Promise((resolve, reject) => {
  const xhr = new XMLHttpRequest();
  xhr.open('GET', `${api}/a`);
  xhr.onload = () => resolve(undefined);
  xhr.onerror = reject;
  xhr.send();
});
await tell('jsdom’s XMLHttpRequest against Node’s fetch, a simple GET', async () => { await byXhr(); }, () => bare(simple));
server.kill();
process.exit();
