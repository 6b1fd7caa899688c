/** A `fetch` that does what a browser's does on a page, and what script gets of it. */
import { callerWith } from './caller.js';
import { verified } from './integrity.js';
import { pageCall } from './page-call.js';
import { filtered } from './page-response.js';
import { failed, refusal } from './refusal.js';

/**
 * @typedef {import('./caller.js').Core} Core
 * @typedef {import('./caller.js').Transports} Transports
 * @typedef {import('./caller.js').Ended} Ended
 * @typedef {import('./page-call.js').PageCall} PageCall
 * @typedef {import('../types.js').CreateFetchOptions} CreateFetchOptions
 * @typedef {import('../types.js').Report} Report
 */

/**
 * @param {Core} core @param {Transports} transports
 * @returns {(options: CreateFetchOptions) => typeof fetch}
 */
export const createFetchWith = (core, transports) => (options) => {
  const make = callerWith(core, transports)(options);
  const { origin } = options;
  return async (input, init = {}) => {
    const call = await pageCall(input, init ?? {}, origin);
    return responseOf(call, await make(call), core.text);
  };
};

/** What script gets of it. @param {PageCall} call @param {Ended} ended @param {Core['text']} text @returns {Promise<Response>} */
export async function responseOf({ integrity }, { answer, report, thrown, engine }, text) {
  if (!answer) throw refusal(/** @type {Report} */ (report), text, thrown);
  const response = filtered(answer.sent, answer.of);
  if (integrity === '') return response;
  const right = await verified(response, integrity);
  if (!right) throw failed(engine, 'integrity: the body is not the one that the page wants, or the page can’t read it');
  return right;
}
