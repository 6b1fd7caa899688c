/** The application is `apps/nest.js`; the recipe's TypeScript has no types in it. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startApp } from '../lib/app.js';

/** @param {import('../lib/start.js').Place} place */
export async function start(place) {
  const copy = join(place.folder, 'cors-options.mjs');
  await copyFile(place.files['cors-options.ts'] ?? '', copy);
  return startApp('nest', { ...place, files: { copy } });
}
