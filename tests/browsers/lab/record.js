/**
 * `npm run lab:record -- FILE...`: runs fixtures in the real browsers and writes down what those did. A fixture written
 * by hand needs a name, a reason and a scenario.
 */
import { parseArgs } from 'node:util';
import { fixtureFiles, readFixtures, recorded, writeFixtures } from './fixtures.js';
import { openEngine } from './observe.js';
import { enginesOf } from './options.js';
import { renamed, runsIn } from './scenario.js';

const { values, positionals } = parseArgs({ options: { engine: { type: 'string', default: 'all' } }, allowPositionals: true });
const files = (positionals.length ? positionals : fixtureFiles()).map((file) => ({ file, fixtures: readFixtures(file) }));
const fixtures = files.flatMap((file) => file.fixtures);
fixtures.forEach((fixture, index) => { fixture.scenario = renamed(fixture.scenario, `srecord-${index}`); });

for (const engine of enginesOf(values.engine)) {
  const browser = await openEngine(engine);
  try {
    const observations = await browser.run(fixtures.map(({ scenario }) => scenario));
    for (const fixture of fixtures) {
      const observed = observations.get(fixture.scenario.id);
      if (!observed && runsIn(engine, fixture.scenario)) throw new Error(`nothing comes of ${fixture.name} in ${engine}`);
      if (observed) fixture.observed = { ...fixture.observed, [engine]: recorded(observed, browser.version) };
    }
    console.log(`${engine} ${browser.version}: ${fixtures.length} fixtures`);
  } finally {
    await browser.close();
  }
}
for (const { file, fixtures: made } of files) writeFixtures(file, made);
