/**
 * What somebody pasted: a `curl` command, a call of `fetch`, HTTP messages, or what a browser's console printed.
 *
 * @typedef {import('./api.js').Advice} Advice
 * @typedef {import('./types.js').CodeDoc} CodeDoc
 * @typedef {import('./types.js').HeaderLines} HeaderLines
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./types.js').Scenario} Scenario
 * @typedef {{ method: string, url: string, headers: HeaderLines, answer: [status: number, headers: HeaderLines] | null }} Message
 * @typedef {{ call: { scenario: Scenario, body: string | null, cookie: string | null } } | { messages: Message[] } | { doc: CodeDoc }} Pasted
 */

/**
 * @param {Advice} advice @param {string} text @param {string} [origin] the page's, where the text may not tell
 * @returns {Pasted} throws a TypeError that says what can't be read
 */
export function readPasted(advice, text, origin) {
  if (typeof text !== 'string') throw new TypeError('text: expected a string');
  return JSON.parse(advice.readText(text, origin === undefined ? undefined : String(origin)));
}

/**
 * @param {Pasted} pasted
 * @param {(scenario: Scenario) => Report} explain
 * @param {() => ReturnType<typeof import('./capture.js').openCaptureWith>} openCapture
 * @returns {Report | CodeDoc} of several calls, the first that isn't let through
 */
export function explainPasted(pasted, explain, openCapture) {
  if ('doc' in pasted) return pasted.doc;
  if ('call' in pasted) return explain(pasted.call.scenario);
  const capture = openCapture();
  capture.add(pasted.messages.map(entryOf));
  const rows = capture.rows();
  const [odd] = capture.skipped();
  if (!rows.length && odd) throw new TypeError(`text: ${odd.field}: ${odd.reason}`);
  const row = rows.find(({ verdict }) => verdict !== 'allowed') ?? rows[rows.length - 1];
  return capture.report(row.id);
}

/** So far apart that their order is plain, so near that they may be one call. */
const STEP_MS = 10;

/** As devtools would have written it. @param {Message} message @param {number} index */
const entryOf = ({ method, url, headers, answer }, index) => ({
  startedDateTime: new Date(index * STEP_MS).toISOString(),
  time: STEP_MS / 2,
  request: { method, url, headers: lines(headers) },
  response: { status: answer?.[0] ?? 0, headers: lines(answer?.[1] ?? []) },
});

/** @param {HeaderLines} headers */
const lines = (headers) => headers.map(([name, value]) => ({ name, value }));
