/**
 * Sequences of requests that meet each other's preflights, in the real browsers: those kept on disk, each for one rule,
 * and a recorded seed of random ones. Corscope says of each step what the browser does.
 */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { COMPARED, ENGINES } from './lab/engines.js';
import { predict } from './lab/predict.js';
import { readFixtures, sequenceOfFixture, shortOf } from './lab/sequences/fixtures.js';
import { sequenceOf } from './lab/sequences/generate.js';
import { observeSequences, sequenceDifferences } from './lab/sequences/run.js';
import { PreflightCache } from '../../npm/node.js';

const SEED = 'recorded8';
const COUNT = 200;

const fixtures = readFixtures();
const kept = fixtures.map(sequenceOfFixture);
const random = Array.from({ length: COUNT }, (_, index) => sequenceOf(SEED, index));

for (const engine of ENGINES) {
  describe(`${fixtures.length} sequences for a rule each and ${COUNT} random ones in the real ${engine}`, () => {
    /** @type {Pick<Awaited<ReturnType<typeof observeSequences>>, 'observed' | 'late'>} */
    let ran;
    before(async () => {
      // Apart: many connections at once make Firefox look hosts up anew, and with that it forgets what it kept.
      const runs = [await observeSequences(engine, kept)];
      if (COMPARED.includes(engine)) runs.push(await observeSequences(engine, random));
      ran = { observed: new Map(runs.flatMap(({ observed }) => [...observed])), late: runs.flatMap(({ late }) => late) };
    });

    test('every sequence was seen to its end', () => {
      const { late } = ran;
      assert.deepEqual(late.map(({ id }) => id), []);
    });

    test('the browser does what was recorded', () => {
      const { observed } = ran;
      for (const [index, { name, gap, sent }] of fixtures.entries()) {
        const seen = observed.get(kept[index].id)?.steps.map(shortOf);
        // Seen in most runs as recorded, in others with a preflight more: Firefox had looked its host up anew.
        const forgot = engine === 'firefox' && gap && seen?.map((one) => one.replace('? ', '')).join() === sent[engine].map((one) => one.replace('? ', '')).join();
        if (!forgot) assert.deepEqual(seen, sent[engine], name);
      }
    });

    test('Corscope says what was recorded', async () => {
      for (const [index, { name, sent }] of fixtures.entries()) {
        const cache = new PreflightCache();
        const steps = [];
        for (const { at, scenario } of kept[index].steps) steps.push(shortOf(await predict(scenario, engine, { cache, now: () => at })));
        assert.deepEqual(steps, sent[engine], name);
      }
    });

    if (!COMPARED.includes(engine)) return;

    test('Corscope agrees with the browser at every step of the random ones', async () => {
      const { observed } = ran;
      const told = [];
      for (const { id } of random) {
        const one = observed.get(id);
        for (const { step, found } of one ? await sequenceDifferences(one, engine) : []) {
          told.push(`${id}, step ${step}: ${found.map(({ part, browser, corscope }) => (
            `${part}: ${JSON.stringify(browser)}, not ${JSON.stringify(corscope)}`)).join('; ')}`);
        }
      }
      assert.equal(told.join('\n'), '');
    });

    test('the random ones reach what they are made to reach', () => {
      const { observed } = ran;
      const steps = random.flatMap(({ id }) => observed.get(id)?.steps ?? []).map(shortOf);
      const spared = steps.filter((sent) => /^(PUT|DELETE|PATCH|PURGE)/u.test(sent)).length;
      assert.ok(spared > COUNT / 10, `${spared} preflights were spared`);
      assert.ok(steps.filter((sent) => sent.startsWith('?')).length > COUNT, 'preflights were sent');
    });
  });
}
