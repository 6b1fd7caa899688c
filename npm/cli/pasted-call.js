/** A pasted `curl` command or call of `fetch` as a call that can be sent. */
import { readPasted } from '../node.js';
import { originOf, urlOf } from './request-options.js';
import { UsageError } from './usage-error.js';

/**
 * @param {string} text
 * @param {Record<string, any>} values of the options in SENDING
 * @returns {import('./send.js').Call} as far as the options don't say otherwise
 */
export function pastedCall(text, values) {
  const { scenario: { request }, body, cookie } = read(text, values.from === undefined ? undefined : originOf(values.from));
  const { url, origin, headers = [], credentials } = request;
  const method = request.method ?? 'GET';
  const isAsked = values.credentials || credentials === 'include';
  // The value stands in the preflight by its name alone.
  const known = headers.map(([name, value]) => /** @type {[string, string]} */ ([name, value]));
  const type = request.body?.contentType;
  const hasType = known.some(([name]) => name.toLowerCase() === 'content-type');
  const bodied = request.body ? body ?? '' : null;
  return {
    url: urlOf(url, 'URL'), origin, method, headers: bodied !== null && type && !hasType ? [...known, ['Content-Type', type]] : known,
    body: bodied, credentials: isAsked ? 'include' : credentials === 'omit' ? 'omit' : 'same-origin', cookie: isAsked ? cookie : null,
  };
}

/** @param {string} text @param {string | undefined} origin */
function read(text, origin) {
  try {
    const pasted = readPasted(text, origin);
    if ('call' in pasted) return pasted.call;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message.replace(/^origin: (?<reason>.*)$/u, '--from: $<reason>'));
  }
  throw new UsageError('COMMAND: no `curl` command and no call of `fetch`; devtools have them under "Copy"');
}
