/**
 * A Report holds all that its scenario held; this takes it out again.
 *
 * @typedef {import('./types.js').Report} Report
 * @typedef {import('./types.js').Scenario} Scenario
 * @typedef {import('./types.js').MessageView} MessageView
 */

/**
 * @param {Report} report
 * @returns {Scenario}
 */
export function scenarioOf(report) {
  if (!Array.isArray(report?.view?.messages)) throw new TypeError('report.view.messages: missing');
  const { dropped: _dropped, ...settled } = report.request;
  const request = { ...settled, ...openFacts(report) };
  const { messages } = report.view;
  const exchanges = messages
    .filter((message) => message.kind === 'request')
    .map((message) => ({ message, answer: messages.find((one) => one.index === message.index + 1) }))
    .flatMap(({ message, answer }) => {
      const received = answer && received_(answer);
      return received ? [{ sent: sent(message), received }] : [];
    });
  return /** @type {Scenario} */ ({ schema: 1, request, exchanges, observed: report.observed });
}

/**
 * A Report shows a value for each fact, also for those that leave the verdict open: they are unknown still.
 * @param {Report} report
 */
function openFacts(report) {
  if (report.verdict !== 'undetermined') return {};
  return Object.fromEntries(factsAtIssue(report).filter((fact) => REOPENED.has(fact)).map((fact) => [fact, 'unknown']));
}

/** Those that a Scenario leaves unknown where nothing shows them. */
const REOPENED = new Set(['credentials', 'redirect', 'mode']);

/** The facts of which another value would end the call otherwise. @param {Report} report */
export const factsAtIssue = ({ alternatives }) => (
  alternatives.flatMap(({ assume }) => assume.split(', ')).map((taken) => taken.split(':', 1)[0]));

/** @param {MessageView} message */
export function sent(message) {
  const { of: kind, hop, url, lines, startLine } = message;
  return { kind, hop, method: startLine.split(' ', 1)[0], url, headers: lines };
}

/** What came back; nothing for a message that nobody was asked for. @param {MessageView} message */
function received_(message) {
  const { answer = null, lines, startLine } = message;
  if (message.state === 'captured') return { status: Number.parseInt(startLine, 10), headers: lines, ...answer };
  return answer;
}
