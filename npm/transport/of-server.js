/** What a server may be given as, and the way to reach it. */
import { decoding } from './decode.js';
import { httpTransport } from './http.js';
import { inMemoryTransport } from './in-memory.js';
import { ofHandler } from './of-handler.js';

/** @typedef {import('./message.js').Transport} Transport */

const TAKEN = 'an origin, a Node server or listener (Express, Koa, connect, Fastify, Nest), what supertest gives, an object with `fetch` (Hono, Workers), '
  + 'a function from Request to Response, a module of route handlers, or MSW handlers';

/**
 * @param {any} server
 * @returns {Transport}
 */
export function ofServer(server) {
  if (typeof server === 'string' || server instanceof URL) return ofUrl(server);
  const byNode = ofNodeServer(server);
  if (byNode) return byNode;
  const handler = ofHandler(server);
  if (!handler) throw new TypeError(`server: expected ${TAKEN}`);
  return decoding(handler);
}

/** @param {string | URL} url */
function ofUrl(url) {
  const to = URL.canParse(String(url)) ? new URL(url) : null;
  if (!to || !/^https?:$/u.test(to.protocol)) throw new TypeError(`server: \`${url}\` is no http or https URL`);
  // The path is that of what the page asks for.
  if (to.href !== `${to.origin}/`) throw new TypeError(`server: only an origin is taken, such as \`${to.origin}\`, and \`${url}\` has more than that`);
  return httpTransport({ to });
}

/** @param {unknown} value */
const isFunction = (value) => typeof value === 'function';
/** @param {any} server @param {string[]} names */
const has = (server, ...names) => names.every((name) => isFunction(server[name]));

/** @param {any} server @returns {Transport | null} */
function ofNodeServer(server) {
  // Express and connect apps are such functions.
  if (isFunction(server) && server.length >= 2) return inMemoryTransport(server);
  if (typeof server !== 'object' || server === null) return null;
  // Fastify and Nest take no connection before their plugins are loaded.
  if (has(server, 'ready', 'inject') && server.server) return after(() => server.ready(), () => inMemoryTransport(server.server));
  if (has(server, 'init', 'getHttpServer')) return after(() => server.init(), () => inMemoryTransport(server.getHttpServer()));
  if (has(server, 'emit', 'listen', 'close')) return inMemoryTransport(server);
  // A supertest agent, or a single request of it.
  if (has(server, 'get') && server.app) return ofServer(server.app);
  if (has(server, 'get', 'del', 'propfind', 'm-search')) return ofServer(appOfSupertest(server));
  // Koa.
  if (has(server, 'callback', 'use')) return inMemoryTransport(server.callback());
  return null;
}

/**
 * `request(app)` of supertest keeps the app to itself, but each request that it makes knows it, and is sent only when it is told to.
 * @param {{ get: (path: string) => { app?: unknown, _server?: { listening: boolean, close(): void } } }} server
 */
function appOfSupertest(server) {
  const { app, _server: started } = server.get('/');
  if (!app) throw new TypeError('server: `request(…)` of this supertest doesn’t tell its app; pass the app, or `request.agent(app)`');
  // Versions before 7.3 have it listen already.
  if (started?.listening) started.close();
  return app;
}

/**
 * @param {() => unknown} prepare runs once, before the first message
 * @param {() => Transport} make
 * @returns {Transport}
 */
function after(prepare, make) {
  /** @type {Promise<Transport> | undefined} */
  let prepared;
  return async (message) => {
    prepared ??= Promise.resolve(prepare()).then(make);
    return (await prepared)(message);
  };
}
