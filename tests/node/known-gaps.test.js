// Every line of tests/known-gaps.txt is a gap that is still there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PreflightCache, explain, explainHar, simulate } from '../../npm/node.js';
import { situations } from '../../scripts/demo/situations.js';
import { knownGaps } from '../extension/known-gaps.js';

/** @type {any} */
const blocked = {
  schema: 1,
  request: { url: 'https://api.example.com/', origin: 'https://app.example.com' },
  exchanges: [{
    sent: { kind: 'request', hop: 0, method: 'GET', url: 'https://api.example.com/', headers: [] },
    received: { status: 200, headers: [] },
  }],
};

/** What shows that the gap is there; null: nothing that a test could afford. @type {Record<string, (() => void | Promise<void>)|null>} */
const shown = {
  'har-string-limit': null,
  'cache-opaque-origins': async () => {
    const cache = new PreflightCache();
    const headers = [['Access-Control-Allow-Origin', 'null'], ['Access-Control-Allow-Methods', 'PUT']];
    /** @param {string} topLevelSite */
    const sandboxedIn = (topLevelSite) => simulate(
      { url: 'https://api.example.com/', origin: 'null', method: 'PUT', topLevelSite },
      () => ({ status: 200, headers: /** @type {[string, string][]} */ (headers) }), { engine: 'firefox', cache, now: () => 0 });
    await sandboxedIn('https://one.example');
    assert.equal((await sandboxedIn('https://one.example')).preflight.state, 'cached');
  },
  'cache-firefox-lookups': null,
  'cache-chromium-overflow': null,
  'redirect-too-many-captured': () => {
    const { recorded } = JSON.parse(readFileSync(new URL('../cases/har/chromium-demo.json', import.meta.url), 'utf8'));
    const endless = recorded.find((/** @type {any} */ { situation }) => situation === 'redirect-endless');
    const { rows } = explainHar({ log: { entries: endless.getHAR } });
    assert.ok(rows.some(({ verdict, code }) => verdict === 'failed' && code === 'network-other'));
  },
  'redirect-same-millisecond': () => {
    const { recorded } = JSON.parse(readFileSync(new URL('../cases/har/chromium-demo.json', import.meta.url), 'utf8'));
    const { getHAR } = recorded.find((/** @type {any} */ { situation }) => situation === 'redirect-endless');
    const calls = getHAR.slice(1).map((/** @type {any} */ _, /** @type {number} */ index) => {
      const entries = structuredClone(getHAR);
      entries[index + 1].startedDateTime = entries[index].startedDateTime;
      return explainHar({ log: { entries } }).rows.length;
    });
    assert.ok(Math.max(...calls) > 1);
  },
  'corp-same-site': () => {
    const [{ sent }] = blocked.exchanges;
    const corp = { status: 200, headers: [['Cross-Origin-Resource-Policy', 'same-site']] };
    const url = 'https://one.co.uk/';
    const report = explain({
      ...blocked,
      request: { url, origin: 'https://two.co.uk', mode: 'no-cors' },
      exchanges: [{ sent: { ...sent, url }, received: corp }],
    });
    assert.equal(report.verdict, 'undetermined');
  },
};

for (const id of knownGaps.keys()) {
  if (situations.some((one) => one.id === id)) continue; // The real browser's tests look after those.
  if (id.startsWith('lab-')) continue; // lab-fixtures.test.js looks after those.
  test(`${id} is still a gap`, async () => {
    assert.ok(id in shown, 'no situation of the demo, and no check of it here');
    await shown[id]?.();
  });
}
