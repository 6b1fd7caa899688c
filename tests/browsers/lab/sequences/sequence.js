/**
 * A sequence: requests made one after another that one browser's preflight cache sees. Each step is a lab scenario of its
 * own (who asks, for what, and how the server behaves now); all share the sequence's id and its URLs.
 *
 * When a step is made is part of the sequence, so the same sequence means the same everywhere. No step comes so close to
 * the end of a kept answer's lifetime that a slow machine would turn the result (`MARGIN_MS`), and a run in which one
 * did all the same is no observation.
 */
import { hopIn, renamed } from '../scenario.js';
import { lifetimesOf } from './max-age.js';

/** @typedef {import('../scenario.js').LabScenario} LabScenario */
/** @typedef {{ at: number, scenario: LabScenario }} Step at: milliseconds after the sequence's start */
/** @typedef {{ id: string, steps: Step[] }} Sequence */

/** From one step to the next, where nothing is waited for. */
export const STEP_MS = 200;
export const MARGIN_MS = 500;

/** @param {Sequence} sequence @param {string} id @returns {Sequence} */
export const renamedSequence = ({ steps }, id) => ({
  id, steps: steps.map(({ at, scenario }) => ({ at, scenario: renamed(scenario, id) })),
});

/** @param {Sequence} sequence */
export const durationOf = ({ steps }) => steps[steps.length - 1].at;

/**
 * What a browser may keep answers by: at least as fine as any browser's own key.
 * @param {Sequence} sequence @returns {{ urls: number, keys: number }}
 */
export function sizeOf({ steps }) {
  const urls = new Set();
  const keys = new Set();
  for (const { scenario: { page, request, hops } } of steps) {
    for (const { url } of hops.slice(Math.max(0, hopIn(request.url)))) {
      urls.add(url);
      keys.add([url, request.origin, page, request.topLevelSite, request.credentials].join(' '));
    }
  }
  return { urls: urls.size, keys: keys.size };
}

/**
 * Whether an answer may have ended before or after a step although the sequence has it the other way round.
 * @param {Step[]} steps @param {{ from: number, to: number }[]} times when each step was really made
 */
export function cameLate(steps, times) {
  return steps.some(({ at: kept, scenario }, earlier) => {
    const lines = scenario.hops.flatMap(({ preflight }) => lifetimesOf(preflight.headers
      .filter(([name]) => name === 'Access-Control-Max-Age').map(([, value]) => value)));
    return steps.some(({ at }, later) => later > earlier && lines.some((lifetime) => (
      at - kept < lifetime
        ? times[later].to - times[earlier].from >= lifetime
        : times[later].from - times[earlier].to <= lifetime)));
  });
}
