/** The extension that the lab's captures go through: the panel's own capture.js, put together with a page that keeps. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OWN = fileURLToPath(new URL('extension', import.meta.url));
const EXTENSION = fileURLToPath(new URL('../../../../extension', import.meta.url));

/** @returns {Promise<{ folder: string, remove: () => Promise<void> }>} */
export async function buildRecorder() {
  const folder = await mkdtemp(join(tmpdir(), 'corscope-recorder-'));
  await cp(OWN, folder, { recursive: true });
  for (const name of ['capture.js', 'entries.js', 'log-reading.js', 'mentions.js']) await cp(join(EXTENSION, name), join(folder, name));
  await cp(join(EXTENSION, 'icons', '16.png'), join(folder, 'icon.png'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
