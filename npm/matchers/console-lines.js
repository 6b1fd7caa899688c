/** Which lines of a browser's console say that CORS refused a call. The texts are the browsers' own. */

const REFUSALS = [
  // Chromium.
  /has been blocked by CORS policy/u,
  // Firefox.
  /^Cross-Origin Request Blocked: /u,
  // WebKit, which names the header or the message, and sometimes neither.
  /\bAccess-Control-Allow-/u,
  /^Preflight response is not successful/u,
  /^Cross-origin redirection to .* denied by Cross-Origin Resource Sharing policy/u,
  / due to access control checks\.$/u,
];

/** Lines that begin alike, of calls that ended for another reason. */
const OTHERS = [/\(Reason: CORS request did not succeed\)/u, /address space/u];

/** @param {string} text */
export const isRefusal = (text) => REFUSALS.some((pattern) => pattern.test(text)) && !OTHERS.some((pattern) => pattern.test(text));
