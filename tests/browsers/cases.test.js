/**
 * The cases are what they claim: well-formed, unique, enough of them; and every observed one is still what the real
 * Chromium does.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openLab } from './chromium.js';
import { problemsOf } from './case-format.js';
import { caseFiles, printCases, readCases } from './case-files.js';
import { observedCase } from './observation.js';

const files = caseFiles().map((file) => ({
  name: path.basename(file), text: readFileSync(file, 'utf8'), cases: readCases(file),
}));
const cases = files.flatMap((file) => file.cases);
const observed = cases.filter(({ engine }) => engine === 'chromium');

describe('case files', () => {
  for (const file of files) {
    test(`${file.name} is well-formed`, () => {
      assert.deepEqual(file.cases.flatMap((made) => problemsOf(made).map((problem) => `${made.name}: ${problem}`)), []);
      assert.equal(file.text, printCases(file.cases), 'laid out by the lab: run the recorder on it');
    });
  }

  test('every name is unique', () => {
    const names = cases.map(({ name }) => name);
    assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
  });

  test('there are enough of them', () => {
    assert.ok(cases.length >= 250, `${cases.length} cases`);
    assert.ok(observed.length >= 150, `${observed.length} observed`);
  });
});

describe('observed cases in the real Chromium', () => {
  /** @type {Awaited<ReturnType<typeof openLab>>} */
  let lab;
  /** @type {Awaited<ReturnType<Awaited<ReturnType<typeof openLab>>['run']>>} */
  let observations;
  before(async () => {
    lab = await openLab();
    observations = await lab.run(observed);
  });
  after(() => lab?.close());

  for (const file of files) {
    test(file.name, () => {
      const differences = file.cases.filter(({ engine }) => engine === 'chromium').flatMap((made) => {
        const observation = observations.get(made.name);
        assert.ok(observation, made.name);
        try {
          // The version that recorded a case may be an older one; what it recorded must still hold.
          assert.deepEqual({ ...observedCase(made, observation, lab.version), source: made.source }, made);
          return [];
        } catch (error) {
          return [`${made.name}: ${error instanceof Error ? error.message : error}`];
        }
      });
      assert.equal(differences.join('\n'), '');
    });
  }
});
