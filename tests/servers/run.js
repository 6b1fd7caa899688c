/**
 * `npm run servers [name…]`: starts each real server with the configuration that its recipe says, asks what a browser would
 * ask, has the real Chromium ask it, and prints how it ended. `--without-chromium` leaves the browser out.
 */
import { readdir } from 'node:fs/promises';
import { openChromium } from './lib/chromium.js';
import { judge } from './lib/judge.js';
import { freePort } from './lib/process.js';
import { start } from './lib/start.js';

/** The stacks that are run here. @returns {Promise<string[]>} */
export async function stacks() {
  const names = await readdir(new URL('./stacks/', import.meta.url));
  return names.filter((name) => name.endsWith('.js')).map((name) => name.slice(0, -3)).sort();
}

/**
 * @param {string} name
 * @param {{ without?: boolean, change?: (text: string) => string, chromium?: Awaited<ReturnType<typeof openChromium>> }} [options]
 *   without: the recipe's function does nothing
 * @returns {Promise<{ call: string, problems: string[] }[]>}
 */
export async function check(name, { without = false, change = (text) => text, chromium } = {}) {
  const pagePort = chromium?.port ?? (await freePort());
  const server = await start(name, pagePort, without ? () => 'export const allowOrigins = () => false;' : change);
  try {
    const results = await judge(server.base, pagePort, server.stack.preflightsWithoutVary);
    if (chromium) results.push(...(await chromium.judge(server.base)));
    return results;
  } finally {
    await server.stop();
  }
}

if (process.argv[1] === import.meta.filename) {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const chromium = process.argv.includes('--without-chromium') ? undefined : await openChromium();
  let failed = 0;
  for (const name of asked.length > 0 ? asked : await stacks()) {
    try {
      const results = await check(name, chromium ? { chromium } : {});
      const bad = results.filter(({ problems }) => problems.length > 0);
      failed += bad.length;
      console.log(`${bad.length > 0 ? '✕' : '✓'} ${name.padEnd(10)} ${results.length - bad.length} of ${results.length} calls end as they have to`);
      for (const { call, problems } of bad) console.log(`    ${call}: ${problems.join('; ')}`);
    } catch (error) {
      failed += 1;
      console.log(`✕ ${name.padEnd(10)} ${error instanceof Error ? error.message : error}`);
    }
  }
  await chromium?.close();
  if (failed > 0) process.exitCode = 1;
}
