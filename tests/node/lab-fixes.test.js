// What a fix promises, by Corscope's own word: the real browsers say the same in tests/browsers/fixes.test.js.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockedCalls, unsafeIn } from '../browsers/lab/fixes/tell.js';
import { predict } from '../browsers/lab/predict.js';

const COUNT = 400;

for (const engine of /** @type {const} */ (['standard', 'chromium', 'firefox', 'webkit'])) {
  test(`first fixes of ${COUNT} calls in ${engine}: allowed with all edits, not without one that the verdict needs, nothing unsafe`, async () => {
    const { mended, unmended } = await blockedCalls(engine, 'words', COUNT);
    const wrong = unmended.map(({ scenario, report }) => `${scenario.id}: no fix (${report.cause?.code})`);
    for (const call of mended) {
      const { scenario, without, then } = call;
      // Another engine may refuse a stream to this server, whatever that answers.
      const refused = then.filter(({ verdict, cause }) => verdict !== 'allowed' && !/^network-/u.test(cause?.code ?? ''));
      wrong.push(...refused.map((report) => `${scenario.id}: ${report.verdict} in ${report.engine} with the fix (${report.cause?.code})`));
      for (const { edit, scenario: one } of without) {
        const { report } = await predict(one, engine);
        if (report.verdict === 'allowed') wrong.push(`${scenario.id}: allowed without ${edit.name} of the ${edit.of}`);
      }
      wrong.push(...unsafeIn(call).map((text) => `${scenario.id}: ${text}`));
    }
    assert.deepEqual(wrong, []);
  });
}
