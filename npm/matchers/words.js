/** The head of a failure: what was claimed, and what is. Why, and the way out, is the Report's own text, which follows. */

/** @typedef {import('../types.js').Report} Report */

/** @type {Record<string, string>} */
const ENDS = {
  allowed: 'lets script read the answer', failed: 'can’t tell: another thing than CORS ended the call',
  rejected: 'can’t tell: the page itself may not make this call', undetermined: 'can’t tell: an answer is missing',
};

/** @param {Report} report */
export const ended = ({ verdict, cause }) => ENDS[verdict] ?? `blocks it${blockedBy(cause?.code)}`;

/** @param {string} [code] */
export const blockedBy = (code) => (code === undefined ? '' : ` by \`${code}\``);

/** @type {Record<string, string>} */
const REASONS = {
  method: 'the method', 'total-size': 'the size of the header values', 'upload-listener': 'a listener on the upload', 'stream-body': 'the body, a stream',
};

/** @param {Report} report */
export function preflight({ verdict, preflight: { state, because } }) {
  if (verdict === 'rejected') return ENDS.rejected;
  if (state === 'unknown') return 'can’t tell whether there is one';
  if (state === 'not-needed') return 'sends none: nothing in this call needs the server’s leave';
  const reasons = because.map((reason) => ('header' in reason ? `the header \`${reason.header}\`` : REASONS[reason.rule]));
  return `asks first, because of ${reasons.join(' and ')}`;
}

/** @param {Report} report @param {string[]} names lower-case */
export function exposure(report, names) {
  if (report.verdict !== 'allowed') return ended(report);
  /** @param {string} does @param {string[]} which */
  const part = (does, which) => (which.length ? [`${does} ${which.map((name) => `\`${name}\``).join(', ')}`] : []);
  const { exposed, hidden } = report;
  return [
    ...part('shows', names.filter((name) => exposed.includes(name))),
    ...part('hides', names.filter((name) => hidden.includes(name))),
    ...part('finds no', names.filter((name) => !exposed.includes(name) && !hidden.includes(name))),
  ].join(' and ');
}

/** @param {Report} report @param {string} claim @param {string[]} found one for each engine */
export const headline = ({ request: { method, url, origin } }, claim, found) => (
  `expected ${method} ${url} from ${origin} ${claim}; ${found.join(', ')}`);

/**
 * @param {string[]} texts of Reports @param {string[]} lines of the console, on other calls @param {string} browser
 */
export const blockedCalls = (texts, lines, browser) => [
  `CORS blocked ${texts.length + lines.length === 1 ? 'a request' : `${texts.length + lines.length} requests`} of the page`,
  ...texts,
  ...lines.map((line) => `undetermined: the messages of this call were not seen (${browser}); the console says:\n${line}`),
].join('\n\n');
