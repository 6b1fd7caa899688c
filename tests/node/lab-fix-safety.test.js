// Each unsafe pattern of a fix is noticed, and a safe fix has none. What the edits make of an answer is written out here.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unsafePatterns } from '../browsers/lab/fixes/safety.js';

/** @typedef {import('../browsers/lab/fixes/safety.js').Edit} Edit */
/** @typedef {import('../browsers/lab/fixes/safety.js').Lines} Lines */
/** @typedef {import('../browsers/lab/fixes/safety.js').Asked} Asked */
/** @typedef {import('../browsers/lab/fixes/safety.js').Place['of']} Kind */
/**
 * @typedef {{ of?: Kind, edits: Edit[], before?: Lines, after: Lines, statuses?: [number, number], asked?: Partial<Asked>,
 *   origin?: string, credentials?: string }} Case of one answer
 */

const page = 'https://app.example';
const ALLOW_ORIGIN = 'Access-Control-Allow-Origin';
const ALLOW_CREDENTIALS = 'Access-Control-Allow-Credentials';
const ALLOW_METHODS = 'Access-Control-Allow-Methods';
const ALLOW_HEADERS = 'Access-Control-Allow-Headers';
const EXPOSE_HEADERS = 'Access-Control-Expose-Headers';

/** @param {Edit['op']} op @param {Kind} of @returns {(name: string, value?: string, needed?: string) => Edit} */
const editing = (op, of = 'request') => (name, value, needed = 'verdict') => ({ of, hop: 0, op, name, value, needed });
const set = editing('set', 'request');
const append = editing('append', 'request');
const remove = editing('remove', 'request');
const setPreflight = editing('set', 'preflight');

/** @param {Case} one */
function found({ of = 'request', edits, before = [], after, statuses = [200, 200], asked, origin = page, credentials = 'same-origin' }) {
  const answers = [before, after].map((headers, index) => ({ of, hop: 0, status: statuses[index], headers }));
  return unsafePatterns({ edits }, {
    request: { origin, credentials }, before: [answers[0]], after: [answers[1]], asked: [{ origin, methods: [], headers: [], ...asked }],
  }).map((what) => what.replace(`${of} of hop 0: `, ''));
}

/** @type {Lines[number]} */
const allowed = [ALLOW_ORIGIN, page];
/** @type {Lines[number]} */
const credentialed = [ALLOW_CREDENTIALS, 'true'];
/** @type {Lines[number]} */
const varies = ['Vary', 'Origin'];
/** @type {Lines[number]} */
const anyone = [ALLOW_ORIGIN, '*'];
const allow = set(...allowed);
const vary = append(...varies, 'safety');

describe('nothing is unsafe about', () => {
  for (const [what, one] of /** @type {[string, Case][]} */ ([
    ['no edits', { edits: [], before: [anyone, credentialed, ['Vary', 'Accept']], after: [anyone, credentialed, ['Vary', 'Accept']], credentials: 'include' }],
    ['the page\'s origin', { edits: [allow, vary], after: [allowed, varies] }],
    ['that instead of two', { edits: [allow, vary], before: [anyone, allowed], after: [allowed, varies] }],
    ['that instead of `null`', { edits: [allow, vary], before: [[ALLOW_ORIGIN, 'null']], after: [varies, allowed] }],
    ['that where Vary names Origin already', { edits: [allow], before: [['vary', 'Accept, ORIGIN']], after: [['vary', 'Accept, ORIGIN'], allowed] }],
    ['that where Vary is *', { edits: [allow], before: [['Vary', '*']], after: [['Vary', '*'], allowed] }],
    ['Vary in one line', {
      edits: [allow, set('vary', 'Accept, Origin', 'safety')], before: [['Vary', 'Accept']], after: [allowed, ['vary', 'Accept, Origin']],
    }],
    ['credentials', { edits: [allow, set(...credentialed), vary], after: [allowed, credentialed, varies], credentials: 'include' }],
    ['credentials for what is allowed already', { edits: [set(...credentialed)], before: [allowed], after: [allowed, credentialed], credentials: 'include' }],
    ['* for an opaque origin', { edits: [set(...anyone)], after: [anyone], origin: 'null' }],
    ['* after a redirect', { edits: [set(...anyone)], after: [anyone], asked: { origin: 'null' } }],
    ['no origin at all', { edits: [remove(ALLOW_ORIGIN)], before: [allowed, allowed], after: [] }],
    ['a preflight\'s method and headers, beside what was listed', {
      of: 'preflight', asked: { methods: ['PUT'], headers: ['x-a', 'x-b'] },
      edits: [setPreflight(ALLOW_METHODS, 'GET, PUT'), setPreflight(ALLOW_HEADERS, 'X-Old, x-a, x-b')],
      before: [[ALLOW_METHODS, 'GET'], [ALLOW_HEADERS, 'x-old'], [ALLOW_HEADERS, 'X-A']],
      after: [[ALLOW_METHODS, 'GET, PUT'], [ALLOW_HEADERS, 'X-Old, x-a, x-b']],
    }],
    ['* of the server\'s own in a list', {
      of: 'preflight', credentials: 'include', asked: { headers: ['x-a'] },
      edits: [setPreflight(ALLOW_HEADERS, '*, x-a')], before: [[ALLOW_HEADERS, '*']], after: [[ALLOW_HEADERS, '*, x-a']],
    }],
    ['a preflight\'s status', { of: 'preflight', edits: [setPreflight(':status', '204')], after: [], statuses: [401, 204] }],
    ['lines in another order', { edits: [allow, vary], before: [['A', '1'], ['A', '2']], after: [varies, ['a', '1'], allowed, ['A', '2']] }],
  ])) test(what, () => assert.deepEqual(found(one), []));
});

describe('it is unsafe', () => {
  for (const [what, one, expected] of /** @type {[string, Case, string[]][]} */ ([
    ['null', { edits: [set(ALLOW_ORIGIN, 'null'), vary], after: [[ALLOW_ORIGIN, 'null'], varies], origin: 'null' },
      ['Access-Control-Allow-Origin: null, which any page can be']],
    ['null again', { edits: [set(ALLOW_ORIGIN, 'NULL')], before: [[ALLOW_ORIGIN, 'null']], after: [[ALLOW_ORIGIN, 'NULL']], asked: { origin: 'null' } },
      ['Access-Control-Allow-Origin: null, which any page can be']],
    ['* with credentials', { edits: [set(...anyone)], after: [anyone], origin: 'null', credentials: 'include' },
      ['Access-Control-Allow-Origin: * with credentials']],
    ['* where the credentials mode is unknown', { edits: [set(...anyone)], after: [anyone], origin: 'null', credentials: 'unknown' },
      ['Access-Control-Allow-Origin: * with credentials']],
    ['* beside the server\'s credentials', { edits: [set(...anyone)], before: [credentialed], after: [credentialed, anyone], origin: 'null' },
      ['Access-Control-Allow-Origin: * with credentials']],
    ['* for an origin that can be named', { edits: [set(...anyone)], after: [anyone] },
      ['Access-Control-Allow-Origin: * for https://app.example, which is not opaque']],
    ['* where no Origin was sent', { edits: [set(...anyone)], after: [anyone], asked: { origin: null } },
      ['Access-Control-Allow-Origin: * for no origin, which is not opaque']],
    ['another origin', { edits: [set(ALLOW_ORIGIN, `${page}/`), vary], after: [[ALLOW_ORIGIN, `${page}/`], varies] },
      ['Access-Control-Allow-Origin is not the page\'s https://app.example']],
    ['reflection', { edits: [set(ALLOW_ORIGIN, '<Origin>'), vary], after: [[ALLOW_ORIGIN, '<Origin>'], varies] },
      ['Access-Control-Allow-Origin is not the page\'s https://app.example']],
    ['an origin in a list', { edits: [set(ALLOW_ORIGIN, `${page}, *`), vary], after: [[ALLOW_ORIGIN, `${page}, *`], varies] },
      ['Access-Control-Allow-Origin has several values']],
    ['an origin in another line', { edits: [append(...allowed), vary], before: [anyone], after: [anyone, allowed, varies] },
      ['Access-Control-Allow-Origin has several values']],
    ['no Vary', { edits: [allow], before: [['Vary', 'Origin-Agent-Cluster']], after: [['Vary', 'Origin-Agent-Cluster'], allowed] },
      ['a specific Access-Control-Allow-Origin without Vary: Origin']],
    ['Vary that is not for safety', { edits: [allow, append(...varies)], after: [allowed, varies] },
      ['the edit of Vary is marked verdict, not safety']],
    ['a lost member of Vary', { edits: [allow, set(...varies, 'safety')], before: [['Vary', 'Accept, origin']], after: [allowed, varies] },
      ['Vary loses accept']],
    ['credentials that are not true', {
      edits: [set(ALLOW_CREDENTIALS, 'TRUE')], before: [allowed], after: [allowed, [ALLOW_CREDENTIALS, 'TRUE']], credentials: 'include',
    }, ['Access-Control-Allow-Credentials says TRUE, not true']],
    ['credentials that the page has not', { edits: [set(...credentialed)], before: [allowed], after: [allowed, credentialed] },
      ['Access-Control-Allow-Credentials for a request of credentials mode same-origin']],
    ['credentials for the server\'s null', {
      edits: [set(...credentialed)], before: [[ALLOW_ORIGIN, 'null']], after: [[ALLOW_ORIGIN, 'null'], credentialed], origin: 'null', credentials: 'include',
    }, ['Access-Control-Allow-Credentials for null, not for the page\'s origin alone']],
    ['credentials for the server\'s *', { edits: [set(...credentialed)], before: [anyone], after: [anyone, credentialed], credentials: 'include' },
      ['Access-Control-Allow-Credentials for *, not for the page\'s origin alone']],
    ['a method that is not asked for', {
      of: 'preflight', edits: [setPreflight(ALLOW_METHODS, 'PATCH, patch, PUT')], after: [[ALLOW_METHODS, 'PATCH, patch, PUT']], asked: { methods: ['patch'] },
    }, ['Access-Control-Allow-Methods lists PATCH, which nobody asked for', 'Access-Control-Allow-Methods lists PUT, which nobody asked for']],
    ['a header that is not asked for', {
      of: 'preflight', edits: [setPreflight(ALLOW_HEADERS, 'x-a, X-B')], after: [[ALLOW_HEADERS, 'x-a, X-B']], asked: { headers: ['X-A'] },
    }, ['Access-Control-Allow-Headers lists x-b, which nobody asked for']],
    ['* in the lists', {
      of: 'preflight', edits: [setPreflight(ALLOW_METHODS, '*'), setPreflight(ALLOW_HEADERS, '*')], after: [[ALLOW_METHODS, '*'], [ALLOW_HEADERS, '*']],
      asked: { methods: ['PUT'], headers: ['x-a'] },
    }, ['Access-Control-Allow-Methods lists *, which nobody asked for', 'Access-Control-Allow-Headers lists *, which nobody asked for']],
    ['* exposed', { edits: [set(EXPOSE_HEADERS, '*')], after: [[EXPOSE_HEADERS, '*']], credentials: 'include' },
      ['Access-Control-Expose-Headers lists *, which nobody asked for']],
    ['a security header is gone', { edits: [remove('Content-Security-Policy')], before: [['Content-Security-Policy', 'sandbox']], after: [] },
      ['remove of Content-Security-Policy, which is not for a fix to touch']],
    ['a cookie', { edits: [append('Set-Cookie', 'a=b')], after: [['Set-Cookie', 'a=b']] },
      ['append of Set-Cookie, which is not for a fix to touch']],
    ['a preflight is kept for longer', {
      of: 'preflight', edits: [setPreflight('Access-Control-Max-Age', '86400')], after: [['Access-Control-Max-Age', '86400']],
    }, ['set of Access-Control-Max-Age, which is not for a fix to touch']],
    ['a private network is opened', {
      of: 'preflight', edits: [setPreflight('Access-Control-Allow-Private-Network', 'true')], after: [['Access-Control-Allow-Private-Network', 'true']],
    }, ['set of Access-Control-Allow-Private-Network, which is not for a fix to touch']],
    ['the status of a request', { edits: [set(':status', '200')], after: [], statuses: [401, 200] },
      ['set of :status, which is not for a fix to touch']],
    ['a status that is no success', { of: 'preflight', edits: [setPreflight(':status', '302')], after: [], statuses: [401, 302] },
      ['set of :status, with the value "302"']],
    ['a second status', { of: 'preflight', edits: [editing('append', 'preflight')(':status', '200')], after: [], statuses: [401, 401] },
      [':status is not what the edits make of it', 'append of :status, with the value "200"']],
    ['a line break', { edits: [append('Vary', 'Origin\r\nSet-Cookie: a=b', 'safety')], after: [['Vary', 'Origin\r\nSet-Cookie: a=b']] },
      ['append of Vary, with the value "Origin\\r\\nSet-Cookie: a=b"']],
    ['no value', { edits: [set('Vary', undefined, 'safety')], after: [['Vary', '']] },
      ['set of Vary, with the value undefined']],
  ])) test(what, () => assert.deepEqual(found(one), expected));
});

describe('what is said to become of an answer is not what the edits make of it', () => {
  for (const [what, one, names] of /** @type {[string, Case, string[]][]} */ ([
    ['a header is gone', {
      edits: [allow, vary], before: [['Strict-Transport-Security', 'max-age=1']], after: [allowed, varies],
    }, ['strict-transport-security']],
    ['a header is new', { edits: [allow, vary], after: [allowed, varies, credentialed] }, ['access-control-allow-credentials']],
    ['an edit is not there', { edits: [allow, vary], before: [anyone, varies], after: [anyone, varies, varies] }, ['access-control-allow-origin']],
    ['set leaves a line', { edits: [allow, vary], before: [anyone], after: [anyone, allowed, varies] }, ['access-control-allow-origin']],
    ['append leaves none', { edits: [allow, vary], before: [['Vary', 'Accept']], after: [allowed, varies] }, ['vary']],
    ['remove leaves one', { edits: [remove(ALLOW_ORIGIN)], before: [anyone, allowed], after: [allowed] }, ['access-control-allow-origin']],
    ['two lines change places', { edits: [], before: [['A', '1'], ['A', '2']], after: [['A', '2'], ['A', '1']] }, ['a']],
    ['the status', { edits: [], after: [], statuses: [401, 200] }, [':status']],
  ])) test(what, () => assert.deepEqual(found(one), names.map((name) => `${name} is not what the edits make of it`)));
});

test('each answer has its own edits', () => {
  /** @param {Kind} of @param {number} hop @param {Lines} headers */
  const answer = (of, hop, ...headers) => ({ of, hop, status: 200, headers });
  const before = [answer('preflight', 0), answer('request', 0), answer('request', 1, ['Vary', 'Accept'])];
  const after = [answer('preflight', 0, allowed, varies), answer('request', 0, allowed, varies), answer('request', 1, ['Vary', 'Accept'], anyone)];
  const asked = [page, page, 'null'].map((origin) => ({ origin, methods: [], headers: [] }));
  const rest = { request: { origin: page, credentials: 'omit' }, before, after, asked };
  const edits = [allow, vary, setPreflight(...allowed), editing('append', 'preflight')(...varies, 'safety'), { ...set(...anyone), hop: 1 }];
  assert.deepEqual(unsafePatterns({ edits }, rest), []);
  assert.deepEqual(unsafePatterns({ edits: edits.toSpliced(1, 1) }, rest), [
    'request of hop 0: vary is not what the edits make of it', `request of hop 0: a specific ${ALLOW_ORIGIN} without Vary: Origin`,
  ]);
  assert.deepEqual(unsafePatterns({ edits: [...edits, { ...vary, hop: 2 }] }, rest), ['request of hop 2: it is edited, and is not there']);
  assert.deepEqual(unsafePatterns({ edits }, { ...rest, after: after.slice(1) }), ['not the same answers before and after']);
  assert.deepEqual(unsafePatterns({ edits }, { ...rest, asked: asked.slice(1) }), ['not the same answers before and after']);
});
