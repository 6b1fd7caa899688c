/** Messages to a function from Request to Response, without a server: Hono, Workers, route handlers. */
import { WrongServer } from './failure.js';
import { sentOf } from './host-fetch.js';

/** @typedef {(request: Request) => Response | Promise<Response>} Handler */

/** Of any realm. @param {any} value @returns {value is Response} */
export const isResponse = (value) => typeof value?.status === 'number' && typeof value.headers === 'object';

/** @param {Handler} handle @returns {import('./message.js').Transport} */
export const handlerTransport = (handle) => async ({ method, url, headers, body, signal }) => {
  const lines = new Headers([['Host', new URL(url).host], ...headers]);
  const isStream = body instanceof ReadableStream;
  const request = new Request(url, /** @type {any} */ ({ method, headers: lines, body, signal, ...(isStream && { duplex: 'half' }) }));
  // Where the host is strict, a Request takes no headers that are the browser's to set; the server gets them all the same.
  if ([...lines.keys()].some((name) => !request.headers.has(name))) Object.defineProperty(request, 'headers', { value: lines });
  const response = await handle(request);
  if (!isResponse(response)) throw new WrongServer('server: the handler gave no Response');
  return sentOf(response, signal);
};

/**
 * A module of route handlers, one function for each method, as Next.js has them: `HEAD` is answered by `GET`, `OPTIONS` by
 * the list of methods where no function is there for it, any other by 405.
 * @param {Record<string, any>} routes
 * @returns {Handler}
 */
export const routeHandlers = (routes) => (request) => {
  const { method } = request;
  const own = routes[method] ?? (method === 'HEAD' ? routes.GET : undefined);
  if (own) return own(request, { params: Promise.resolve({}) });
  const named = ROUTE_METHODS.filter((name) => name === 'OPTIONS' || routes[name] || (name === 'HEAD' && routes.GET));
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: named.sort().join(', ') } });
  return new Response(null, { status: 405 });
};

/** The methods that such a module can have functions for. */
export const ROUTE_METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH'];
