/** What a matcher is given, checked, with its defaults. A typing error must not turn into a green test. */
import { DEFAULT_ENGINE, ENGINES } from '../engines.js';
import { checkKnown } from '../options.js';
import { isUrl } from './ask.js';

/** @typedef {import('../types.js').Engine} Engine */

/** Where an app is that listens nowhere. */
const NOWHERE = 'https://api.test';

/** Options that are `fetch`'s own. */
const INIT = ['method', 'headers', 'body', 'duplex', 'mode', 'redirect'];
const KNOWN = ['from', 'path', 'url', 'credentials', 'cookies', 'engines', ...INIT];

/**
 * @param {unknown} app
 * @param {any} call
 * @returns {{ from: string, url: string, engines: Engine[], cookies: import('../types.js').CookieJar | null | undefined, init: RequestInit }}
 */
export function checkedCall(app, call) {
  if (typeof call !== 'object' || call === null) throw new TypeError('call: expected an object such as `{ from: \'https://app.example.com\' }`');
  checkKnown(call, KNOWN);
  const { from, path, url, credentials = 'same-origin', cookies, engines = [DEFAULT_ENGINE] } = call;
  if (typeof from !== 'string') throw new TypeError('from: expected the page’s origin, such as `https://app.example.com`');
  if (!Array.isArray(engines) || engines.length === 0 || !engines.every((one) => ENGINES.includes(one))) {
    throw new TypeError(`engines: expected a list of ${ENGINES.join(', ')}`);
  }
  const mode = typeof credentials === 'boolean' ? (credentials ? 'include' : 'same-origin') : credentials;
  const init = Object.fromEntries(INIT.filter((name) => call[name] !== undefined).map((name) => [name, call[name]]));
  return { from, url: target(app, path, url), engines, cookies, init: { ...init, credentials: mode } };
}

/** @param {unknown} app @param {unknown} path @param {unknown} url */
function target(app, path, url) {
  if (path !== undefined && url !== undefined) throw new TypeError('url: either `path` or `url`, not both');
  const base = isUrl(app) ? String(app) : NOWHERE;
  const text = String(url ?? path ?? base);
  if (!URL.canParse(text, base)) throw new TypeError(`${path === undefined ? 'url' : 'path'}: \`${text}\` is no URL`);
  return new URL(text, base).href;
}
