// What `createFetch`, `simulate` and the matchers are given: a slip of the pen never turns into the real network or a green test.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accessTable, ask, assertBlocksCors } from '../../npm/matchers/node-test.js';
import { createFetch, explain, explainText, redact, simulate } from '../../npm/node.js';

const ORIGIN = 'https://app.example.com';
/** @param {object} options */
const made = (options) => () => createFetch(/** @type {any} */ (options));

describe('an app that isn’t there', () => {
  test('is no network: createFetch', () => {
    assert.throws(made({ origin: ORIGIN, server: undefined }), { name: 'TypeError', message: /^server: undefined.*leave it out/u });
    assert.throws(made({ origin: ORIGIN, fetch: undefined }), { name: 'TypeError', message: /^fetch: undefined/u });
  });

  test('is no network: the matchers', async () => {
    await assert.rejects(assertBlocksCors(undefined, { from: ORIGIN, url: 'http://127.0.0.1:1/' }), { name: 'TypeError', message: /^server: undefined/u });
    await assert.rejects(accessTable(undefined, { origins: [ORIGIN] }), { name: 'TypeError', message: /^server: undefined/u });
  });
});

describe('an option that nobody knows', () => {
  test('is named, with the one that was meant', () => {
    assert.throws(made({ origin: ORIGIN, sever: () => new Response() }), { name: 'TypeError', message: 'sever: unknown option; did you mean `server`?' });
    assert.throws(made({ origin: ORIGIN, zzz: 1 }), { name: 'TypeError', message: /^zzz: unknown option; there are origin, server, / });
  });

  test('of a call', async () => {
    const app = () => new Response();
    await assert.rejects(ask(app, /** @type {any} */ ({ from: ORIGIN, header: {} })), { name: 'TypeError', message: 'header: unknown option; did you mean `headers`?' });
  });

  test('of a table, where two of a call’s are the table’s own', async () => {
    const app = () => new Response();
    for (const [name, plural] of [['from', 'origins'], ['method', 'methods']]) {
      const options = /** @type {any} */ ({ origins: [ORIGIN], [name]: 'GET' });
      await assert.rejects(accessTable(app, options), { name: 'TypeError', message: new RegExp(`^${name}: .*\`${plural}\``, 'u') });
    }
  });
});

describe('what is malformed is named', () => {
  const request = { url: 'https://api.example.com/', origin: ORIGIN };
  const respond = () => ({ status: 200, headers: [] });
  /** @type {[string, (wrong: any) => unknown, unknown[]][]} */
  const CASES = [
    ['options', (wrong) => simulate(request, respond, wrong), [null, 7]],
    ['options', (wrong) => explain({ schema: 1, request, exchanges: [] }, wrong), [null, 7]],
    ['options', (wrong) => explainText('curl https://api.example.com/', wrong), [null, 7]],
    ['options', (wrong) => redact({}, wrong), [null, 7]],
    ['cache', (cache) => simulate(request, respond, { cache }), [{}, null, 7]],
    ['signal', (signal) => simulate(request, respond, { signal }), [{}, 7]],
    ['now', (now) => simulate(request, respond, { now }), [{}, 7]],
    ['cache', (cache) => createFetch({ origin: ORIGIN, cache }), [{}, 7]],
    ['signal', (signal) => createFetch({ origin: ORIGIN, server: () => new Response() })('/x', { signal }), [{}, 7]],
  ];
  for (const [name, call, values] of CASES) {
    test(`${name}: ${String(call).replace(/^.*?=> /su, '')}`, async () => {
      for (const wrong of values) {
        await assert.rejects(async () => call(wrong), { name: 'TypeError', message: new RegExp(`^${name}: `, 'u') });
      }
    });
  }
});
