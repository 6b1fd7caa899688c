/** The real Chromium judges: a page of each origin makes the calls with `fetch`. */
import { createServer } from 'node:http';
import puppeteer from 'puppeteer-core';
import { CALLS, pages } from './calls.js';

/** @typedef {import('./calls.js').Call} Call */
/** @typedef {{ status: number, total: string | null } | { error: string }} Outcome */

/** The calls whose page a browser can load. */
const SHOWN = CALLS.filter(({ from = 'app' }) => from === 'app' || from === 'foreign');

/** @returns {Promise<{ port: number, judge: (base: string) => Promise<{ call: string, problems: string[] }[]>, close: () => Promise<void> }>} */
export async function openChromium() {
  const server = createServer((_, response) => void response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>page</title>'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  return {
    port,
    /** @param {string} base */
    async judge(base) {
      const results = [];
      for (const from of /** @type {const} */ (['app', 'foreign'])) {
        const page = await browser.newPage();
        await page.goto(`${pages(port)[from]}/`);
        for (const call of SHOWN.filter((one) => (one.from ?? 'app') === from)) {
          const outcome = /** @type {Outcome} */ (await page.evaluate(perform, base + call.path, call));
          results.push({ call: `chromium: ${call.name}`, problems: problemsOf(call, outcome) });
        }
        await page.close();
      }
      return results;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** In the page. @param {string} url @param {Call} call @returns {Promise<Outcome>} */
async function perform(url, { method = 'GET', headers = [], credentials = 'omit' }) {
  try {
    const body = method === 'PUT' ? '{}' : null;
    const response = await fetch(url, { method, headers, credentials, body, cache: 'no-store', signal: AbortSignal.timeout(5000) });
    return { status: response.status, total: response.headers.get('X-Total-Count') };
  } catch (error) {
    return { error: error instanceof Error ? error.name : 'not an error' };
  }
}

/** @param {Call} call @param {Outcome} outcome */
function problemsOf({ path, status }, outcome) {
  if (status === undefined) return 'error' in outcome && outcome.error === 'TypeError' ? [] : [`seen: ${JSON.stringify(outcome)}`];
  if ('error' in outcome) return [`${outcome.error} instead of ${status}`];
  const problems = outcome.status === status ? [] : [`${outcome.status} instead of ${status}`];
  if (path === '/ok' && outcome.total !== '7') problems.push('X-Total-Count is not readable');
  return problems;
}
