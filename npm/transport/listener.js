/** A function of several parameters, called as a Node listener: what it gives back, or throws, may show that it is none. */
import { types } from 'node:util';
import { WrongServer } from './failure.js';
import { isResponse } from './handler.js';

/** @typedef {import('node:http').RequestListener} Listener */

/**
 * @param {Listener} listener
 * @param {(connection: import('node:net').Socket, reason: Error) => void} cut
 * @returns {Listener} the same; where it fails, the connection ends with the reason, and not the process
 */
export function watched(listener, cut) {
  /** @this {import('node:http').Server} @type {Listener} */
  return function watchedListener(request, response) {
    /** @param {unknown} error */
    const fail = (error) => {
      // Whoever was asked has answered: its error is nobody's but its own.
      if (response.writableEnded) throw error;
      // Of any realm: a test runner's sandbox has errors of its own.
      const reason = types.isNativeError(error) ? error : new Error(String(error));
      const isMistaken = reason.name === 'TypeError' && !response.headersSent;
      cut(request.socket, isMistaken ? mistaken(listener, `it threw \`${reason.message}\``, reason) : reason);
    };
    /** @param {unknown} given */
    const look = (given) => { if (isResponse(given)) cut(request.socket, mistaken(listener, 'it gave a Response')); };
    try {
      const given = /** @type {any} */ (Reflect.apply(listener, this, [request, response]));
      if (typeof given?.then === 'function') given.then(look, fail);
      else look(given);
    } catch (error) {
      fail(error);
    }
  };
}

/** @param {Listener} listener @param {string} did @param {unknown} [cause] */
const mistaken = ({ length }, did, cause) => new WrongServer(
  `server: called as a Node listener, as it takes ${length} parameters, ${did}; a function from Request to Response is given as \`{ fetch: it }\``, { cause },
);
