// What devtools tell an extension of random scenarios, through a capture, against the browser's own verdict.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeCapture } from '../browsers/lab/captures/judge.js';
import { captureScenarios, captureScenariosOf } from '../browsers/lab/captures/run.js';

/** @typedef {import('../browsers/lab/captures/judge.js').Judged} Judged */
/** @typedef {import('../browsers/lab/scenario.js').LabScenario} LabScenario */
/** @typedef {'chromium' | 'firefox'} Engine */

const COUNT = 300;
const SEED = 'recorded1';

/** @param {Engine} engine @param {LabScenario[]} scenarios @returns {Promise<Map<LabScenario, Judged>>} */
async function judged(engine, scenarios) {
  const { captured } = await captureScenarios(engine, scenarios);
  return new Map(await Promise.all(captured.map(async (one) => (
    /** @type {[LabScenario, Judged]} */ ([one.scenario, await judgeCapture(one, engine)])))));
}

// How much each browser's entries leave open: Firefox writes neither what made a request nor how it ended.
for (const [engine, most] of /** @type {[Engine, number][]} */ ([['chromium', 0.05], ['firefox', 0.1]])) {
  test(`${engine}: no capture of ${COUNT} random scenarios is judged wrongly, few are left open`, async () => {
    const scenarios = captureScenariosOf(engine, SEED, COUNT);
    const all = await judged(engine, scenarios);
    assert.equal(all.size, COUNT);
    /** @param {Map<LabScenario, Judged>} found @param {Judged['end']} end */
    const ended = (found, end) => [...found].filter(([, one]) => one.end === end);
    const suspects = ended(all, 'wrong').map(([scenario]) => scenario);
    // A busy machine pulls apart in time what belongs together; what is wrong is so by itself, too.
    const wrong = suspects.length ? ended(await judged(engine, suspects), 'wrong') : [];
    assert.deepEqual(wrong.map(([{ id }, { why }]) => `${id}: ${why}`), []);
    const open = ended(all, 'undetermined');
    assert.ok(open.length <= COUNT * most, `${open.length} are open`);
    for (const [{ id }, { why }] of open) assert.notEqual(why, '', `${id} names what is missing`);
  });
}
