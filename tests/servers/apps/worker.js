import { readFile } from 'node:fs/promises';
import { Miniflare } from 'miniflare';

const { RECIPE = '', PORT } = process.env;
const script = await readFile(RECIPE, 'utf8');
const worker = new Miniflare({
  modules: [{ type: 'ESModule', path: 'worker.js', contents: script }],
  modulesRoot: '/',
  compatibilityDate: '2025-01-01',
  host: '127.0.0.1',
  port: Number(PORT),
  cf: false,
});
await worker.ready;
