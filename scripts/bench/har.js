/** What the command line takes to read a capture of 50 MB, against `JSON.parse` of the same file. */
import { once } from 'node:events';
import { createWriteStream, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callsOf } from '../../npm/cli/har/calls.js';
import { bytesOf } from '../../npm/cli/har/file.js';
import { largeHar } from '../lib/large-har.js';
import { paired, say } from './measure.js';

const path = join(tmpdir(), `corscope-bench-${process.pid}.har`);
const out = createWriteStream(path);
for (const piece of largeHar(50e6)) if (!out.write(piece)) await once(out, 'drain');
await once(out.end(), 'close');
const text = readFileSync(path, 'utf8');

try {
  const read = async () => {
    for await (const { rows } of callsOf(path, bytesOf(path, () => {}))) if (rows.length === 0) throw new Error('no rows');
  };
  const { ratio, low, high, own } = await paired(9, 1, read, async () => void JSON.parse(text));
  say('a capture of 50 MB, all rows, against JSON.parse of its text', ratio, '×');
  say('  the middle half of the runs, from', low, '×');
  say('  to', high, '×');
  say('  alone', own, 'ms');
} finally {
  rmSync(path);
}
