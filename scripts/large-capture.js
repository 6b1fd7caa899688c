/** A part of `npm run test:long`: a capture of 2 GB, by a pipe, in 300 MB of memory. `--gigabytes N` makes it another size. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { largeHar } from './lib/large-har.js';

const MOST_MB = 300;
const { values } = parseArgs({ options: { gigabytes: { type: 'string', default: '2' } } });

const command = fileURLToPath(new URL('../npm/cli/main.js', import.meta.url));
const child = spawn(process.execPath, [command, 'har', '-', '--format', 'ndjson'], { stdio: ['pipe', 'pipe', 'inherit'] });
let [lines, most] = [0, 0];
child.stdout.on('data', (/** @type {Buffer} */ data) => { for (const byte of data) if (byte === 0x0a) lines += 1; });
// The kernel's own mark of the most memory that the process ever had.
const peak = () => Number(/^VmHWM:\s*(\d+)/mu.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
const watch = setInterval(() => {
  try {
    most = Math.max(most, peak());
  } catch {
    // It has ended.
  }
}, 200);
const ended = once(child, 'close');
for (const piece of largeHar(Number(values.gigabytes) * 1e9)) if (!child.stdin.write(piece)) await once(child.stdin, 'drain');
child.stdin.end();
const [code] = await ended;
clearInterval(watch);
console.log(`${values.gigabytes} GB: ${lines} calls, at most ${most.toFixed(0)} MB of memory`);
if (code !== 1 || lines < 1000 || most > MOST_MB || most === 0) {
  console.error(`expected exit code 1, got ${code}, and at most ${MOST_MB} MB`);
  process.exitCode = 1;
}
