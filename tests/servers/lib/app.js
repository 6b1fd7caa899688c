/** An application for Node: a file of `apps/`, told the recipe's file, the port, and the password. */
import { fileURLToPath } from 'node:url';
import { PASSWORD, USER } from './calls.js';
import { startProcess } from './process.js';

/** @param {string} name @param {import('./start.js').Place} place */
export function startApp(name, { folder, port, files }) {
  const [recipe = ''] = Object.values(files);
  const env = { RECIPE: recipe, PORT: String(port), AUTHORIZATION: `Basic ${btoa(`${USER}:${PASSWORD}`)}`, NODE_ENV: 'production' };
  return startProcess(process.execPath, [fileURLToPath(new URL(`../apps/${name}.js`, import.meta.url))], { cwd: folder, port, env });
}
