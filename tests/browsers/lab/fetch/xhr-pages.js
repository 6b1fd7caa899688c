/** Pages inside Node whose `XMLHttpRequest` is `installGlobal`'s, for the lab's scenarios. */
import { Window } from 'happy-dom';
import { installGlobal } from '../../../../npm/node.js';
import { perform } from '../../page.js';
import { SHARDS, placesOf } from '../places.js';
import { shardOf } from '../scenario.js';

/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {import('./pages.js').Outcome} Outcome */
/** @typedef {import('../../../../npm/types.js').Report} Report */

/** @param {LabScenario} scenario @returns {boolean} whether a page's script makes it by XMLHttpRequest */
export const isOfXhr = ({ page, request }) => page === 'plain' && request.initiator === 'xmlhttprequest';

/** @param {import('../../../../npm/types.js').Engine} engine */
export function openXhrPages(engine) {
  /** @type {Report | null} */
  let last = null;
  const pages = Array.from({ length: SHARDS }, (_, shard) => {
    const window = new Window({ url: `${placesOf(shard).page}/.lab/page` });
    // The class stays what it is after the window has its own again, and so do the others.
    const restore = installGlobal({ window, engine, console: false, onReport: (report) => { last = report; } });
    const { XMLHttpRequest } = window;
    restore();
    return /** @type {typeof perform} */ (new Function('XMLHttpRequest', `return (${perform})`)(XMLHttpRequest));
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
