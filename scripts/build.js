/** Bundles the shells: extension/build is the directory to load into the browser, www/build the static site. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, isMain } from './lib/steps.js';

/**
 * @param {string} room
 * @param {{ scripts: string[], files: string[] }} parts
 */
async function bundle(room, { scripts, files }) {
  const { build } = await import('esbuild');
  const from = join(ROOT, room);
  const to = join(from, 'build');
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  await build({
    entryPoints: scripts.map((name) => join(from, name)),
    outdir: to,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    // Not minified: whoever reviews the extension reads what runs.
    legalComments: 'inline',
    logLevel: 'warning',
  });
  for (const name of files)
    if (existsSync(join(from, name))) await cp(join(from, name), join(to, name), { recursive: true });
  await cp(join(ROOT, 'npm', 'view', 'theme.css'), join(to, 'theme.css'));
  // The loader looks for the wasm beside itself, and after bundling it is in `to`.
  const pkg = join(ROOT, 'npm', 'pkg');
  for (const name of existsSync(pkg) ? await readdir(pkg) : []) {
    if (!name.endsWith('.wasm')) continue;
    await mkdir(join(to, 'pkg'), { recursive: true });
    await cp(join(pkg, name), join(to, 'pkg', name));
  }
}

export async function buildExtension() {
  await bundle('extension', {
    scripts: ['devtools.js', 'panel.js'],
    files: ['manifest.json', 'devtools.html', 'panel.html', 'panel.css', 'icons'],
  });
  await rm(join(ROOT, 'extension', 'build', 'icons', 'icon.svg'), { force: true });
}

export async function buildSite() {
  const from = join(ROOT, 'www');
  if (!existsSync(join(from, 'main.js'))) return;
  const files = (await readdir(from)).filter((name) => /\.(html|css|svg|png|ico|txt)$/.test(name));
  await bundle('www', { scripts: ['main.js', 'errors.js'], files });
}

if (isMain(import.meta.url)) {
  await Promise.all([buildExtension(), buildSite()]);
}
