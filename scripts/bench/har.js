/** What the command line takes to read a capture of 50 MB, against reading the same file and `JSON.parse`. */
import { once } from 'node:events';
import { createWriteStream, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callsOf } from '../../npm/cli/har/calls.js';
import { bytesOf } from '../../npm/cli/har/file.js';
import { largeHar } from '../lib/large-har.js';
import { paired, sayRatio } from './measure.js';

const path = join(tmpdir(), `corscope-bench-${process.pid}.har`);
const out = createWriteStream(path);
for (const piece of largeHar(50e6)) if (!out.write(piece)) await once(out, 'drain');
await once(out.end(), 'close');

try {
  const read = async () => {
    for await (const { rows } of callsOf(path, bytesOf(path, () => {}))) if (rows.length === 0) throw new Error('no rows');
  };
  // The file is read on both sides: its bytes may be in the system's cache for either.
  const { wall } = await paired({ pairs: 9, times: 1 }, read, async () => void JSON.parse(readFileSync(path, 'utf8')));
  sayRatio('a capture of 50 MB, all rows, against reading it for JSON.parse', wall, 1, 'ms');
} finally {
  rmSync(path);
}
