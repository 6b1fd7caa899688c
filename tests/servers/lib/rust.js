/** A server in Rust, compiled with the recipe. Its dependencies are compiled once, into `target/recipe-servers`. */
import { join } from 'node:path';
import { ROOT, childEnvironment, run } from '../../../scripts/lib/steps.js';
import { PASSWORD, USER } from './calls.js';
import { startProcess } from './process.js';

/** @param {'axum' | 'actix'} name @param {import('./start.js').Place} place */
export async function startRust(name, { folder, port, files }) {
  const target = join(ROOT, 'target', 'recipe-servers');
  const env = { ...childEnvironment(), CARGO_TARGET_DIR: target, [`RECIPE_${name.toUpperCase()}`]: files['cors.rs'] };
  await run('cargo', ['build', '--quiet', '--locked', '--bin', name], { cwd: join(ROOT, 'tests', 'servers', 'rust'), env });
  const args = [String(port), `Basic ${btoa(`${USER}:${PASSWORD}`)}`];
  return startProcess(join(target, 'debug', name), args, { cwd: folder, port });
}
