/** Makes the pictures of the panel for the README and the store, from the real extension in the real devtools. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { palettePng } from './lib/png.js';
import { ROOT } from './lib/steps.js';
import { dockDevtools, setDevtoolsTheme } from '../tests/extension/devtools.js';
import { openPanel, readCall, readRows, setPanel } from '../tests/extension/panel-reader.js';

/** What is listed in the picture, and what is open in it. */
const RUN = ['get-wildcard', 'put-preflighted', 'headers-missing-several', 'origin-trailing-slash', 'redirect-login',
  'wildcard-credentials', 'options-405', 'lna-denied', 'refused', 'exposed-headers'];
const PICTURES = [
  { name: 'panel-light', theme: 'light', shown: 'headers-missing-several' },
  { name: 'panel-dark', theme: 'dark', shown: 'headers-missing-several' },
  { name: 'panel-origin', theme: 'light', shown: 'origin-trailing-slash' },
];
const SIZE = { width: 1280, height: 800 };

const folder = process.argv[2] ?? join(ROOT, 'extension', 'store');
await mkdir(folder, { recursive: true });
const opened = await openPanel({ extension: join(ROOT, 'extension', 'build'), size: SIZE });
const { devtools, page, panel } = opened;
try {
  for (const id of RUN) await page.evaluate((one) => /** @type {any} */ (window).demo.run(one), id);
  // In a window of its own: docked to a page nobody sees, half of the picture would be empty.
  await dockDevtools(devtools, 'undocked');
  await setPanel(panel, { search: '', filter: 'all' });
  for (const { name, theme, shown } of PICTURES) {
    await setDevtoolsTheme(devtools, theme);
    const row = (await readRows(panel)).find(({ url }) => url.endsWith(`/${shown}`));
    if (!row) throw new Error(`${shown} is not listed`);
    await readCall(panel, row.id);
    await new Promise((resolve) => setTimeout(resolve, 700));
    const path = join(folder, `${name}.png`);
    const png = await pixels(await devtools.screenshot({ encoding: 'base64' }));
    await writeFile(path, png);
    const { length } = png;
    console.log(`${path}  ${(length / 1000).toFixed(0)} kB`);
  }
} finally {
  await opened.close();
}

/** The browser reads its own picture. @param {string} base64 */
async function pixels(base64) {
  const { rgba, width, height } = await page.evaluate(async (data) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(picture, 0, 0);
    const bytes = context.getImageData(0, 0, picture.width, picture.height).data;
    let text = '';
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return { rgba: btoa(text), width: picture.width, height: picture.height };
  }, base64);
  return palettePng(Buffer.from(rgba, 'base64'), width, height);
}
