/** Steps with their time: what runs now, how long it took, and its output only when it fails. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const TOOLS = join(ROOT, 'target', 'tools', 'bin');

/**
 * npm's own programs come first, among them a newer `node`; then the tools built here.
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment() {
  const path = [join(ROOT, 'node_modules', '.bin'), TOOLS, process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path };
}

/** A step's failure that says all there is to say: no stack needed. */
export class StepError extends Error {}

const seconds = (/** @type {number} */ since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * @template T
 * @param {string} title
 * @param {() => Promise<T>|T} action
 * @returns {Promise<T>}
 */
export async function step(title, action) {
  const since = Date.now();
  const live = process.stdout.isTTY;
  const show = () => {
    if (live) process.stdout.write(`\r\x1b[K  … ${title}  ${seconds(since)}`);
    else console.log(`  … ${title}  ${seconds(since)}`);
  };
  if (live) show();
  const timer = setInterval(show, live ? 200 : 20_000);
  try {
    const result = await action();
    clearInterval(timer);
    console.log(`${live ? '\r\x1b[K' : ''}  ✓ ${title}  ${seconds(since)}`);
    return result;
  } catch (error) {
    clearInterval(timer);
    console.log(`${live ? '\r\x1b[K' : ''}  ✕ ${title}  ${seconds(since)}`);
    throw error;
  }
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show`: pass its output on as it comes
 * @returns {Promise<string>} its output
 */
export function run(command, args, { cwd = ROOT, env = childEnvironment(), show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => reject(new StepError(`${command} cannot be run: ${error.message}`)));
    child.on('close', (code) => {
      const text = Buffer.concat(output).toString('utf8');
      if (code === 0) resolve(text);
      else reject(new StepError(`${text}\n${[command, ...args].join(' ')} ended with ${code}`));
    });
  });
}

/**
 * @param {string} command
 * @param {string[]} [args]
 * @returns {Promise<string|null>} its output, or null if it is not there or fails
 */
export const tryRun = (command, args = ['--version']) => run(command, args).catch(() => null);

/** @param {string} url of the module that asks */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
