/** Holds a claim against the Reports, and says why it fails. */
import { redact, renderText } from '../node.js';
import { headline } from './words.js';

/** @typedef {import('../types.js').Report} Report */
/** @typedef {import('./claims.js').Claim} Claim */

/**
 * @param {Report[]} reports of one call, one for each engine
 * @param {Claim} claim
 * @param {boolean} isNot whether its opposite is claimed
 * @returns {{ isRight: boolean, message: () => string }} right: in every engine
 */
export function judge(reports, claim, isNot) {
  const wrong = reports.filter((report) => claim.holds(report) !== !isNot);
  return { isRight: wrong.length === 0, message: () => message(wrong.map((report) => redact(report)), claim, isNot) };
}

/** Runners indent what they print. */
export const WIDTH = 108;

/** @param {Report[]} wrong @param {Claim} claim @param {boolean} isNot */
function message(wrong, claim, isNot) {
  if (wrong.length === 0) return '';
  const found = wrong.map((report) => `${report.engine} ${claim.found(report)}`);
  // Engines that end alike need no second text.
  const texts = new Map(wrong.toReversed().map((report) => [`${report.verdict} ${report.cause?.code}`, report]));
  const parts = [...texts.values()].reverse().map((report) => renderText(report, { width: WIDTH }).trimEnd());
  return [headline(wrong[0], isNot ? claim.opposite : claim.wanted, found), ...parts].join('\n\n');
}
