/** The matchers, for every `expect.extend`: those of Jest, Vitest and Playwright take the same. */
import { ask } from './ask.js';
import { allowsCors, blocksCors, exposesHeaders, needsPreflight } from './claims.js';
import { judge } from './judge.js';

/** @typedef {import('./types.js').PageCall} PageCall */
/** @typedef {import('./types.js').BlockedCall} BlockedCall */
/** @typedef {{ isNot?: boolean }} Context */
/** @typedef {Promise<{ pass: boolean, message: () => string }>} Result */

/** @param {Context} context @param {unknown} app @param {PageCall} call @param {import('./claims.js').Claim} claim @returns {Result} */
async function matched({ isNot = false }, app, call, claim) {
  const { isRight, message } = judge(await ask(app, call), claim, isNot);
  return { pass: isRight !== isNot, message };
}

export const matchers = {
  /** @this {Context} @param {unknown} app @param {PageCall} call */
  toAllowCors(app, call) {
    return matched(this, app, call, allowsCors());
  },
  /** @this {Context} @param {unknown} app @param {BlockedCall} blocked */
  toBlockCors(app, blocked) {
    const { code, ...call } = blocked ?? {};
    return matched(this, app, call, blocksCors(code));
  },
  /** @this {Context} @param {unknown} app @param {PageCall} call */
  toNeedPreflight(app, call) {
    return matched(this, app, call, needsPreflight());
  },
  /** @this {Context} @param {unknown} app @param {string[]} names @param {PageCall} call */
  toExposeHeaders(app, names, call) {
    return matched(this, app, call, exposesHeaders(names));
  },
};
