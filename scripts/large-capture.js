/**
 * A part of `npm run test:long`: a capture of 2 GB in 300 MB of memory, as a file, by a pipe, and gzipped. `--gigabytes N`
 * makes it another size.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { largeHar } from './lib/large-har.js';

const MOST_MB = 300;
const { values } = parseArgs({ options: { gigabytes: { type: 'string', default: '2' } } });

const command = fileURLToPath(new URL('../npm/cli/main.js', import.meta.url));
/** The child's own word on the most memory that it ever had, in kilobytes; behind all that the command says. */
const TELLS = `data:text/javascript,${encodeURIComponent('process.on("exit", () => process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}\\n`));')}`;
const path = join(tmpdir(), `corscope-large-${process.pid}.har`);

/** @param {string} how @param {string} file @param {((into: import('node:stream').Writable) => Promise<void>) | null} feed */
async function one(how, file, feed) {
  const child = spawn(process.execPath, ['--import', TELLS, command, 'har', file, '--format', 'ndjson'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let [lines, said] = [0, ''];
  child.stdout.on('data', (/** @type {Buffer} */ data) => { for (const byte of data) if (byte === 0x0a) lines += 1; });
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => { said += text; });
  const ended = once(child, 'close');
  if (feed) await feed(child.stdin);
  const [code] = await ended;
  const most = Number(/^peak (\d+)$/mu.exec(said)?.[1] ?? 0) / 1000;
  console.log(`${values.gigabytes} GB, ${how}: ${lines} calls, at most ${most.toFixed(0)} MB of memory`);
  if (code === 1 && lines >= 1000 && most > 0 && most <= MOST_MB) return;
  console.error(`expected exit code 1, got ${code}, and at most ${MOST_MB} MB`);
  process.exitCode = 1;
}

try {
  await pipeline(Readable.from(largeHar(Number(values.gigabytes) * 1e9)), createWriteStream(path));
  await one('a file', path, null);
  await one('by a pipe', '-', (into) => pipeline(createReadStream(path), into));
  await one('by a pipe, gzipped', '-', (into) => pipeline(createReadStream(path), createGzip({ level: 1 }), into));
} finally {
  rmSync(path, { force: true });
}
