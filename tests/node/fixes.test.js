// What to change, for the mistakes that people make: written by hand from the mistake, not from our output.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../npm/node.js';

/** @typedef {import('../../npm/types.js').HeaderLines} HeaderLines */
/** @typedef {import('../../npm/types.js').RequestInput} RequestInput */

const url = 'https://api.example/orders';
const origin = 'https://app.example';
const ORIGIN = 'Access-Control-Allow-Origin';
const METHODS = 'Access-Control-Allow-Methods';
const HEADERS = 'Access-Control-Allow-Headers';

/** @typedef {[kind: 'preflight' | 'request', status: number, headers: HeaderLines, hop?: number, url?: string]} Seen */

/** @param {Partial<RequestInput>} request @param {Seen[]} seen */
function fixesOf(request, seen) {
  const asked = { url, origin, method: 'GET', mode: /** @type {const} */ ('cors'), credentials: /** @type {const} */ ('same-origin'), initiator: /** @type {const} */ ('fetch'), ...request };
  const report = explain({
    schema: 1, request: asked,
    exchanges: seen.map(([kind, status, headers, hop = 0, at = asked.url]) => ({
      sent: { kind, hop, method: kind === 'preflight' ? 'OPTIONS' : asked.method, url: at, headers: [] }, received: { status, headers },
    })),
  });
  return report.fixes.map(({ at, request: patch, edits }) => ({
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
  assert.deepEqual([first.at, first.patch], ['client', { url: 'https://api.example/orders/' }]);
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
