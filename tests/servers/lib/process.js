/** A server as a child process, which is there once its port is. */
import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';

const PATIENCE_MS = 20_000;

/** A port that nobody has. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * @param {string} command @param {string[]} args
 * @param {{ cwd: string, port: number, env?: Record<string, string> }} options
 * @returns {Promise<() => Promise<void>>} stops it
 */
export async function startProcess(command, args, { cwd, port, env = {} }) {
  let said = '';
  let ended = false;
  // A group of its own: some servers start workers.
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {Promise<void>} */
  const end = new Promise((resolve) => {
    const done = () => {
      ended = true;
      resolve();
    };
    child.once('exit', done);
    child.once('error', (error) => {
      said += error.message;
      done();
    });
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const stop = async () => {
    if (!ended && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await end;
  };
  const until = Date.now() + PATIENCE_MS;
  while (!(await answers(port))) {
    if (ended || Date.now() > until) {
      await stop();
      throw new Error(`${command} ${ended ? 'ended' : 'does not answer'}:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return stop;
}
