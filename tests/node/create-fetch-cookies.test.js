// Cookies and sites: which ones go to another site, and which ones are taken from there.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CookieJar } from 'tough-cookie';
import { createFetch } from '../../npm/node.js';

/** @typedef {import('../../npm/types.js').Engine} Engine */

const ORIGIN = 'https://app.example.com';
const HERE = 'https://api.example.com/';
const ELSEWHERE = 'https://api.other.example/';
const KINDS = ['strict=1; Secure; SameSite=Strict', 'lax=1; Secure; SameSite=Lax', 'none=1; Secure; SameSite=None', 'unsaid=1; Secure', 'odd=1; Secure; SameSite=Whatever'];

const OPEN = { 'Access-Control-Allow-Origin': ORIGIN, 'Access-Control-Allow-Credentials': 'true' };
/** @param {Request} request */
const echo = ({ headers }) => new Response(headers.get('cookie') ?? '', { headers: OPEN });
const setting = () => new Response('', { headers: [...Object.entries(OPEN), ...KINDS.map((value) => /** @type {[string, string]} */ (['Set-Cookie', value]))] });
/** @param {string} text */
const names = (text) => text.split('; ').filter(Boolean).map((pair) => pair.split('=')[0]).sort();

/** @param {string} url @param {{ engine?: Engine, origin?: string }} [options] @returns {Promise<string[]>} the names of the cookies that are sent */
async function sent(url, { engine, origin = ORIGIN } = {}) {
  const cookies = new CookieJar();
  for (const value of KINDS) await cookies.setCookie(value, url);
  /** @type {string[]} */
  let seen = [];
  const server = (/** @type {Request} */ request) => { seen = names(request.headers.get('cookie') ?? ''); return echo(request); };
  await createFetch({ origin, server, cookies, ...(engine && { engine }) })(url, { credentials: 'include' }).catch(() => {});
  return seen;
}

/** @param {string} url @param {Engine} [engine] @returns {Promise<string[]>} the names of those that are in the jar after an answer */
async function taken(url, engine) {
  const cookies = new CookieJar();
  await createFetch({ origin: ORIGIN, server: setting, cookies, ...(engine && { engine }) })(url, { credentials: 'include' });
  return names(await cookies.getCookieString(url));
}

const ALL = ['lax', 'none', 'odd', 'strict', 'unsaid'];

describe('to the page’s own site', () => {
  test('all are sent, and taken', async () => {
    assert.deepEqual([await sent(HERE), await taken(HERE)], [ALL, ALL]);
  });
});

describe('to another site', () => {
  test('Chromium: those with SameSite=None', async () => assert.deepEqual([await sent(ELSEWHERE), await taken(ELSEWHERE)], [['none'], ['none']]));

  test('Firefox and WebKit: those without SameSite, too', async () => {
    for (const engine of /** @type {const} */ (['firefox', 'webkit'])) {
      assert.deepEqual([await sent(ELSEWHERE, { engine }), await taken(ELSEWHERE, engine)], [['none', 'odd', 'unsaid'], ['none', 'odd', 'unsaid']], engine);
    }
  });

  test('an opaque page, and one without TLS, are of another site', async () => {
    assert.deepEqual(await sent(HERE, { origin: 'null' }), ['none']);
    assert.deepEqual(await sent(HERE, { origin: 'http://app.example.com' }), ['none']);
  });

  test('a redirect there takes only those, and one back all again', async () => {
    const cookies = new CookieJar();
    for (const url of [HERE, ELSEWHERE]) for (const value of KINDS) await cookies.setCookie(value, url);
    /** @type {[string, string[]][]} */
    const seen = [];
    const server = (/** @type {Request} */ { url, headers }) => {
      seen.push([new URL(url).hostname, names(headers.get('cookie') ?? '')]);
      const to = /** @type {Record<string, string>} */ ({ [HERE]: ELSEWHERE, [ELSEWHERE]: `${HERE}end` })[url];
      const allowed = { ...OPEN, 'Access-Control-Allow-Origin': headers.get('origin') ?? '' };
      return new Response(null, { status: to ? 302 : 200, headers: { ...allowed, ...(to && { Location: to }) } });
    };
    await createFetch({ origin: ORIGIN, server, cookies })(HERE, { credentials: 'include' });
    assert.deepEqual(seen, [['api.example.com', ALL], ['api.other.example', ['none']], ['api.example.com', ALL]]);
  });
});

test('a jar of one’s own is told which', async () => {
  /** @type {unknown[]} */
  const told = [];
  const cookies = {
    getCookieString: (/** @type {string} */ _, /** @type {object} */ options) => { told.push(options); return ''; },
    setCookie: (/** @type {string} */ cookie, /** @type {string} */ _, /** @type {object} */ options) => { told.push([cookie.split('=')[0], options]); },
  };
  const page = createFetch({ origin: ORIGIN, server: setting, cookies });
  await page(ELSEWHERE, { credentials: 'include' });
  const none = { sameSiteContext: 'none' };
  assert.deepEqual(told, [none, ...['strict', 'lax', 'none'].map((name) => [name, { ignoreError: true, ...none }])]);
});
