/** The `XMLHttpRequest` of `installGlobal` beside the real Chromium's: what a page is told, in which order, and what it gets. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Window } from 'happy-dom';
// @ts-expect-error -- it has no types
import { JSDOM } from 'jsdom';
import puppeteer from 'puppeteer-core';
import { installGlobal } from '../../npm/node.js';
import { findChromium } from '../extension/devtools.js';
import { situations, start } from './xhr-situations.js';

/** @type {Awaited<ReturnType<typeof start>>} */
let servers;
/** @type {Record<string, unknown>} */
let theirs = {};

before(async () => {
  servers = await start();
  const browser = await puppeteer.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  try {
    const tab = await browser.newPage();
    await tab.goto(servers.page);
    theirs = /** @type {any} */ (await tab.evaluate(`(${situations})(XMLHttpRequest, '${servers.api}')`));
  } finally {
    await browser.close();
  }
});
after(() => servers.stop());

/** @type {Record<string, (url: string) => { window: any, close: () => unknown }>} */
const ENVIRONMENTS = {
  jsdom(url) {
    const { window } = new JSDOM('', { url });
    return { window, close: () => window.close() };
  },
  'happy-dom': (url) => {
    const window = new Window({ url });
    return { window, close: () => window.happyDOM.close() };
  },
};

describe('XMLHttpRequest does as the real Chromium’s', () => {
  for (const [name, open] of Object.entries(ENVIRONMENTS)) {
    test(`in ${name}`, async () => {
      const { window, close } = open(`${servers.page}/`);
      const restore = installGlobal({ window, console: false });
      const ours = JSON.parse(JSON.stringify(await situations(window.XMLHttpRequest, servers.api)));
      restore();
      await close();
      assert.ok(Object.keys(theirs).length > 10);
      assert.deepEqual(ours, theirs);
    });
  }
});
