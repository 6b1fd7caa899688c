/**
 * What a demo situation is. Everything in it is written by hand from the trouble users report, never printed by our own
 * code.
 *
 * Texts may hold `{app}`, `{api}`, `{sameSite}`, `{third}`, `{public}`, `{insecure}`, `{refused}`, `{tls}`: the demo's
 * origins, filled in when it starts.
 *
 * @typedef {[name: string, value: string][]} HeaderLines
 *
 * @typedef {{ status: number, reason?: string, headers: HeaderLines, body?: string, wait?: number }
 *   | { broken: 'empty-reply' | 'never' | 'cut' }} DemoAnswer `wait`: milliseconds before it is sent
 *
 * @typedef {object} DemoRequest
 * @property {'fetch'|'xhr'|'image'|'font'|'module'|'stylesheet'|'eventsource'|'beacon'} via
 * @property {string} [url] by default `{api}/<situation id>`
 * @property {Record<string, any>} [init] fetch's init
 * @property {'page'|'worker'|'service-worker'|'public-frame'|'insecure-frame'|'sandboxed-frame'|'policy-frame'} [from]
 *   the page, if left out
 * @property {boolean} [unread] leave the body of the response alone
 * @property {number} [abortAfter] milliseconds
 * @property {boolean} [withCredentials] for XHR and EventSource
 * @property {boolean} [uploadListener] for XHR
 * @property {string|null} [crossorigin] for elements
 *
 * @typedef {object} Expectation
 * @property {'blocked'|'allowed'|'failed'|'rejected'} verdict
 * @property {string} [error] Chromium's CorsError name
 * @property {string} [parameter] its parameter ('' if left out)
 * @property {string[]} [names] all request header names that are missing; the browser names one of them
 * @property {string|null} [header] the response header to blame, as the standard writes it
 * @property {string|null} [mark] the bytes to mark; null: the end of a header block
 * @property {'preflight'|'redirect'|'response'|'request'} [phase]
 * @property {false} [entry] the browser leaves no network entry at all
 * @property {string} [alternative] our code of the browser's reason, where it depends on what no entry holds
 *
 * @typedef {object} Situation
 * @property {string} id
 * @property {string} title
 * @property {number[]} pain numbers of the list of users' pains
 * @property {DemoRequest[]} requests made one after the other; the last one is what the expectation is about
 * @property {Record<string, DemoAnswer>} answers by method and what follows `/<id>` in the path, as in `OPTIONS` or
 *   `GET /final`
 * @property {Expectation} expect
 */

/** Helpers to write answers briefly. */
export const APP = '{app}';
export const ORIGIN = 'Access-Control-Allow-Origin';
export const CREDENTIALS = 'Access-Control-Allow-Credentials';
export const METHODS = 'Access-Control-Allow-Methods';
export const HEADERS = 'Access-Control-Allow-Headers';
export const MAX_AGE = 'Access-Control-Max-Age';
export const EXPOSE = 'Access-Control-Expose-Headers';

/** @type {[string, string]} */
export const JSON_TYPE = ['Content-Type', 'application/json'];

/**
 * @param {HeaderLines} headers
 * @param {string} [body]
 * @returns {DemoAnswer}
 */
export const ok = (headers, body = '{"ok":true}') => ({ status: 200, headers: [JSON_TYPE, ...headers], body });

/**
 * A preflight response that nothing is wrong with, unless `headers` says so.
 * @param {HeaderLines} headers
 * @param {number} [status]
 * @returns {DemoAnswer}
 */
export const preflight = (headers, status = 204) => ({ status, headers });

/**
 * @param {number} status
 * @param {string} location
 * @param {HeaderLines} headers
 * @returns {DemoAnswer}
 */
export const redirect = (status, location, headers = []) => ({ status, headers: [['Location', location], ...headers] });

/**
 * An error page as a proxy writes it: HTML, with none of the application's headers.
 * @param {number} status
 * @param {string} server
 * @param {HeaderLines} [headers]
 * @returns {DemoAnswer}
 */
export const errorPage = (status, server, headers = []) => ({
  status,
  headers: [['Server', server], ['Content-Type', 'text/html'], ...headers],
  body: `<html><body><h1>${status}</h1></body></html>`,
});
