/**
 * WebKitGTK: plain MiniBrowser processes under Xvfb, one per page, which write their console messages to their output.
 * (Under WebDriver it writes none.) WebKit prints the reason on a line without a URL, right before the line that names
 * the request; both come from one turn of the page's thread. Where no line names it, the request runs alone. A process
 * per page keeps the pages' lines apart.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { miniBrowser } from '../../../../scripts/lib/browsers.js';
import { BEGIN, END } from '../runner.js';

/** @typedef {import('../observe.js').Notes} Notes */
/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Xvfb picks a free display and tells it. @returns {Promise<{ process: ChildProcess, display: string }>} */
async function startDisplay() {
  const process = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '640x480x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise((resolve, reject) => {
    process.once('error', (error) => reject(new Error(`Xvfb cannot be run: ${error.message}`)));
    process.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    process.stdio[3]?.once('data', (data) => resolve(`:${String(data).trim()}`));
  });
  return { process, display };
}

/** What the page's own script says, and who can't use an answer, whatever becomes of the request. */
const CHATTER = /^(Refused to set unsafe header |POST of a Blob to non-HTTP protocols |EventSource's response has a )/u;

/** @param {NodeJS.ReadableStream} output @param {Notes} notes */
function listen(output, notes) {
  /** @type {string | null} the request that runs alone */
  let only = null;
  /** @type {string[]} reasons whose request comes with the next line, if at all */
  let reasons = [];
  /** @param {string | null} id whose the reasons are */
  const settle = (id) => {
    for (const reason of reasons) notes.line(reason, id);
    reasons = [];
  };
  createInterface({ input: output }).on('line', (line) => {
    // The place comes first, where there is one.
    const text = /(?:^|: )CONSOLE (?:LOG|[A-Z]+ [A-Z]+) (?<text>.*)$/u.exec(line)?.groups?.text;
    if (text === undefined || CHATTER.test(text)) return;
    const named = /cannot load |^lab /iu.test(text) ? notes.idIn(text) : null;
    if (text.startsWith(BEGIN)) {
      settle(null);
      only = named;
    } else if (text.startsWith(END)) {
      settle(only);
      only = null;
    } else if (text.startsWith('Beacon') && named === null) {
      // The scheme that it was led to names nobody, and a beacon may be anybody's by then.
      if (reasons.length && text.endsWith(reasons[reasons.length - 1])) reasons.pop();
    } else if (named !== null && (only === null || text.startsWith('Beacon'))) {
      // Also a beacon's, which tells its end to the console alone, whoever runs by then. It says its reason again.
      const reason = reasons[reasons.length - 1] ?? '';
      const isIts = only === null || text.endsWith(reason) || text.endsWith('Redirect was not allowed');
      settle(isIts ? named : only);
      notes.line(text, named);
    } else {
      // What comes before another reason is no beacon's.
      if (only !== null) settle(only);
      reasons.push(text);
    }
  });
}

/** @param {ChildProcess} child */
const ended = (child) => new Promise((resolve) => {
  if (child.exitCode !== null || child.signalCode !== null) return void resolve(undefined);
  child.once('exit', () => resolve(undefined));
});

/**
 * @param {string[]} pages the lab's pages to open @param {Notes} notes
 * @returns {Promise<{ version: string, close: () => Promise<void> }>}
 */
export async function openWebkit(pages, notes) {
  const command = miniBrowser();
  if (!command) throw new Error('no MiniBrowser: npm run setup -- --all-browsers installs it (Debian packages webkit2gtk-driver and xvfb); or set MINIBROWSER');
  const profile = await mkdtemp(join(tmpdir(), 'corscope-webkit-'));
  const { process: xvfb, display } = await startDisplay();
  const env = {
    ...process.env, DISPLAY: display, HOME: profile, XDG_CACHE_HOME: join(profile, 'cache'),
    XDG_DATA_HOME: join(profile, 'data'), XDG_CONFIG_HOME: join(profile, 'config'), GDK_BACKEND: 'x11',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1',
  };
  const browsers = pages.map((url) => {
    // Not --private: a private session prints nothing.
    const child = spawn(command, ['--enable-write-console-messages-to-stdout=true', `${url}&alone`], {
      env, detached: true, stdio: ['ignore', 'ignore', 'pipe'],
    });
    listen(/** @type {import('node:stream').Readable} */ (child.stderr), notes);
    return child;
  });
  const about = spawn(command, ['--version'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let version = '';
  about.stdout.on('data', (data) => { version += data; });
  await ended(about);
  return {
    version: /\d+(\.\d+)+/u.exec(version)?.[0] ?? 'unknown',
    async close() {
      for (const child of browsers) {
        // Its network and web processes are in its group.
        if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      }
      await Promise.all(browsers.map(ended));
      xvfb.kill();
      await ended(xvfb);
      await rm(profile, { recursive: true, force: true });
    },
  };
}
