/** How a command ends, for scripts. */
export const EXIT = /** @type {const} */ ({ allowed: 0, blocked: 1, usage: 2, unreachable: 3, fault: 70 });

/** Nothing came back, so there was nothing to judge. */
const UNREACHED = new Set(['dns', 'refused', 'tls', 'timeout', 'other']);

/** @typedef {import('../types.js').Report} Report */

/**
 * Whether a call ended because its server could not be reached.
 * @param {Report} report
 */
export const isUnreached = (report) => report.verdict === 'failed' && report.view.messages.some(({ answer }) => (
  answer !== undefined && answer !== null && 'networkError' in answer && UNREACHED.has(String(answer.networkError))));

/** What `--fail-on` takes. */
export const FAIL_ON = /** @type {const} */ (['blocked', 'undetermined', 'danger', 'warning', 'info', 'never']);

/** A severity, and those above it. @type {Record<string, string[]>} */
const AT_LEAST = { danger: ['danger'], warning: ['danger', 'warning'], info: ['danger', 'warning', 'info'] };

/**
 * Keeps count of what was found, and says how the command ends.
 * @param {string[]} failOn
 */
export function judgeOf(failOn) {
  const severities = new Set(failOn.flatMap((one) => AT_LEAST[one] ?? []));
  /** @type {number} */
  let code = EXIT.allowed;
  const raise = (/** @type {number} */ to) => { code = Math.max(code, to); };
  return {
    /** @param {string} verdict */
    verdict(verdict) {
      // A finding is no excuse for a block: it counts unless `never` is said.
      const counts = verdict === 'undetermined' ? failOn.includes('undetermined') : verdict !== 'allowed' && !failOn.includes('never');
      if (counts) raise(EXIT.blocked);
    },
    /** @param {readonly { severity: string }[]} findings */
    findings(findings) {
      if (findings.some(({ severity }) => severities.has(severity))) raise(EXIT.blocked);
    },
    unreachable: () => raise(EXIT.unreachable),
    code: () => code,
  };
}
