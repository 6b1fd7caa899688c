/**
 * A recorded seed of the lab in the real Chromium: what Corscope says is what the browser does, but for the share of
 * random scenarios that `tests/known-gaps.txt` tells (`lab-agreement`). `npm run lab` looks for the rest with fresh seeds.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { differences, hadNoEnd } from './lab/compare.js';
import { scenarioOf } from './lab/generate/index.js';
import { openEngine } from './lab/observe.js';
import { predict } from './lab/predict.js';

const SEED = 'recorded1';
const COUNT = 1500;
/** The share that may disagree; it only ever goes down. */
const ALLOWANCE = 0.01;

const scenarios = Array.from({ length: COUNT }, (_, index) => scenarioOf(SEED, index));

describe(`${COUNT} random scenarios in the real Chromium`, () => {
  /** @type {Awaited<ReturnType<typeof openEngine>>} */
  let browser;
  /** @type {Awaited<ReturnType<typeof browser.run>>} */
  let observations;
  before(async () => {
    browser = await openEngine('chromium');
    observations = await browser.run(scenarios);
  });
  after(() => browser?.close());

  test('every scenario was seen to end', () => {
    const unended = scenarios.filter(({ id }) => {
      const observed = observations.get(id);
      return !observed || hadNoEnd(observed);
    });
    assert.deepEqual(unended.map(({ id }) => id), []);
  });

  test('verdict, name, parameter, console, messages and readable headers agree', async () => {
    const told = [];
    for (const scenario of scenarios) {
      const observed = observations.get(scenario.id);
      if (!observed) continue;
      const found = differences(observed, await predict(scenario, 'chromium'), 'chromium');
      if (found.length) told.push(`${scenario.id}: ${found.map(({ part }) => part).join(', ')}`);
    }
    console.log(`${COUNT - told.length} of ${COUNT} agree`);
    assert.ok(told.length <= COUNT * ALLOWANCE, `${told.length} of ${COUNT} disagree\n${told.join('\n')}`);
  });

  test('the generator reaches what it is made to reach', () => {
    const names = new Map();
    for (const { cors } of observations.values()) if (cors) names.set(cors.corsError, (names.get(cors.corsError) ?? 0) + 1);
    assert.ok(names.size >= 18, `${names.size} CORS errors: ${[...names.keys()].join(', ')}`);
    const allowed = [...observations.values()].filter(({ page }) => page.outcome === 'allowed').length;
    assert.ok(allowed > COUNT / 5 && allowed < COUNT * 0.8, `${allowed} of ${COUNT} are allowed`);
  });
});
