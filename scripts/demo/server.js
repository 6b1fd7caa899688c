// The demo's servers: an app, an API, a third party, and two pages of the public internet, one of them without TLS, as
// far as Chromium knows. All are on loopback.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { isMain } from '../lib/steps.js';
import { selfSigned } from './certificate.js';
import { fillIn, situations } from './situations.js';

/**
 * @typedef {import('./situations/types.js').DemoAnswer} DemoAnswer
 * @typedef {import('./situations.js').Situation} Situation
 * @typedef {{ app: number, api: number, third: number, public: number, insecure: number }} Ports
 * @typedef {object} Demo
 * @property {string} url the page that runs the situations
 * @property {Situation[]} situations with the demo's origins filled in
 * @property {string[]} chromiumArgs what Chromium must be started with
 * @property {() => Promise<void>} close
 */

/** Ports that are easy to recognise in a log; a taken one is replaced by any free one. */
export const PREFERRED_PORTS = { app: 8101, api: 8102, third: 8103, public: 8104, insecure: 8105 };
const PUBLIC_HOST = 'public.example';
const INSECURE_HOST = 'insecure-public.example';

const FILES = new Map([
  ['/', 'index.html'],
  ['/page.js', 'page.js'],
  ['/run.js', 'run.js'],
  ['/page.css', 'page.css'],
  ['/frame.html', 'frame.html'],
  ['/policy/frame.html', 'frame.html'],
  ['/worker.js', 'worker.js'],
  ['/sw/frame.html', 'frame.html'],
  ['/sw/worker.js', 'sw.js'],
  ['/run-frame.js', 'run-frame.js'],
]);
/** What a document says of itself besides its type. */
const POLICIES = new Map([['/policy/frame.html', "connect-src 'self'"]]);
const TYPES = new Map([
  ['html', 'text/html'],
  ['js', 'text/javascript'],
  ['css', 'text/css'],
]);

/**
 * @param {Ports} [ports] 0 means any free one
 * @returns {Promise<Demo>}
 */
export async function startDemo(ports = PREFERRED_PORTS) {
  /** @type {Map<string, Situation>} */
  const byId = new Map();
  /** @type {string[]} */
  const frameOrigins = [];
  const handler = createHandler(byId, frameOrigins);
  const { key, cert, fingerprint } = selfSigned(PUBLIC_HOST);
  const plain = () => http.createServer({ insecureHTTPParser: true }, handler);
  const servers = {
    app: await listen(plain, ports.app),
    api: await listen(plain, ports.api),
    third: await listen(plain, ports.third),
    public: await listen(() => https.createServer({ key, cert }, handler), ports.public),
    insecure: await listen(plain, ports.insecure),
  };
  const closed = await freePort();
  /** @param {keyof Ports} name */
  const address = (name) => `127.0.0.1:${servers[name].port}`;
  const names = {
    app: `http://app.localhost:${servers.app.port}`,
    api: `http://api.localhost:${servers.api.port}`,
    apiHost: `api.localhost:${servers.api.port}`,
    sameSite: `http://app.localhost:${servers.api.port}`,
    third: `http://login.localhost:${servers.third.port}`,
    public: `https://${PUBLIC_HOST}`,
    insecure: `http://${INSECURE_HOST}`,
    refused: `http://api.localhost:${closed}`,
    tls: `https://api.localhost:${servers.api.port}`,
  };
  const filled = fillIn(situations, names).map(withUrls(names.api));
  frameOrigins.push(names.public, names.insecure);
  for (const situation of filled) byId.set(situation.id, situation);

  return {
    url: `${names.app}/`,
    situations: filled,
    chromiumArgs: [
      // The only names the demo uses, and none of them leaves this machine.
      `--host-resolver-rules=MAP ${PUBLIC_HOST}:443 ${address('public')}, ` +
        `MAP ${INSECURE_HOST}:80 ${address('insecure')}, MAP *.localhost 127.0.0.1, MAP *.invalid ~NOTFOUND`,
      `--ip-address-space-overrides=${address('public')}=public,${address('insecure')}=public`,
      // This one key, made a moment ago, and no other.
      `--ignore-certificate-errors-spki-list=${fingerprint}`,
    ],
    close: async () => {
      await Promise.all(
        Object.values(servers).map(
          ({ server }) =>
            new Promise((resolve) => {
              server.close(resolve);
              server.closeAllConnections();
            }),
        ),
      );
    },
  };

  /** @param {() => http.Server} create @param {number} wanted */
  async function listen(create, wanted) {
    const server = create();
    const taken = await new Promise((resolve, reject) => {
      server.once('error', (error) => {
        if ('code' in error && error.code === 'EADDRINUSE' && wanted !== 0) resolve(true);
        else reject(error);
      });
      server.listen(wanted, '127.0.0.1', () => resolve(false));
    });
    if (taken) return listen(create, 0);
    const bound = server.address();
    if (!bound || typeof bound === 'string') throw new Error('the demo server has no port');
    return { server, port: bound.port };
  }
}

/** @param {string} api @returns {(situation: Situation) => Situation} */
const withUrls = (api) => (situation) => ({
  ...situation,
  requests: situation.requests.map((request) => ({ ...request, url: request.url ?? `${api}/${situation.id}` })),
});

/**
 * @param {Map<string, Situation>} byId
 * @param {string[]} frameOrigins
 * @returns {http.RequestListener}
 */
function createHandler(byId, frameOrigins) {
  return async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    try {
      if (path === '/situations.json') return sendJson(response, [...byId.values()]);
      if (path === '/frames.json') return sendJson(response, frameOrigins);
      if (path === '/favicon.ico') return void response.writeHead(204).end();
      const file = FILES.get(path);
      if (file) return await sendFile(response, file, POLICIES.get(path));
    } catch (error) {
      return void response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(error));
    }
    const [, id = '', rest = ''] = /^\/([^/]*)(\/.*)?$/.exec(path) ?? [];
    const key = `${request.method} ${rest}`.trim();
    const answer = byId.get(id)?.answers[key];
    request.resume();
    if (answer && 'wait' in answer) await new Promise((resolve) => setTimeout(resolve, answer.wait));
    send(response, answer ?? { status: 404, headers: [['Content-Type', 'text/plain']], body: `no answer for ${key}` });
  };
}

/** @param {http.ServerResponse} response @param {DemoAnswer} answer */
function send(response, answer) {
  if ('broken' in answer) {
    if (answer.broken === 'never') return;
    if (answer.broken === 'cut') response.writeHead(200, { 'Content-Length': '1000' }).write('half');
    response.socket?.destroySoon();
    return;
  }
  const body = Buffer.from(answer.body ?? '', 'utf8');
  // A flat list keeps order, case and duplicates; Node writes each value as Latin-1, so byte for byte.
  const lines = answer.headers.flat();
  if (answer.status !== 204 && answer.status !== 304) lines.push('Content-Length', String(body.length));
  if (answer.reason === undefined) response.writeHead(answer.status, lines);
  else response.writeHead(answer.status, answer.reason, lines);
  response.end(body);
}

/** @param {http.ServerResponse} response @param {unknown} value */
function sendJson(response, value) {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

/** @param {http.ServerResponse} response @param {string} name @param {string} [policy] */
async function sendFile(response, name, policy) {
  const body = await readFile(new URL(`./public/${name}`, import.meta.url));
  const type = TYPES.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'application/octet-stream';
  // The sandboxed frame's origin is `null`, so its module scripts need CORS too.
  const headers = { 'Content-Type': `${type}; charset=utf-8`, 'Access-Control-Allow-Origin': '*' };
  response.writeHead(200, policy ? { ...headers, 'Content-Security-Policy': policy } : headers).end(body);
}

/** A port nothing listens on. @returns {Promise<number>} */
async function freePort() {
  const server = http.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address && typeof address === 'object' ? address.port : 9;
}

if (isMain(import.meta.url)) {
  const demo = await startDemo();
  console.log(`The demo runs at ${demo.url}`);
}
