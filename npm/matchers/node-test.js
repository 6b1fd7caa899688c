/** Assertions, for `node:test` and every other runner that takes an AssertionError. */
import { AssertionError } from 'node:assert';
import { ask } from './ask.js';
import { allowsCors, blocksCors, exposesHeaders, needsPreflight } from './claims.js';
import { judge } from './judge.js';

/** @typedef {import('./types.js').PageCall} PageCall */
/** @typedef {import('./types.js').BlockedCall} BlockedCall */

export { accessTable } from './access-table.js';
export { ask } from './ask.js';

/**
 * @param {unknown} app @param {PageCall} call @param {import('./claims.js').Claim} claim
 * @param {{ isNot?: boolean, by: Function }} how by: the assertion that the test called
 */
async function claimed(app, call, claim, { isNot = false, by }) {
  const reports = await ask(app, call);
  const { isRight, message } = judge(reports, claim, isNot);
  if (isRight) return;
  const actual = reports.map(({ engine, verdict, cause }) => ({ engine, verdict, code: cause?.code ?? null }));
  const expected = isNot ? claim.opposite : claim.wanted;
  throw new AssertionError({ message: message(), actual, expected, operator: by.name, stackStartFn: by });
}

/** @param {unknown} app @param {PageCall} call */
export async function assertAllowsCors(app, call) {
  await claimed(app, call, allowsCors(), { by: assertAllowsCors });
}

/** @param {unknown} app @param {BlockedCall} blocked */
export async function assertBlocksCors(app, blocked) {
  const { code, ...call } = blocked ?? {};
  await claimed(app, call, blocksCors(code), { by: assertBlocksCors });
}

/** @param {unknown} app @param {PageCall} call */
export async function assertNeedsPreflight(app, call) {
  await claimed(app, call, needsPreflight(), { by: assertNeedsPreflight });
}

/** @param {unknown} app @param {PageCall} call */
export async function assertNeedsNoPreflight(app, call) {
  await claimed(app, call, needsPreflight(), { isNot: true, by: assertNeedsNoPreflight });
}

/** @param {unknown} app @param {string[]} names @param {PageCall} call */
export async function assertExposesHeaders(app, names, call) {
  await claimed(app, call, exposesHeaders(names), { by: assertExposesHeaders });
}

/** @param {unknown} app @param {string[]} names @param {PageCall} call */
export async function assertHidesHeaders(app, names, call) {
  await claimed(app, call, exposesHeaders(names), { isNot: true, by: assertHidesHeaders });
}
