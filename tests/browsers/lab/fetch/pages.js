/** Pages inside Node whose `fetch` is `createFetch`'s, for the lab's scenarios: nothing of their answers is predicted. */
import { createFetch } from '../../../../npm/node.js';
import { perform } from '../../page.js';
import { SHARDS, placesOf } from '../places.js';
import { shardOf } from '../scenario.js';

/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {import('../../../../npm/types.js').Engine} Engine */
/** @typedef {import('../../../../npm/types.js').Report} Report */
/** @typedef {{ page: import('../../page.js').PageResult, report: Report | null }} Outcome report: null where it never came to one */

/** What a page's code makes before it calls `fetch`: only kept, since `createFetch` is to see it as it was written. */
class Written {
  /** @param {string} url @param {RequestInit} init */
  constructor(url, init) {
    this.url = url;
    this.init = init;
  }
}

/** @param {LabScenario} scenario @returns {boolean} whether a page's script calls `fetch` in it */
export const isOfFetch = ({ page, request }) => page === 'plain' && (request.initiator ?? 'fetch') === 'fetch'
  // Where an answer is to come from is a matter of the network that the browser runs in.
  && request.targetAddressSpace === undefined;

/** @param {Engine} engine */
export function openPages(engine) {
  /** @type {Report | null} */
  let last = null;
  const pages = Array.from({ length: SHARDS }, (_, shard) => {
    const send = createFetch({ origin: placesOf(shard).page, engine, onReport: (report) => { last = report; } });
    const fetch = (/** @type {Written | string} */ input, /** @type {RequestInit} */ init) => (
      input instanceof Written ? send(input.url, input.init) : send(input, init));
    return /** @type {typeof perform} */ (new Function('fetch', 'Request', `return (${perform})`)(fetch, Written));
  });
  return {
    /** One after the other. @param {LabScenario} scenario @returns {Promise<Outcome>} */
    async run(scenario) {
      last = null;
      const page = await pages[shardOf(scenario)](scenario.request, { abortAfter: null });
      return { page, report: last };
    },
  };
}
