// What a capture leaves open stays open where a Report is judged again: in its scenario, its fixes and its audits.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { explain, explainHar, toScenario } from '../../npm/node.js';

/** @type {{ name: string, lists: object[][] }[]} */
const captures = JSON.parse(readFileSync(new URL('../cases/har/captures.json', import.meta.url), 'utf8'));
const calls = captures.flatMap(({ name, lists }) => {
  const { rows, report } = explainHar({ log: { entries: lists.flat() } });
  return rows.map(({ id }) => ({ name, report: report(id) }));
});
const open = calls.filter(({ report }) => report.cause?.code === 'fact-unknown');

/** Whether a script is a module is known to no Scenario: without the capture it is taken for what it was shown as. */
const CLOSED = new Set(['initiator']);

test('there are captured calls that a missing fact leaves open', () => {
  assert.ok(open.length >= 8, `${open.length}`);
});

test('a call that is left open has no fixes: another value of the fact may end it otherwise', () => {
  assert.deepEqual(open.filter(({ report }) => report.fixes.length > 0).map(({ name }) => name), []);
});

test('its scenario leaves it open, too', () => {
  for (const { name, report } of open) {
    const again = explain(toScenario(report), { engine: report.engine });
    const facts = report.assumptions.filter(({ fact }) => CLOSED.has(fact));
    if (facts.length === 0) assert.equal(again.verdict, 'undetermined', name);
  }
});

test('a call that is settled ends in its scenario as it ended in the capture', () => {
  for (const { name, report } of calls.filter((call) => !open.includes(call))) {
    const again = explain(toScenario(report), { engine: report.engine });
    assert.deepEqual([again.verdict, again.cause], [report.verdict, report.cause], name);
  }
});

test('the earlier preflight that a call did with is named by its entry', () => {
  const sessions = JSON.parse(readFileSync(new URL('../cases/audits/sessions.json', import.meta.url), 'utf8'));
  const { har } = sessions.find((/** @type {{ name: string }} */ { name }) => name === 'kept-preflight-agrees');
  const { rows, report } = explainHar({ log: { entries: har } });
  const taken = rows.map(({ id }) => report(id).assumptions.find(({ fact }) => fact === 'preflight'));
  assert.deepEqual(taken.map((one) => one?.entry), [undefined, 0, 0]);
});
