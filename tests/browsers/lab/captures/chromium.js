/** Chromium's devtools: one for each of the lab's tabs, each with the recorder's panel in sight. */
import { devtoolsPages, extensionFrame, selectPanel } from '../../../extension/devtools.js';

/** @typedef {import('../../../../extension/capture.js').DevtoolsEvent} DevtoolsEvent */

/** What puppeteer needs to know. @param {string} folder of the recorder */
export const withDevtools = (folder) => ({ devtools: true, enableExtensions: [folder] });

/**
 * @param {import('puppeteer-core').Browser} browser @param {number} count of tabs
 * @returns {Promise<() => Promise<DevtoolsEvent[][]>>} takes what came since the last time, tab by tab
 */
export async function openRecorders(browser, count) {
  /** @type {import('puppeteer-core').Frame[]} */
  const frames = [];
  for (const devtools of await devtoolsPages(browser, count)) {
    await selectPanel(devtools, 'Recorder');
    frames.push(await extensionFrame(devtools, 'devtools.html'));
  }
  return () => Promise.all(frames.map(async (frame) => (
    JSON.parse(await frame.evaluate(() => /** @type {any} */ (globalThis).takeEvents()) ?? '[]'))));
}
