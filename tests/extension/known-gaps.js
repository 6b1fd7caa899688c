// The list in tests/known-gaps.txt: `id — reason` per line.
import { readFileSync } from 'node:fs';

const lines = readFileSync(new URL('../known-gaps.txt', import.meta.url), 'utf8').split('\n');

/** Reasons by id. */
export const knownGaps = new Map(
  lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [id, reason] = line.split(' — ');
      if (!id || !reason) throw new Error(`tests/known-gaps.txt: not \`id — reason\`: ${line}`);
      return /** @type {[string, string]} */ ([id, reason]);
    }),
);
