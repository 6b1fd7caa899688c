/** Starts the real server of a stack with the configuration that the recipe says, in a folder of its own. */
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/lib/steps.js';
import { recipeFor } from './judge.js';
import { freePort } from './process.js';

/** @typedef {{ folder: string, port: number, files: Record<string, string> }} Place files: paths of the recipe's files */
/**
 * @typedef {{ preflightsWithoutVary?: boolean,
 *   start: (place: Place) => Promise<() => Promise<void>> }} Stack
 *   preflightsWithoutVary: nothing can be set to add `Vary` to them
 */

/**
 * @param {string} name @param {number} pagePort @param {(text: string) => string} [change] of the recipe's files
 * @returns {Promise<{ base: string, stack: Stack, stop: () => Promise<void> }>}
 */
export async function start(name, pagePort, change = (text) => text) {
  /** @type {Stack} */
  const stack = await import(`../stacks/${name}.js`);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), `corscope-${name}-`));
  const clean = () => rm(folder, { recursive: true, force: true });
  try {
    // Some servers give up being root; a recipe in JavaScript looks for its packages here.
    await chmod(folder, 0o755);
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    /** @type {Record<string, string>} */
    const files = {};
    for (const file of recipeFor(name, base, pagePort).files) {
      files[file.name] = join(folder, file.name);
      await writeFile(join(folder, file.name), change(file.text));
    }
    const stop = await stack.start({ folder, port, files });
    return { base, stack, stop: () => stop().finally(clean) };
  } catch (error) {
    await clean();
    throw error;
  }
}
