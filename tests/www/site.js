/** A browser for the tests of the views and the playground, and a server for the built site. */
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { findChromium } from '../extension/devtools.js';

export { serve } from '../../scripts/lib/serve.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export async function openBrowser() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium found: install it, or set CHROMIUM to its path');
  return puppeteer.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}
