/** Builds the crate to wasm, into npm/pkg; does nothing when nothing changed. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { shrink } from './lib/shrink.js';
import { ROOT, childEnvironment, isMain, run } from './lib/steps.js';

const PKG = join(ROOT, 'npm', 'pkg');
const STAMP = join(PKG, '.built-from');

/** @returns {Promise<'built'|'fresh'>} */
export async function buildWasm() {
  const source = await fingerprint();
  if (existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === source) return 'fresh';
  await rm(PKG, { recursive: true, force: true });
  // Without a .gitignore `npm pack` ships the result.
  const options = ['--target', 'web', '--release', '--no-pack', '--no-gitignore', '--out-dir', '../npm/pkg'];
  await run('wasm-pack', ['build', 'crate', ...options], { env: wasmEnvironment() });
  for (const name of await modules()) await shrink(join(PKG, name));
  await writeFile(STAMP, source);
  return 'built';
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

const modules = async () => (await readdir(PKG)).filter((name) => name.endsWith('.wasm'));

/** @returns {Promise<number>} bytes */
export async function gzippedSize() {
  const [name] = await modules();
  return name ? gzipSync(await readFile(join(PKG, name)), { level: 9 }).length : 0;
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
  const size = (await gzippedSize()) / 1000;
  console.log(`npm/pkg ${result === 'fresh' ? 'is up to date' : 'built'}: ${size.toFixed(1)} kB gzipped`);
}
