// The lab's fixtures without a browser: what each browser did is recorded, and Corscope says the same, but for the gaps
// that tests/known-gaps.txt lists as `lab-<id>`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { COMPARED, ENGINES } from '../browsers/lab/engines.js';
import { FIXTURES, allFixtures, fingerprint, fixtureFiles, observationOf, printFixtures, readFixtures } from '../browsers/lab/fixtures.js';
import { judge, told } from '../browsers/lab/judge.js';
import { GAPS, NEVER, gapOf } from '../browsers/lab/known-gaps.js';
import { knownGaps } from '../extension/known-gaps.js';

const fixtures = allFixtures();

describe('fixture files', () => {
  for (const file of fixtureFiles()) {
    test(path.relative(FIXTURES, file), () => {
      const text = readFileSync(file, 'utf8');
      assert.equal(text, printFixtures(readFixtures(file)), 'laid out by the lab: npm run lab:record -- <file>');
    });
  }

  test('each is named, says why it is there, and is there once', () => {
    for (const { name, why, observed } of fixtures) {
      assert.match(name, /^[a-z0-9-]+$/);
      assert.ok(why, name);
      assert.ok(Object.keys(observed).length > 0, `${name}: no browser has run it; npm run lab:record does`);
      for (const engine of Object.keys(observed)) assert.ok(ENGINES.some((one) => one === engine), `${name}: ${engine}`);
    }
    for (const marks of [fixtures.map(({ name }) => name), fixtures.map(({ scenario }) => fingerprint(scenario))]) {
      assert.deepEqual(marks.filter((mark, index) => marks.indexOf(mark) !== index), []);
    }
  });
});

describe('known gaps', () => {
  test('the list and the predicates name the same', () => {
    const listed = [...knownGaps.keys()].filter((id) => id.startsWith('lab-'));
    assert.deepEqual(GAPS.map(({ id }) => `lab-${id}`).sort(), listed.sort());
  });

  for (const gap of GAPS) {
    test(`${gap.id} has a fixture for each of its engines, and is not about the verdict`, () => {
      const engines = fixtures.filter((fixture) => fixture.gap === gap.id).flatMap(({ observed }) => Object.keys(observed));
      assert.deepEqual(gap.engines.filter((engine) => !engines.includes(engine)), []);
      assert.deepEqual(gap.parts.filter((part) => NEVER.includes(part)), []);
    });
  }

  test('no predicate can hold a difference of verdicts', () => {
    const all = { id: 'all', engines: [...ENGINES], parts: ['verdict', 'end', 'type', 'console'], holds: () => true };
    /** @param {string[]} parts */
    const inGap = (parts) => gapOf(/** @type {any} */ ({ engine: 'chromium', found: parts.map((part) => ({ part })) }), [all]);
    assert.equal(inGap(['console']), all);
    for (const part of NEVER) assert.equal(inGap([part, 'console']), null);
    assert.equal(inGap(['console', 'sent']), null, 'a part that the gap does not name');
    assert.equal(inGap([]), null);
  });
});

describe('fixtures', () => {
  for (const { name, why, gap, scenario, observed } of fixtures) {
    for (const engine of COMPARED) {
      const record = observed[engine];
      if (!record) continue;
      test(`${name} in ${engine}`, async () => {
        const judged = await judge(engine, scenario, observationOf(record));
        const expected = GAPS.some(({ id, engines }) => id === gap && engines.includes(engine)) ? gap : null;
        if (expected !== null) assert.ok(judged.found.length, `the gap ${gap} has closed: its line and predicate go`);
        assert.ok(judged.gap === expected && (expected !== null || !judged.found.length), `${why}\n${told(judged)}`);
      });
    }
  }
});
