/** The command line's part for captures. */
import { createWriteStream, readFileSync } from 'node:fs';
import { judgeCapture } from './judge.js';
import { captureScenarios, captureScenariosOf } from './run.js';

/** @typedef {import('../options.js').Options} Options */
/** @typedef {import('../engines.js').BrowserEngine} BrowserEngine */
/** @typedef {import('../scenario.js').LabScenario} LabScenario */

/**
 * @param {BrowserEngine} engine @param {Options} options
 * @returns {Promise<number>} how many are wrong
 */
export async function tellCaptures(engine, options) {
  /** @type {LabScenario[]} */
  const scenarios = options.scenarios ? JSON.parse(readFileSync(options.scenarios, 'utf8'))
    : captureScenariosOf(engine, options.seed, options.count);
  const { version, captured, seconds, strangers } = await captureScenarios(engine, scenarios, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r  ${engine}: ${done} of ${scenarios.length}`);
  });
  const rate = (captured.length / seconds).toFixed(1);
  console.log(`${engine} ${version} with devtools: ${captured.length} scenarios in ${seconds.toFixed(1)} s, ${rate} a second`);
  const out = options.observe ? createWriteStream(options.observe, { flags: 'a' }) : null;
  /** @type {Map<string, { ids: string[], count: Record<string, number> }>} */
  const ends = new Map();
  for (const one of captured) {
    const { end, why } = await judgeCapture(one, engine);
    out?.write(`${JSON.stringify({ engine, end, why, ...one })}\n`);
    const kind = ends.get(end) ?? { ids: [], count: {} };
    kind.ids.push(one.scenario.id);
    kind.count[why] = (kind.count[why] ?? 0) + 1;
    ends.set(end, kind);
  }
  if (out) await new Promise((done) => { out.end(done); });
  for (const [end, { ids, count }] of ends) {
    console.log(`  ${end}: ${ids.length} (${(ids.length / captured.length * 100).toFixed(1)} %)${end === 'wrong' ? ` ${ids.join(' ')}` : ''}`);
    for (const [why, times] of Object.entries(count)) if (why) console.log(`    ${times} ${why}`);
  }
  if (strangers.length) console.log(`  ${strangers.length} rows belong to no scenario`);
  return ends.get('wrong')?.ids.length ?? 0;
}
