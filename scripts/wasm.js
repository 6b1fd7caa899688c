/** Builds the crate's two wasm modules into npm/pkg; does nothing when nothing changed. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { shrink } from './lib/shrink.js';
import { ROOT, childEnvironment, isMain, run } from './lib/steps.js';

const PKG = join(ROOT, 'npm', 'pkg');
const STAMP = join(PKG, '.built-from');

/** The evaluator has to be small, so its functions are put in order, which takes a while; `advice` is asked for after a verdict. */
const EVALUATOR = 'corscope';
const ADVICE = 'advice';

/** @returns {Promise<'built'|'fresh'>} */
export async function buildWasm() {
  const source = await fingerprint();
  if (existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === source) return 'fresh';
  await rm(PKG, { recursive: true, force: true });
  for (const name of [EVALUATOR, ADVICE]) {
    // Without a .gitignore `npm pack` ships the result.
    const options = ['--target', 'web', '--release', '--no-pack', '--no-gitignore', '--out-dir', '../npm/pkg', '--out-name', name];
    const features = name === ADVICE ? ['--', '--features', ADVICE] : [];
    await run('wasm-pack', ['build', 'crate', ...options, ...features], { env: wasmEnvironment() });
    await shrink(moduleOf(name), { ordered: name === EVALUATOR });
  }
  await writeCodes();
  await writeFile(STAMP, source);
  return 'built';
}

/** The documentation of all codes, as the crate holds it, for whoever wants it without the wasm. */
async function writeCodes() {
  const advice = await import(pathToFileURL(join(PKG, `${ADVICE}.js`)).href);
  advice.initSync({ module: await readFile(moduleOf(ADVICE)) });
  await writeFile(join(PKG, 'codes.json'), `${advice.codeDocs()}\n`);
}

/** The flags are for wasm alone: wasm-pack compiles wasm-bindgen for this machine, where LLVM fails with them. */
function wasmEnvironment() {
  const { RUSTFLAGS: _, ...environment } = childEnvironment();
  return { ...environment, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: rustFlags() };
}

function rustFlags() {
  // Panics name source files: without the folders of the machine that built them, so every machine builds the same.
  const folders = [process.env.CARGO_HOME ?? join(homedir(), '.cargo'), process.env.RUSTUP_HOME ?? join(homedir(), '.rustup')];
  const remapped = [...folders, ROOT].map((folder) => `--remap-path-prefix=${folder}=.`);
  // What takes more than one store is moved by `memory.copy` (3 % less once it is gzipped; a Report takes 4 % longer), and
  // loops are left as they are written (0.5 %). What two branches have in common is written once.
  const options = ['-max-store-memcpy=1', '-disable-lsr', '-two-entry-phi-node-folding-threshold=8', '-tail-merge-size=2'];
  const llvm = options.map((option) => `-Cllvm-args=${option}`);
  return [...remapped, ...llvm].join(' ');
}

/** @param {string} name */
const moduleOf = (name) => join(PKG, `${name}_bg.wasm`);

/** @param {string} [name] @returns {Promise<number>} bytes */
export async function gzippedSize(name = EVALUATOR) {
  return existsSync(moduleOf(name)) ? gzipSync(await readFile(moduleOf(name)), { level: 9 }).length : 0;
}

/** All the build depends on. */
async function fingerprint() {
  const names = ['Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', 'crate/Cargo.toml', 'scripts/wasm.js'];
  names.push('scripts/lib/shrink.js', 'scripts/lib/wasm-order.js');
  const sources = await readdir(join(ROOT, 'crate', 'src'), { recursive: true });
  names.push(...sources.filter((name) => name.endsWith('.rs')).map((name) => join('crate', 'src', name)));
  const hash = createHash('sha256');
  for (const name of names.sort()) {
    const path = join(ROOT, name);
    if (existsSync(path))
      hash
        .update(`${name}\0`)
        .update(await readFile(path))
        .update('\0');
  }
  return hash.digest('hex');
}

if (isMain(import.meta.url)) {
  const result = await buildWasm();
  const kilobytes = async (/** @type {string} */ name) => `${((await gzippedSize(name)) / 1000).toFixed(1)} kB`;
  const sizes = `${await kilobytes(EVALUATOR)} gzipped, and ${await kilobytes(ADVICE)} for advice`;
  console.log(`npm/pkg ${result === 'fresh' ? 'is up to date' : 'built'}: ${sizes}`);
}
