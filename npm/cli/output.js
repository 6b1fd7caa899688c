/** Where a command's words go, and whether they may be coloured. */
import { FORMATS } from './formats.js';

/**
 * @param {string} [format]
 * @returns {import('./document.js').Format} which prints itself
 */
export function openOutput(format = 'text') {
  const { stdout, env } = process;
  // See https://no-color.org: any value but the empty one.
  const color = Boolean(stdout.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb';
  const { call, finding, section, end } = FORMATS[format]({ color, width: stdout.isTTY ? stdout.columns : undefined });
  const print = (/** @type {string} */ said) => {
    if (said) stdout.write(said);
    return said;
  };
  return { call: (one) => print(call(one)), finding: (one) => print(finding(one)), section: (one) => print(section(one)), end: () => print(end()) };
}
