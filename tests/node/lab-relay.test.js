import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarioOf } from '../browsers/lab/generate/index.js';
import { openRelay } from '../browsers/lab/relay.js';

/** @typedef {import('../browsers/lab/relay.js').Browser} Browser */
/** @typedef {import('../browsers/lab/scenario.js').LabScenario} LabScenario */

const scenarios = Array.from({ length: 200 }, (_, index) => scenarioOf('relay', index));

/**
 * Browsers that see all of a run up to what ends their page.
 * @param {(scenario: LabScenario, browser: number) => boolean} ends
 */
function relayOf(ends) {
  let opened = 0;
  let closed = 0;
  const relay = openRelay('chromium', 10_000, async () => {
    opened += 1;
    const number = opened;
    return /** @type {Browser} */ (/** @type {unknown} */ ({
      version: '1',
      run: async (/** @type {LabScenario[]} */ some) => {
        const end = some.findIndex((scenario) => ends(scenario, number));
        return new Map(some.slice(0, end < 0 ? some.length : end).map(({ id }) => [id, {}]));
      },
      close: async () => { closed += 1; },
    }));
  });
  return { relay, counts: () => ({ opened, closed }) };
}

test('a page that dies once costs a browser and no scenario', async () => {
  const { relay, counts } = relayOf(({ id }, browser) => browser === 1 && id === scenarios[120].id);
  const { observations, aside } = await relay.run(scenarios);
  assert.equal(observations.size, 200);
  assert.deepEqual(aside, []);
  assert.deepEqual(counts(), { opened: 2, closed: 1 });
});

test('what ends every page is set aside, and the rest is seen', async () => {
  const killers = [scenarios[7].id, scenarios[8].id, scenarios[150].id];
  const { relay, counts } = relayOf(({ id }) => killers.includes(id));
  const { observations, aside } = await relay.run(scenarios);
  assert.deepEqual(aside.map(({ id }) => id), killers);
  assert.equal(observations.size, 197);
  assert.ok(counts().opened < 40, `${counts().opened} browsers`);
  await relay.close();
  assert.equal(counts().opened, counts().closed);
});

test('a browser of which nothing comes ends the run', async () => {
  const { relay, counts } = relayOf(() => true);
  await assert.rejects(relay.run(scenarios), /nothing comes of srelay-0, .* in chromium/u);
  assert.ok(counts().opened < 40, `${counts().opened} browsers`);
});
