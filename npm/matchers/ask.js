/** Makes a page's call to a server, once, and says how it ends in each engine asked for. */
import { createFetch, explain, toScenario } from '../node.js';
import { checkedCall } from './call.js';

/** @typedef {import('../types.js').Report} Report */
/** @typedef {import('./types.js').PageCall} PageCall */

/**
 * @param {unknown} app what `createFetch` takes as `server`; a URL is the target itself, or what `path` is relative to
 * @param {PageCall} call
 * @returns {Promise<Report[]>} in the order of `engines`; an engine that wants an answer nobody gave is `undetermined`
 * @throws {TypeError} for a call that is none, naming the field
 */
export async function ask(app, call) {
  const { from, url, engines: [first, ...others], cookies, init } = checkedCall(app, call);
  /** @type {Report | null} */
  let report = null;
  const fetch = createFetch({
    origin: from, engine: first, cookies, onReport: (one) => { report = one; }, ...(isUrl(app) ? {} : { server: app }),
  });
  try {
    const response = await fetch(url, init);
    await response.body?.cancel();
  } catch (error) {
    // A refusal has its Report; anything else is a mistake of the test's.
    if (!report) throw error;
  }
  const sent = /** @type {Report} */ (/** @type {unknown} */ (report));
  return [sent, ...others.map((engine) => explain(toScenario(sent), { engine }))];
}

/** @param {unknown} app @returns {app is string | URL} */
export const isUrl = (app) => typeof app === 'string' || app instanceof URL;
