/**
 * The demo: sets up, builds, and opens Chromium with devtools on the CORS tab. Without a display, or with
 * `--headless`, it runs every situation by itself and prints what the panel shows.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, StepError, step } from './lib/steps.js';
import { setup } from './setup.js';

const headless = process.argv.includes('--headless') || !(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

try {
  console.log('Setting up');
  await setup();
  const { openPanel } = await import('../tests/extension/panel-reader.js');
  const opened = await step('Chromium with devtools on the tab CORS', () =>
    openPanel({ extension: join(ROOT, 'extension', 'build'), headless }),
  );
  try {
    if (headless) await showAll(opened);
    else await keepOpen(opened);
  } finally {
    await opened.close();
  }
} catch (error) {
  console.error(error instanceof StepError ? `\n${error.message}` : error);
  process.exitCode = 1;
}

/** @param {Awaited<ReturnType<typeof import('../tests/extension/panel-reader.js').openPanel>>} opened */
async function keepOpen({ browser, demo }) {
  console.log(
    `\nThe demo runs at ${demo.url}\nRun situations in the page; the tab CORS explains them. Close Chromium to end.`,
  );
  await new Promise((resolve) => {
    browser.once('disconnected', () => resolve(undefined));
    process.once('SIGINT', () => resolve(undefined));
  });
}

/** @param {Awaited<ReturnType<typeof import('../tests/extension/panel-reader.js').openPanel>>} opened */
async function showAll(opened) {
  const { judge } = await import('../tests/extension/judge.js');
  const { knownGaps } = await import('../tests/extension/known-gaps.js');
  const { dockDevtools } = await import('../tests/extension/devtools.js');
  const { table } = await import('./lib/table.js');
  const { resultsOf } = await import('../tests/extension/results.js');
  const results = await step(`${opened.demo.situations.length} situations`, () => resultsOf(opened));
  const judged = results.map((result) => ({
    ...result,
    problems: judge(result),
    gap: knownGaps.has(result.situation.id),
  }));
  console.log(`\n${table(judged)}`);

  const folder = join(ROOT, 'out');
  await mkdir(folder, { recursive: true });
  const picture = join(folder, 'panel.png');
  // In a window of its own: docked to a page nobody sees, half of the picture would be empty.
  await dockDevtools(opened.devtools, 'undocked');
  await opened.showBest();
  await new Promise((resolve) => setTimeout(resolve, 500));
  await opened.devtools.screenshot({ path: picture });
  console.log(`\nScreenshot: ${picture}`);

  const wrong = judged.filter(({ problems }) => problems.length > 0);
  for (const { situation, problems } of wrong) console.error(`${situation.id}: ${problems.join('; ')}`);
  const errors = new Set(judged.map(({ seen }) => seen?.error).filter(Boolean));
  console.log(
    `${judged.filter(({ problems, gap }) => problems.length === 0 && !gap).length} of ${judged.length} situations ` +
      `exactly as the browser has it, ${errors.size} different error names; ` +
      `≈ ${judged.filter(({ gap }) => gap).length} known gaps (tests/known-gaps.txt)`,
  );
  if (wrong.length > 0) process.exitCode = 1;
}
