/** Servers that are functions from Request to Response, which every runtime can call. */
import { ROUTE_METHODS, handlerTransport, routeHandlers } from './handler.js';
import { mswHandlers, mswTransport } from './msw.js';

/** @param {unknown} value */
const isFunction = (value) => typeof value === 'function';

/**
 * @param {any} server
 * @returns {import('./message.js').Transport | null} null where it is nothing of the kind
 */
export function ofHandler(server) {
  // `(request, response)` and more is a listener of Node's.
  if (isFunction(server)) return server.length < 2 ? handlerTransport(server) : null;
  if (typeof server !== 'object' || server === null) return null;
  const handlers = mswHandlers(server);
  if (handlers) return mswTransport(handlers);
  // Hono, a Worker, Bun, Deno.
  if (isFunction(server.fetch)) return handlerTransport((request) => server.fetch(request, {}, {}));
  if (ROUTE_METHODS.some((method) => isFunction(server[method]))) return handlerTransport(routeHandlers(server));
  return null;
}
