// The eleven steps of people who look for a CORS error by hand, filled in: states and details written by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../npm/node.js';
import { inlineText } from '../../npm/view/inline.js';

/** @typedef {import('../../npm/types.js').Scenario} Scenario */
/** @typedef {import('../../npm/types.js').HeaderLines} HeaderLines */

const url = 'https://api.example/v1/orders';
const origin = 'https://app.example';
const request = { url, origin, method: 'PUT', headers: /** @type {HeaderLines} */ ([['X-Id', '1']]), mode: /** @type {const} */ ('cors'), initiator: /** @type {const} */ ('fetch') };

/** @param {'preflight' | 'request'} kind @param {number} status @param {HeaderLines} headers */
const exchange = (kind, status, headers) => ({
  sent: { kind, hop: 0, method: kind === 'preflight' ? 'OPTIONS' : 'PUT', url, headers: [] }, received: { status, headers },
});

/** @param {Partial<Scenario>} more @returns {Record<string, [state: string, detail: string]>} by the step's number, from 1 */
const steps = (more) => Object.fromEntries(explain(/** @type {Scenario} */ ({ schema: 1, request, exchanges: [], ...more })).checklist
  .map(({ state, detail }, index) => [index + 1, [state, inlineText(detail)]]));

test('a preflight that doesn’t allow a header', () => {
  const found = steps({ exchanges: [exchange('preflight', 204, [['Access-Control-Allow-Origin', origin], ['Access-Control-Allow-Methods', 'PUT']])] });
  assert.deepEqual(found, {
    1: ['done', ''],
    2: ['done', '`https://app.example` asks `https://api.example`'],
    3: ['done', 'preflighted, without credentials'],
    4: ['done', ''],
    5: ['done', ''],
    6: ['done', ''],
    7: ['failed', 'see `preflight-header-not-allowed` above'],
    8: ['not-applicable', 'no credentials are included'],
    9: ['done', 'no header tells of one'],
    10: ['not-applicable', 'script gets no response'],
    11: ['not-applicable', 'there is none'],
  });
});

test('no CORS at all, and nothing to look at', () => {
  const sent = { kind: /** @type {const} */ ('preflight'), hop: 0, method: 'OPTIONS', url, headers: [] };
  const found = steps({ exchanges: [{ sent, received: { networkError: 'dns' } }] });
  assert.deepEqual(found[1], ['failed', 'no: `network-dns`']);
  assert.deepEqual(found[5], ['unknown', 'the call ended before']);
});

test('the answer to the request was not captured', () => {
  const found = steps({ exchanges: [exchange('preflight', 204, [['Access-Control-Allow-Origin', origin], ['Access-Control-Allow-Methods', 'PUT'], ['Access-Control-Allow-Headers', 'x-id']])] });
  assert.equal(found[4][0], 'unknown');
  assert.match(found[4][1], /^the answer to the request is missing/u);
});

test('allowed, behind a cache, by a wildcard, with headers that script can’t read', () => {
  const found = steps({
    request: { url, origin, mode: 'cors', credentials: 'same-origin', initiator: 'fetch' },
    exchanges: [exchange('request', 200, [['Access-Control-Allow-Origin', '*'], ['Via', '1.1 varnish'], ['X-Total-Count', '9']])],
  });
  assert.equal(found[9][0], 'unknown');
  assert.match(found[9][1], /^`via`: something stands between/u);
  assert.deepEqual(found[10], ['done', 'not `via` and `x-total-count`']);
  assert.deepEqual(found[11], ['done', '']);
});

test('a wildcard with credentials', () => {
  const found = steps({
    request: { url, origin, mode: 'cors', credentials: 'include', initiator: 'fetch' },
    exchanges: [exchange('request', 200, [['Access-Control-Allow-Origin', '*']])],
  });
  assert.deepEqual(found[11], ['failed', 'see `allow-origin-wildcard-with-credentials` above']);
  assert.equal(found[8][0], 'failed');
  assert.deepEqual(found[3], ['done', 'simple, with credentials']);
});

test('a call to the page’s own origin has no such steps', () => {
  const found = explain({
    schema: 1, request: { url: `${origin}/x`, origin, mode: 'cors', initiator: 'fetch' },
    exchanges: [{ sent: { kind: 'request', hop: 0, method: 'GET', url: `${origin}/x`, headers: [] }, received: { status: 200, headers: [] } }],
  });
  assert.deepEqual(found.checklist, []);
});
