/** A pasted `curl` command or call of `fetch` as a call that can be sent. */
import { loadedAdvice } from '../node-wasm.js';
import { readPasted } from '../pasted.js';
import { fromOf, urlOf } from './request-options.js';
import { UsageError } from './usage-error.js';

/**
 * @param {string} text
 * @param {Record<string, any>} values of the options in SENDING
 * @returns {import('./send.js').Call} as far as the options don't say otherwise
 */
export function pastedCall(text, values) {
  const { scenario: { request }, body, cookie } = read(text, values.from === undefined ? undefined : fromOf(values.from));
  const { url, origin, headers = [], method = 'GET', credentials } = request;
  const isAsked = values.credentials || credentials === 'include';
  return {
    url: urlOf(url, 'URL'), origin, method, headers: withType(headers, request.body), body: request.body ? body ?? '' : null,
    credentials: isAsked ? 'include' : credentials === 'omit' ? 'omit' : 'same-origin', cookie: isAsked ? cookie : null,
  };
}

/**
 * A browser sends the type that a body brings with it; a server must get it from here, too.
 * @param {import('../types.js').HeaderLines} headers @param {import('../types.js').RequestInput['body']} body
 * @returns {import('../types.js').HeaderLines}
 */
function withType(headers, body) {
  const isSet = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return body?.contentType && !isSet ? [...headers, ['Content-Type', body.contentType]] : headers;
}

/** @param {string} text @param {string | undefined} origin */
function read(text, origin) {
  try {
    const pasted = readPasted(loadedAdvice(), text, origin);
    if ('call' in pasted) return pasted.call;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message.replace(/^origin: (?<reason>.*)$/u, '--from: $<reason>'));
  }
  throw new UsageError('COMMAND: no `curl` command and no call of `fetch`; devtools have them under "Copy"');
}
