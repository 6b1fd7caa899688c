// Runs the demo's situations, and puts side by side what the panel shows and what the browser says.
import { poll } from './devtools.js';
import { judge } from './judge.js';
import { readCall, readRows, setPanel } from './panel-reader.js';

/**
 * @typedef {import('./panel-reader.js').SeenCall} SeenCall
 * @typedef {import('../../scripts/demo/situations.js').Situation} Situation
 * @typedef {Awaited<ReturnType<typeof import('./panel-reader.js').openPanel>>} Opened
 *
 * @typedef {object} Result
 * @property {Situation} situation
 * @property {SeenCall|null} seen
 * @property {import('./devtools.js').Verdict|null} browser what the browser says of that very request
 * @property {{ corsError: string, failedParameter: string }|null} blockedByCors also when there was no request
 * @property {string} said the same in words
 */

/**
 * How often a call is read until it is as it should be: devtools tell of it in pieces, and the end counts. A call whose
 * body is never read is only found in the log, which the panel reads the less often the longer devtools take to copy it.
 */
const READINGS = 150;
const PAUSE = 100;

/**
 * @param {Opened} opened
 * @returns {Promise<Result[]>}
 */
export async function resultsOf(opened) {
  const { demo, page, panel, browserSays } = opened;
  // In the order of their start, and all of them: the last row of a URL is the call that counts.
  await setPanel(panel, { sameOrigin: true, blockedFirst: false, filter: 'all' });
  const results = [];
  for (const situation of demo.situations) {
    const issuesBefore = browserSays.issues.length;
    await setPanel(panel, { search: `/${situation.id}` });
    await page.evaluate((id) => /** @type {any} */ (window).demo.run(id), situation.id);
    const browser = await ended(opened, situation);
    const issue = browserSays.issues.slice(issuesBefore).find(({ code }) => code === 'CorsIssue');
    const blockedByCors = browser?.corsErrorStatus ?? issue?.details.corsIssueDetails.corsErrorStatus ?? null;
    const said = inWords(browser, blockedByCors);
    results.push(await settled(opened, { situation, seen: null, browser, blockedByCors, said }));
  }
  await setPanel(panel, { sameOrigin: false, blockedFirst: true, filter: 'all', search: '' });
  return results;
}

/**
 * @param {Opened} opened
 * @param {Result} known
 * @returns {Promise<Result>}
 */
async function settled({ panel }, known) {
  const { situation } = known;
  let result = known;
  for (let reading = 0; reading < READINGS; reading += 1) {
    await new Promise((resolve) => setTimeout(resolve, reading === 0 ? 0 : PAUSE));
    const rows = (await readRows(panel)).filter(({ url }) => belongsTo(url, situation.id));
    const last = rows.length >= situation.requests.length ? rows.at(-1) : undefined;
    result = { ...known, seen: last ? await readCall(panel, last.id) : null };
    // A row that must not come could come late.
    if (judge(result).length === 0 && (situation.expect.entry !== false || reading > 2)) break;
  }
  return result;
}

/**
 * What the browser says of the last request of a situation; a page does not wait for the end of a beacon.
 * @param {Opened} opened
 * @param {Situation} situation
 */
async function ended({ browserSays }, situation) {
  if (situation.expect.entry === false) return null;
  const last = () =>
    [...browserSays.verdicts.values()]
      .filter(({ url, preflight }) => !preflight && belongsTo(url, situation.id))
      // With a service worker there are two; the one that went out knows why.
      .sort((a, b) => Number(a.corsErrorStatus !== null) - Number(b.corsErrorStatus !== null))
      .at(-1) ?? null;
  return poll(`the browser's word on ${situation.id}`, async () => {
    const found = last();
    // A body nobody reads never ends: its answer is there all the same.
    return found && (found.end !== 'pending' || found.status !== null) ? found : null;
  });
}

/**
 * @param {import('./devtools.js').Verdict|null} browser
 * @param {{ corsError: string, failedParameter: string }|null} cors
 */
function inWords(browser, cors) {
  if (cors) return cors.failedParameter ? `${cors.corsError} (${cors.failedParameter})` : cors.corsError;
  if (!browser) return 'nothing';
  return browser.end === 'failed' ? (browser.errorText ?? 'failed') : `${browser.status}`;
}

/** @param {string} url @param {string} id */
export function belongsTo(url, id) {
  const at = url.indexOf(`/${id}`);
  return at >= 0 && /^(?:[/?#].*)?$/.test(url.slice(at + id.length + 1));
}
