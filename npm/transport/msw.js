/** Messages to MSW's request handlers, by the user's own MSW: a handler runs itself. */
import { handlerTransport } from './handler.js';
import { NotAnswered } from './failure.js';

/** @typedef {{ run: (args: object) => Promise<{ response?: Response } | null>, info: { header?: string } }} MswHandler */

/** MSW's mark of an answer that is the real server's to give. */
const INTENTION = 'x-msw-intention';

/** @param {any} value @returns {value is MswHandler} */
const isMswHandler = (value) => typeof value?.run === 'function' && typeof value.parse === 'function' && typeof value.predicate === 'function';

/**
 * @param {any} server a list of handlers, or what `setupServer` and `setupWorker` gave
 * @returns {(() => MswHandler[]) | null} the handlers of now; null where it is nothing of the kind
 */
export function mswHandlers(server) {
  if (Array.isArray(server) && server.length > 0 && server.every(isMswHandler)) return () => server;
  return typeof server?.listHandlers === 'function' ? () => server.listHandlers().filter(isMswHandler) : null;
}

let count = 0;

/**
 * A message that no handler answers, a preflight above all, is no refused one: what the real server says to it, nobody saw.
 * @param {() => MswHandler[]} handlers
 * @returns {import('./message.js').Transport}
 */
export const mswTransport = (handlers) => handlerTransport(async (request) => {
  const requestId = `corscope-${count += 1}`;
  for (const handler of handlers()) {
    // Relative paths are those of the server that is asked.
    const found = await handler.run({ request: request.clone(), requestId, resolutionContext: { baseUrl: new URL(request.url).origin } });
    if (!found?.response) continue;
    if (found.response.type === 'error') throw new Error('the handler gave a network error');
    if (found.response.headers.has(INTENTION)) break;
    return found.response;
  }
  throw new NotAnswered(`no handler answers \`${request.method} ${new URL(request.url).pathname}\``);
});
