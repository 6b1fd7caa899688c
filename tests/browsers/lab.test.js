/**
 * The lab in the real browsers, the same on every run: a recorded seed of random scenarios, and every fixture. What
 * Corscope says is what the browser does, but for the known gaps. `npm run lab` looks further with fresh seeds.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hadNoEnd } from './lab/compare.js';
import { COMPARED } from './lab/engines.js';
import { allFixtures } from './lab/fixtures.js';
import { scenarioOf } from './lab/generate/index.js';
import { isFault, judge, told } from './lab/judge.js';
import { GAPS } from './lab/known-gaps.js';
import { openRelay } from './lab/relay.js';
import { runsIn } from './lab/scenario.js';
import { newTally } from './lab/tally.js';

/** @typedef {import('./lab/judge.js').Judgement} Judgement */

const SEED = 'recorded1';
const COUNT = 3000;
/** How many may disagree outside of the gaps: what is still being mended. @type {Record<string, number>} */
const OPEN = { chromium: 0, firefox: 0, webkit: 0 };
/** How many names of CORS errors the scenarios reach; WebKit has none. */
const NAMES = { chromium: 24, firefox: 11, webkit: 0 };
/** The largest share that the known gaps may have. */
const GAP_SHARE = 0.0002;

const random = Array.from({ length: COUNT }, (_, index) => scenarioOf(SEED, index));
const fixtures = allFixtures();

for (const engine of COMPARED) {
  describe(`${COUNT} random scenarios and ${fixtures.length} fixtures in the real ${engine}`, () => {
    const relay = openRelay(engine, COUNT * 2);
    /** @type {Map<string, import('./lab/observe.js').Observation>} */
    let observations;
    const tally = newTally();
    const scenarios = random.filter((scenario) => runsIn(engine, scenario));
    const kept = fixtures.filter(({ observed, scenario }) => observed[engine] && runsIn(engine, scenario));

    before(async () => {
      const ran = await relay.run([...scenarios, ...kept.map(({ scenario }) => scenario)]);
      ({ observations } = ran);
      for (const scenario of scenarios) {
        const observed = observations.get(scenario.id);
        if (observed) tally.add(await judge(engine, scenario, observed));
      }
      console.log(`${engine} ${ran.version}\n${tally.text()}`);
    });
    after(() => relay.close());

    test('every scenario was seen to end', async () => {
      const unended = [];
      for (const scenario of [...scenarios, ...kept.map((fixture) => fixture.scenario)]) {
        const observed = observations.get(scenario.id);
        // Some requests wait for ever in WebKit, as they should then.
        const judged = observed && hadNoEnd(observed) ? await judge(engine, scenario, observed) : null;
        if (!observed || judged?.found.some(({ part }) => part === 'end')) unended.push(scenario.id);
      }
      assert.deepEqual(unended, []);
    });

    test('verdict, names, console, messages and readable headers agree', () => {
      const faults = [...tally.faults.values()].flat();
      assert.ok(faults.length <= OPEN[engine], faults.map((fault) => `${fault.scenario.id}\n${told(fault)}`).join('\n'));
    });

    test('the known gaps are as small as they may be', () => {
      const known = [...tally.gaps.values()].reduce((sum, number) => sum + number, 0);
      assert.ok(known <= Math.ceil(scenarios.length * GAP_SHARE), `${known} of ${scenarios.length}`);
    });

    test('every fixture agrees, or shows its gap', async () => {
      const wrong = [];
      for (const { name, gap, scenario } of kept) {
        const observed = observations.get(scenario.id);
        const judged = observed && await judge(engine, scenario, observed);
        if (!judged || isFault(judged)) wrong.push(`${name}\n${judged ? told(judged) : 'was not seen'}`);
        else {
          const shown = GAPS.find(({ id, engines }) => id === gap && engines.includes(engine));
          const expected = shown && !(shown.sometimes && judged.gap === null) ? shown.id : null;
          if (judged.gap !== expected) wrong.push(`${name}: lies in the gap ${judged.gap}, not in ${expected}`);
        }
      }
      assert.deepEqual(wrong, []);
    });

    test('the generator reaches what it is made to reach', () => {
      assert.ok(tally.errors.size >= NAMES[engine], `${tally.errors.size} names: ${[...tally.errors.keys()].join(', ')}`);
      const allowed = tally.verdicts.get('allowed') ?? 0;
      assert.ok(allowed > scenarios.length / 5 && allowed < scenarios.length * 0.8, `${allowed} of ${scenarios.length} are allowed`);
    });
  });
}
