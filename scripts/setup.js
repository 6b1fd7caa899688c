/**
 * Brings a fresh clone to where everything can run. Uses nothing but Node, for it runs before `npm ci`; what is in
 * place already is left alone.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIREFOX, miniBrowser } from './lib/browsers.js';
import { PACKAGES } from '../tests/servers/packages.js';
import { ROOT, StepError, isMain, run, step, tryRun } from './lib/steps.js';

const WASM_PACK = '0.15.1';
const TARGET = 'wasm32-unknown-unknown';
const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * @param {{ allBrowsers?: boolean }} [options] allBrowsers: what the tests need, and the demo does not: Firefox,
 *   WebKitGTK with a display that nobody sees, and the servers that recipes are for
 */
export async function setup({ allBrowsers = false } = {}) {
  await step('Node and Rust', checkTools);
  const browsers = allBrowsers ? 'Chromium, Firefox, WebKitGTK, servers' : 'Chromium';
  await step(`Debian packages: ${browsers} and a C linker`, () => installPackages(allBrowsers));
  await step('npm packages', installNpmPackages);
  await step('Rust’s wasm target', addTarget);
  await step(`wasm-pack ${WASM_PACK} (the first time it is compiled: some minutes)`, () => installTool('wasm-pack', WASM_PACK));
  const { buildWasm } = await import('./wasm.js');
  await step('The core as wasm (the first time wasm-bindgen is compiled, too: some minutes)', buildWasm);
  const { buildExtension, buildSite } = await import('./build.js');
  await step('The extension and the playground', () => Promise.all([buildExtension(), buildSite()]));
}

async function checkTools() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20)
    throw new StepError(`Node 20 or newer is needed, this is ${process.versions.node}: see https://nodejs.org`);
  const version = /^rustc (\d+)\.(\d+)/.exec((await tryRun('rustc')) ?? '');
  if (version === null || (await tryRun('cargo')) === null) {
    throw new StepError('Rust is needed: install it with rustup, see https://rustup.rs, then open a new terminal');
  }
  const wanted = /rust-version = "(\d+)\.(\d+)/.exec(await readFile(join(ROOT, 'Cargo.toml'), 'utf8'));
  const number = (/** @type {RegExpExecArray} */ [, first, second]) => Number(first) * 1000 + Number(second);
  if (wanted && number(version) < number(wanted)) {
    throw new StepError(`Rust ${wanted[1]}.${wanted[2]} or newer is needed, this is ${version[0]}: run rustup update`);
  }
}

/**
 * The browsers, each looked for where the tests look for it; a linker, which Rust needs and does not bring.
 * @param {boolean} allBrowsers
 */
async function installPackages(allBrowsers) {
  const missing = [];
  if (!process.env.CHROMIUM && !(await anyOf(CHROMIUM))) missing.push('chromium', 'fonts-liberation');
  if (allBrowsers) {
    if (!existsSync(FIREFOX)) missing.push('firefox-esr');
    // The driver itself is not used: it brings WebKitGTK, whose package name changes with its version.
    if (!miniBrowser()) missing.push('webkit2gtk-driver');
    if (!(await anyOf(['Xvfb']))) missing.push('xvfb');
    missing.push(...PACKAGES.filter(({ file }) => !existsSync(file)).map(({ name }) => name));
  }
  if (!(await anyOf(['cc', 'gcc', 'clang']))) missing.push('gcc', 'libc6-dev');
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if ((await tryRun('apt-get')) === null) {
    throw new StepError(
      `missing: ${missing.join(', ')}. This is no Debian: install them your way, or set CHROMIUM to ` +
        'the path of a Chromium',
    );
  }
  if (process.getuid?.() !== 0) {
    throw new StepError(
      `missing: ${missing.join(', ')}. Install them with\n\n  sudo apt-get update && sudo ${install}\n\n` +
        'then run this again. (Browsers elsewhere are found by CHROMIUM, FIREFOX and MINIBROWSER, each a path.)',
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  await run('apt-get', install.split(' ').slice(1), { env });
}

/** @param {string[]} commands */
async function anyOf(commands) {
  for (const command of commands) if ((await tryRun('sh', ['-c', `command -v ${command}`])) !== null) return true;
  return false;
}

async function installNpmPackages() {
  if (await npmIsFresh()) return;
  await run('npm', ['ci', '--no-audit', '--no-fund'], { env: process.env });
}

/** Whether every locked package is there in its locked version. Optional ones depend on the machine. */
async function npmIsFresh() {
  const hidden = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const { packages: wanted } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const { packages: found } = JSON.parse(await readFile(hidden, 'utf8'));
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional || found[name]?.version === version,
  );
}

async function addTarget() {
  const installed = await tryRun('rustup', ['target', 'list', '--installed']);
  if (installed === null) {
    const folder = await tryRun('rustc', ['--print', 'target-libdir', '--target', TARGET]);
    if (folder && existsSync(folder.trim())) return;
    throw new StepError(
      `this Rust cannot compile to ${TARGET} and there is no rustup to add it: see https://rustup.rs`,
    );
  }
  if (!installed.split(/\s+/).includes(TARGET)) await run('rustup', ['target', 'add', TARGET]);
  const components = await run('rustup', ['component', 'list', '--installed']);
  for (const name of ['clippy', 'rustfmt']) {
    if (!components.includes(name)) await run('rustup', ['component', 'add', name]);
  }
}

/**
 * A program of Rust's registry, for this clone alone.
 * @param {string} name @param {string} version @param {string[]} [asked] what makes it tell its version
 */
export async function installTool(name, version, asked) {
  if ((await tryRun(name, asked))?.trim() === `${name} ${version}`) return;
  // Not optimised: it only starts other programs, and is compiled in half the time.
  const options = ['--locked', '--debug', '--root', 'target/tools'];
  await run('cargo', ['install', name, '--version', version, ...options]);
}

if (isMain(import.meta.url)) {
  try {
    await setup({ allBrowsers: process.argv.includes('--all-browsers') });
  } catch (error) {
    console.error(error instanceof StepError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
