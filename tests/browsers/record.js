/**
 * `npm run cases:record [file…]`: runs the observed cases in Chromium and writes what it saw back into their files:
 * the requests really sent, and the expectation. Answers, requests and the cases of the standard stay as they were
 * written by hand.
 */
import path from 'node:path';
import { openLab } from './chromium.js';
import { caseFiles, CASES_DIRECTORY, readCases, writeCases } from './case-files.js';
import { observedCase } from './observation.js';

const named = process.argv.slice(2).map((name) => path.join(CASES_DIRECTORY, path.basename(name)));
const files = (named.length ? named : caseFiles()).map((file) => ({ file, cases: readCases(file) }));

const lab = await openLab();
try {
  const observed = await lab.run(files.flatMap(({ cases }) => cases.filter(({ engine }) => engine === 'chromium')));
  for (const { file, cases } of files) {
    const recorded = cases.map((made) => {
      const observation = observed.get(made.name);
      if (!observation) return made;
      try {
        return observedCase(made, observation, lab.version);
      } catch (error) {
        console.error(`${path.basename(file)}: ${error instanceof Error ? error.message : error}`);
        process.exitCode = 1;
        return made;
      }
    });
    writeCases(file, recorded);
    const changed = recorded.filter((made, index) => JSON.stringify(made) !== JSON.stringify(cases[index]));
    console.log(`${path.basename(file)}: ${cases.length} cases, ${changed.length} changed`);
    if (changed.length && changed.length < 12) console.log(changed.map(({ name }) => `  ${name}`).join('\n'));
  }
} finally {
  await lab.close();
}
