/** The packed package in other places than Node: Deno, Bun, a Worker, and a page that Vite bundled. Each explains the same call. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { ROOT, childEnvironment } from '../../../scripts/lib/steps.js';
import { openBrowser, serve } from '../../www/site.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PLACE = join(ROOT, 'out', 'runtimes');
const BIN = join(ROOT, 'node_modules', '.bin');

/** By hand: no header allows the first, and the second has one. */
const SAID = `blocked allow-origin-missing
error[allow-origin-missing]: the response has no \`Access-Control-Allow-Origin\`
[]
allow-origin-missing`;

/** @param {string} command @param {string[]} args @param {string} cwd @returns {Promise<string>} what it prints */
const run = (command, args, cwd = PLACE) => new Promise((resolve, reject) => {
  const { NODE_TEST_CONTEXT: _, FORCE_COLOR: __, ...env } = childEnvironment();
  execFile(command, args, { cwd, env: { ...env, NO_COLOR: '1' }, timeout: 120_000 }, (error, stdout, stderr) => {
    if (error) reject(new Error(`${command} ${args.join(' ')}: ${error.message}\n${stdout}${stderr}`));
    else resolve(stdout);
  });
});

before(async () => {
  rmSync(PLACE, { recursive: true, force: true });
  mkdirSync(PLACE, { recursive: true });
  for (const name of ['said.js', 'plain', 'vite', 'worker']) cpSync(join(HERE, name), join(PLACE, name), { recursive: true });
  writeFileSync(join(PLACE, 'package.json'), '{ "private": true, "type": "module" }');
  const packed = (await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', PLACE], ROOT)).trim();
  await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts', '--omit=peer', `./${packed}`]);
});

test('Node', async () => assert.equal(await run(process.execPath, ['plain/main.mjs']), `${SAID}\n`));
test('Deno', async () => assert.equal(await run(join(BIN, 'deno'), ['run', '--no-remote', '--allow-read', 'plain/main.mjs']), `${SAID}\n`));
test('Bun', async () => assert.equal(await run(join(BIN, 'bun'), ['plain/main.mjs']), `${SAID}\n`));

test('a Worker', async () => {
  const out = join(PLACE, 'worker', 'dist');
  const { metafile } = await build({
    entryPoints: [join(PLACE, 'worker', 'worker.js')], outdir: out, bundle: true, format: 'esm', target: 'es2022', metafile: true,
    conditions: ['workerd', 'worker', 'browser'], loader: { '.wasm': 'copy' }, logLevel: 'silent', absWorkingDir: PLACE,
  });
  const files = Object.keys(metafile.outputs).map((name) => join(PLACE, name));
  const worker = new Miniflare({
    modulesRoot: out, compatibilityDate: '2026-01-01',
    modules: files.sort((a) => (a.endsWith('.js') ? -1 : 1)).map((path) => (
      /** @type {const} */ ({ type: path.endsWith('.js') ? 'ESModule' : 'CompiledWasm', path }))),
  });
  try {
    assert.equal(await (await worker.dispatchFetch('http://worker.test/')).text(), SAID);
  } finally {
    await worker.dispose();
  }
});

test('a page that Vite bundled', async () => {
  await run(join(BIN, 'vite'), ['build', '--logLevel', 'error'], join(PLACE, 'vite'));
  const site = await serve(join(PLACE, 'vite', 'dist'));
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(site.origin);
    await page.waitForFunction(() => document.querySelector('#said')?.textContent, { timeout: 20_000 }).catch(() => {});
    assert.deepEqual(errors, []);
    assert.equal(await page.$eval('#said', (element) => element.textContent), SAID);
  } finally {
    await browser.close();
    await site.close();
  }
});
