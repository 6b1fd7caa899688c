/** Why nothing came back, in the core's words. */

/** @typedef {import('../types.js').NetworkError} NetworkError */

/** Node's codes, and those of undici. @type {[RegExp, NetworkError][]} */
const KINDS = [
  [/^(?:ENOTFOUND|EAI_)/u, 'dns'],
  [/^ECONNREFUSED$/u, 'refused'],
  [/^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|ERR_OSSL_)/u, 'tls'],
  [/^(?:ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT)$/u, 'timeout'],
];

/** Who was asked doesn't know the answer: not even that there is none. The message says why. */
export class NotAnswered extends Error {}

/** What was given as a server is another thing: a mistake of the test's, and no failure of a network. */
export class WrongServer extends TypeError {}

/**
 * @param {any} error what a transport rejected with; a WrongServer goes on
 * @returns {{ networkError: NetworkError, text: string } | { unknown: string }}
 */
export function failure(error) {
  if (error instanceof WrongServer) throw error;
  if (error instanceof NotAnswered) return { unknown: error.message };
  // Several addresses were tried: the last word is of the last one; and `fetch` wraps what its connection said.
  const inner = error?.errors?.at?.(-1) ?? error?.cause?.errors?.at?.(-1) ?? error?.cause ?? error;
  const code = String(inner?.code ?? '');
  const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
  return { networkError: kind, text: code || String(inner?.message ?? inner) };
}
