/** Whose fault a blocked call is. */

/** @typedef {import('../../../../npm/types.js').Report} Report */

/** Whose answer the checks of a preflight, or the CORS check, refuse. */
export const SERVER = 'the server';

/** @param {Report} report @returns {string} */
export function faultOf({ cause, sent, request }) {
  const code = cause?.code ?? '';
  if (/^(allow-|preflight-)/u.test(code)) {
    // A server is right not to answer in the name of nobody.
    const isNull = sent.findLast(({ hop }) => hop === cause?.hop)?.origin === 'null';
    if (!isNull) return SERVER;
    return request.origin === 'null' ? 'a page without an origin' : 'a redirect that made the origin null';
  }
  if (code === 'scheme-not-supported') return 'a scheme';
  if (code === 'redirect-location-has-credentials') return 'a redirect with a user name';
  return 'the page, by its request mode';
}
