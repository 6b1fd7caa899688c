/** Writes what the browsers did into the fixtures: `node tests/browsers/lab/sequences/record.js [engine…]`. */
import { writeFileSync } from 'node:fs';
import { ENGINES } from '../engines.js';
import { FILE, printFixtures, readFixtures, sequenceOfFixture, shortOf } from './fixtures.js';
import { observeSequences } from './run.js';

const fixtures = readFixtures();
const sequences = fixtures.map(sequenceOfFixture);
for (const engine of ENGINES.filter((one) => process.argv.length < 3 || process.argv.includes(one))) {
  const { version, observed } = await observeSequences(engine, sequences);
  fixtures.forEach((fixture, index) => {
    const steps = observed.get(sequences[index].id)?.steps.map(shortOf);
    if (!steps) console.log(`${fixture.name}: came late every time`);
    else fixture.sent = { ...fixture.sent, [engine]: steps };
  });
  console.log(`${engine} ${version}: ${observed.size} recorded`);
}
writeFileSync(FILE, printFixtures(fixtures));
