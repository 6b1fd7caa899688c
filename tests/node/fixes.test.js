// What to change, for the mistakes that people make: written by hand from the mistake, not from our output.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, renderText } from '../../npm/node.js';
import { inlineText } from '../../npm/view/inline.js';

/** @typedef {import('../../npm/types.js').HeaderLines} HeaderLines */
/** @typedef {import('../../npm/types.js').RequestInput} RequestInput */

const url = 'https://api.example.com/orders';
const origin = 'https://app.example.com';
const ORIGIN = 'Access-Control-Allow-Origin';
const METHODS = 'Access-Control-Allow-Methods';
const HEADERS = 'Access-Control-Allow-Headers';

/** @typedef {[kind: 'preflight' | 'request', status: number, headers: HeaderLines, hop?: number, url?: string]} Seen */

/** @param {Partial<RequestInput>} request @param {Seen[]} seen */
function reportOf(request, seen) {
  const asked = { url, origin, method: 'GET', mode: /** @type {const} */ ('cors'), credentials: /** @type {const} */ ('same-origin'), initiator: /** @type {const} */ ('fetch'), ...request };
  return explain({
    schema: 1, request: asked,
    exchanges: seen.map(([kind, status, headers, hop = 0, at = asked.url]) => ({
      sent: { kind, hop, method: kind === 'preflight' ? 'OPTIONS' : asked.method, url: at, headers: [] }, received: { status, headers },
    })),
  });
}

/** @param {Partial<RequestInput>} request @param {Seen[]} seen */
function fixesOf(request, seen) {
  return reportOf(request, seen).fixes.map(({ at, request: patch, edits }) => ({
    at, ...patch ? { patch } : {},
    edits: edits.map(({ of, hop, op, name, value, needed, evidence }) => (
      [`${of} ${hop}`, op, value === undefined ? name : `${name}: ${value}`, needed, ...evidence === 'captured' ? [] : ['unseen']].join(' | '))),
  }));
}

test('no header at all', () => {
  assert.deepEqual(fixesOf({}, [['request', 200, []]]), [{
    at: 'server',
    edits: [`request 0 | set | ${ORIGIN}: ${origin} | verdict`, 'request 0 | append | Vary: Origin | safety'],
  }]);
});

test('a slash too many, where the answer varies already', () => {
  assert.deepEqual(fixesOf({}, [['request', 200, [[ORIGIN, `${origin}/`], ['Vary', 'Accept, Origin']]]]), [{
    at: 'server', edits: [`request 0 | set | ${ORIGIN}: ${origin} | verdict`],
  }]);
});

test('a wildcard with credentials: name the origin, or leave them out', () => {
  assert.deepEqual(fixesOf({ credentials: 'include' }, [['request', 200, [[ORIGIN, '*']]]]), [
    {
      at: 'server',
      edits: [
        `request 0 | set | ${ORIGIN}: ${origin} | verdict`, 'request 0 | set | Access-Control-Allow-Credentials: true | verdict',
        'request 0 | append | Vary: Origin | safety',
      ],
    },
    { at: 'client', patch: { credentials: 'same-origin' }, edits: [] },
  ]);
});

test('a header that isn’t listed, and that most servers can do without', () => {
  const headers = /** @type {HeaderLines} */ ([['X-Requested-With', 'XMLHttpRequest']]);
  const [first, second] = fixesOf({ headers }, [['preflight', 204, [[ORIGIN, origin], [HEADERS, 'content-type']]]]);
  assert.deepEqual(first, {
    at: 'server',
    edits: [
      `preflight 0 | set | ${HEADERS}: content-type, x-requested-with | verdict`,
      `request 0 | set | ${ORIGIN}: ${origin} | verdict | unseen`, 'request 0 | append | Vary: Origin | safety | unseen',
    ],
  });
  assert.deepEqual([second.at, second.patch], ['client', { headers: [] }]);
});

test('OPTIONS is not routed', () => {
  const [first] = fixesOf({ method: 'PUT' }, [['preflight', 404, []]]);
  assert.deepEqual(first.edits, [
    `preflight 0 | set | ${ORIGIN}: ${origin} | verdict`, 'preflight 0 | set | :status: 204 | verdict', `preflight 0 | set | ${METHODS}: PUT | verdict`,
    'preflight 0 | append | Vary: Origin | safety', `request 0 | set | ${ORIGIN}: ${origin} | verdict | unseen`, 'request 0 | append | Vary: Origin | safety | unseen',
  ]);
});

test('a method in lower case is the page’s to write in upper case', () => {
  const [first, second] = fixesOf({ method: 'patch' }, [['preflight', 204, [[ORIGIN, origin], [METHODS, 'GET, PATCH']]]]);
  assert.deepEqual([first.at, first.patch], ['client', { method: 'PATCH' }]);
  assert.deepEqual(second.edits[0], `preflight 0 | set | ${METHODS}: GET, PATCH, patch | verdict`);
});

test('a redirect of the preflight to the URL with a slash: ask for that', () => {
  const [first, second] = fixesOf({ method: 'PUT' }, [['preflight', 301, [['Location', '/orders/']]]]);
  assert.deepEqual([first.at, first.patch], ['client', { url: 'https://api.example.com/orders/' }]);
  assert.equal(second.at, 'server');
});

test('a redirect to another origin: ask for the last URL, whose answer allows everybody', () => {
  const last = 'https://cdn.example/orders';
  const found = fixesOf({}, [['request', 302, [[ORIGIN, '*'], ['Location', last]]], ['request', 200, [[ORIGIN, origin]], 1, last]]);
  assert.deepEqual(found.at(-1), { at: 'client', patch: { url: last }, edits: [] });
});

test('a page without an origin: everybody or nobody, and with credentials nobody', () => {
  const sandboxed = { origin: 'null' };
  assert.deepEqual(fixesOf(sandboxed, [['request', 200, []]]), [{ at: 'server', edits: [`request 0 | set | ${ORIGIN}: * | verdict`] }]);
  assert.deepEqual(fixesOf({ ...sandboxed, credentials: 'include' }, [['request', 200, []]]), []);
});

test('what is spelled wrong is taken out of a list, and nothing else', () => {
  const [first] = fixesOf({ method: 'DELETE' }, [['preflight', 200, [[ORIGIN, '*'], [METHODS, 'GET, x y, DELETE']]]]);
  assert.deepEqual(first.edits[0], `preflight 0 | set | ${METHODS}: GET, DELETE | verdict`);
});

test('mode same-origin across origins is the page’s to change', () => {
  const [first] = fixesOf({ mode: 'same-origin' }, []);
  assert.deepEqual([first.at, first.patch], ['client', { mode: 'cors' }]);
});

test('nothing where the call is allowed, where its end isn’t known, and where no answer can help', () => {
  assert.deepEqual(fixesOf({}, [['request', 200, [[ORIGIN, '*']]]]), []);
  assert.deepEqual(fixesOf({ method: 'PUT' }, []), []);
  assert.deepEqual(fixesOf({ method: 'TRACE' }, []), []);
});

/**
 * Another design, where there is one: where it stands, and its title.
 * @param {Partial<RequestInput>} request @param {Seen[]} seen
 */
function designOf(request, seen) {
  const report = reportOf(request, seen);
  const at = report.fixes.findIndex((fix) => fix.at === 'architecture');
  if (at < 0) return null;
  const { title, edits, provenIn, assumptions, request: patch } = report.fixes[at];
  assert.deepEqual([edits, provenIn, patch], [[], [], undefined]);
  const text = renderText(report);
  assert.ok(text.includes(at === 0 ? '\n  fix: ' : '\n  or: ') && inlineText(assumptions).length > 0, text);
  assert.ok(!/proven in\s*\)|\(\)/u.test(text), text);
  return { at, of: report.fixes.length, title: inlineText(title) };
}

const page = 'https://shop.example';
const foreign = 'https://api.weather.test/v1/today';

test('a login page of a third origin: 401 in place of the redirect, and log in again', () => {
  const login = 'https://idp.test/oauth2/authorize?client_id=1&state=s3cret';
  /** @type {Seen[]} */
  const seen = [['request', 302, [['Location', login]]], ['request', 200, [['Content-Type', 'text/html']], 1, login]];
  const [first, second, ...others] = fixesOf({ origin: page, credentials: 'include' }, seen);
  assert.deepEqual(first, {
    at: 'server',
    edits: [
      'request 0 | set | :status: 401 | verdict', `request 0 | set | ${ORIGIN}: ${page} | verdict`,
      'request 0 | set | Access-Control-Allow-Credentials: true | verdict', 'request 0 | append | Vary: Origin | safety',
    ],
  });
  assert.deepEqual([second.at, others], ['architecture', []]);
  const { title } = /** @type {{ title: string }} */ (designOf({ origin: page, credentials: 'include' }, seen));
  assert.match(title, /log in again.*navigate.*`https:\/\/idp\.test\/oauth2\/authorize`/u);
  assert.match(inlineText(reportOf({ origin: page }, seen).fixes[0].title), /`401` in place of the redirect to the login page/u);
});

test('a login page of the server itself is no answer to mend', () => {
  /** @type {Seen[]} */
  const seen = [['request', 302, [[ORIGIN, origin], ['Location', '/login']]], ['request', 200, [], 1, 'https://api.example.com/login']];
  const [first] = fixesOf({}, seen);
  assert.deepEqual(first.edits, ['request 0 | set | :status: 401 | verdict']);
  assert.match(String(designOf({}, seen)?.title), /log in again/u);
});

test('a gateway that wants a login before it lets preflights through', () => {
  /** @type {Seen[]} */
  const seen = [['preflight', 302, [['Location', 'https://team.cloud.test/cdn-cgi/access/login/api.example.com']]]];
  const design = designOf({ method: 'PUT' }, seen);
  assert.deepEqual([design?.at, design?.of], [1, 2]);
  assert.match(String(design?.title), /`https:\/\/api\.example\.com` from your own backend.*`OPTIONS`/u);
  assert.equal(designOf({ method: 'PUT' }, [['preflight', 302, [['Location', '/orders/']]]]), null);
});

test('a server of another site that says nothing of CORS', () => {
  const bare = /** @type {HeaderLines} */ ([['Content-Type', 'application/json']]);
  const design = designOf({ url: foreign, origin: page }, [['request', 200, bare]]);
  assert.deepEqual([design?.at, design?.of], [1, 2], 'behind the server’s own fix: it may be yours');
  assert.match(String(design?.title), /`https:\/\/api\.weather\.test` from your own backend/u);
  assert.ok(designOf({ url: foreign, origin: page, method: 'DELETE' }, [['preflight', 405, [['Allow', 'GET']]]]));
  assert.ok(designOf({ url: foreign, origin: 'http://localhost:3000' }, [['request', 200, bare]]));
});

test('that is not said of a server that may be the page’s own, that speaks of CORS, or that failed', () => {
  /** @type {[string, Partial<RequestInput>, Seen[]][]} */
  const silent = [
    ['the same site', { url: 'https://api.shop.example/', origin: page }, [['request', 200, []]]],
    ['this machine', { url: 'http://localhost:8080/', origin: page }, [['request', 200, []]]],
    ['whose page it is, nothing tells', { url: foreign, origin: 'null' }, [['request', 200, []]]],
    ['this network', { url: 'https://192.168.1.20/', origin: page }, [['request', 200, []]]],
    ['its preflight is fine', { url: foreign, origin: page, method: 'PUT' }, [['preflight', 204, [[ORIGIN, '*'], [METHODS, 'PUT']]], ['request', 200, []]]],
    ['another origin is allowed', { url: foreign, origin: page }, [['request', 200, [[ORIGIN, origin]]]]],
    ['half of it is there', { url: foreign, origin: page }, [['request', 200, [['Access-Control-Allow-Credentials', 'true']]]]],
    ['an error', { url: foreign, origin: page }, [['request', 500, []]]],
    ['a gateway', { url: foreign, origin: page, method: 'PUT' }, [['preflight', 502, []]]],
    ['who may ask is checked first', { url: foreign, origin: page, method: 'PUT' }, [['preflight', 403, []]]],
    ['allowed', { url: foreign, origin: page }, [['request', 200, [[ORIGIN, '*']]]]],
    ['never answered', { url: foreign, origin: page }, []],
  ];
  for (const [name, request, seen] of silent) assert.equal(designOf(request, seen), null, name);
});

test('a secret key in a page: its own backend first, and the key is not repeated', () => {
  const key = `sk-${'a1'.repeat(20)}`;
  const headers = /** @type {HeaderLines} */ ([['Authorization', `Bearer ${key}`]]);
  const design = designOf({ url: foreign, origin: page, headers }, [['preflight', 404, []]]);
  assert.equal(design?.at, 0);
  assert.match(String(design?.title), /`authorization` holds a secret key/u);
  assert.ok(!JSON.stringify(design).includes(key));
  /** @param {string} value @param {string} [at] */
  const noneFor = (value, at = foreign) => designOf({ url: at, origin: page, headers: [['Authorization', value]] }, [['preflight', 403, []]]);
  assert.equal(noneFor('Bearer sk-'), null, 'no key');
  assert.equal(noneFor(`Bearer pk_live_${'a1'.repeat(20)}`), null, 'made for pages');
  assert.equal(noneFor(`Bearer eyJ${'a1'.repeat(20)}`), null, 'a user’s token');
  assert.equal(noneFor(`Bearer ${key}`, 'https://api.shop.example/'), null, 'its own backend');
});
