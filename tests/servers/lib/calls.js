/**
 * What is asked of every server: which call from which page, and how it has to end. Written from the requirement; the same
 * list is for our own engines and for the real browser.
 *
 * Routes: `/ok` succeeds and sends `X-Total-Count`, `/missing` is 404, `/fail` is 500, `/private` wants the password.
 */

/** User name and password of `/private`. */
export const USER = 'reader';
export const PASSWORD = 'secret';
const AUTHORIZATION = `Basic ${btoa(`${USER}:${PASSWORD}`)}`;

/**
 * @typedef {{ name: string, path: string, method?: string, headers?: [string, string][], credentials?: 'include' | 'omit',
 *   from?: 'app' | 'foreign' | 'longer' | 'dotless', status?: number, preflight?: boolean }} Call
 *   status: what the page sees; none if it must not see the answer
 */

/** @type {[string, string][]} */
const SET = [['Content-Type', 'application/json'], ['X-Request-Id', '7']];

/** What the policy is made of: a call with credentials, and one that needs a preflight. @type {Call[]} */
export const NEEDED = [
  { name: 'read', path: '/ok', credentials: 'include', status: 200 },
  { name: 'write', path: '/ok', method: 'PUT', headers: [...SET, ['Authorization', AUTHORIZATION]], credentials: 'include', status: 200 },
];

/** @type {Call[]} */
export const CALLS = [
  { name: 'simple', path: '/ok', credentials: 'omit', status: 200, preflight: false },
  { name: 'credentialed', path: '/ok', credentials: 'include', status: 200, preflight: false },
  { name: 'preflighted', path: '/ok', method: 'PUT', headers: SET, credentials: 'include', status: 200, preflight: true },
  { name: '404', path: '/missing', credentials: 'include', status: 404 },
  { name: '404 preflighted', path: '/missing', headers: SET, credentials: 'include', status: 404, preflight: true },
  { name: '500', path: '/fail', credentials: 'include', status: 500 },
  { name: '401', path: '/private', credentials: 'include', status: 401 },
  { name: 'auth', path: '/private', headers: [['Authorization', AUTHORIZATION]], credentials: 'include', status: 200, preflight: true },
  { name: 'foreign', path: '/ok', from: 'foreign', credentials: 'omit' },
  { name: 'foreign credentialed', path: '/ok', from: 'foreign', credentials: 'include' },
  { name: 'foreign preflighted', path: '/ok', from: 'foreign', method: 'PUT', headers: SET, credentials: 'include' },
  { name: 'foreign 404', path: '/missing', from: 'foreign', credentials: 'omit' },
  { name: 'a longer origin', path: '/ok', from: 'longer', credentials: 'omit' },
  { name: 'an origin without its dot', path: '/ok', from: 'dotless', credentials: 'omit' },
  { name: 'another method', path: '/ok', method: 'DELETE', credentials: 'include' },
  { name: 'another header', path: '/ok', headers: [['X-Other', '1']], credentials: 'include' },
];

/** The origins of the pages that call. @param {number} port of the server that has the pages */
export const pages = (port) => ({
  app: `http://app.localhost:${port}`,
  foreign: `http://evil.localhost:${port}`,
  // What a pattern without its begin, or with a bare dot, lets through.
  longer: `https+http://app.localhost:${port}`,
  dotless: `http://appxlocalhost:${port}`,
});
