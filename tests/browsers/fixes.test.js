/**
 * Fixes in the real browsers, the same on every run: what the first fix of a blocked call promises. `npm run lab -- --fixes N`
 * looks further with fresh seeds.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { COMPARED } from './lab/engines.js';
import { blockedCalls, tryFixes } from './lab/fixes/tell.js';
import { openRelay } from './lab/relay.js';

const SEED = 'recorded1';
const COUNT = 200;
for (const engine of COMPARED) {
  describe(`the first fix of ${COUNT} blocked calls in the real ${engine}`, () => {
    const relay = openRelay(engine, 10_000);
    /** @type {Awaited<ReturnType<typeof blockedCalls>>} */
    let calls;
    before(async () => { calls = await blockedCalls(engine, SEED, COUNT); });
    after(() => relay.close());

    test('the fix makes the browser allow the call, none of its edits is needless, and it opens no door', async () => {
      assert.deepEqual(calls.unmended.map(({ scenario }) => scenario.id), []);
      assert.deepEqual(await tryFixes(relay, engine, calls.mended), []);
    });
  });
}
