/** Servers that are functions from Request to Response, which every runtime can call. */
import { WrongServer } from './failure.js';
import { ROUTE_METHODS, handlerTransport, isResponse, routeHandlers } from './handler.js';
import { mswHandlers, mswTransport } from './msw.js';

/** @param {unknown} value */
const isFunction = (value) => typeof value === 'function';

/** A Worker's, which may have things to do behind its answer. */
const CONTEXT = { waitUntil() {}, passThroughOnException() {} };

/**
 * A function that names no parameters may be a listener, too: how it fails shows it.
 * @param {Function} server
 * @returns {import('./handler.js').Handler}
 */
const asHandler = (server) => async (request) => {
  const is = `server: called as a function from Request to Response, as it takes ${server.length} parameters`;
  const instead = 'a Node listener with fewer than two is given as `http.createServer(it)`';
  try {
    const response = await server(request, {}, CONTEXT);
    if (isResponse(response)) return response;
  } catch (/** @type {any} */ error) {
    if (server.length > 0 || error?.name !== 'TypeError') throw error;
    throw new WrongServer(`${is}, it threw \`${error.message}\`; ${instead}`, { cause: error });
  }
  throw new WrongServer(`${is}, it gave no Response; ${instead}`);
};

/**
 * @param {any} server
 * @returns {import('./message.js').Transport | null} null where it is nothing of the kind
 */
export function ofHandler(server) {
  if (isFunction(server)) return handlerTransport(asHandler(server));
  if (typeof server !== 'object' || server === null) return null;
  const handlers = mswHandlers(server);
  if (handlers) return mswTransport(handlers);
  // Hono, a Worker, Bun, Deno.
  if (isFunction(server.fetch)) return handlerTransport((request) => server.fetch(request, {}, CONTEXT));
  if (ROUTE_METHODS.some((method) => isFunction(server[method]))) return handlerTransport(routeHandlers(server));
  return null;
}
