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
  const { dropped: _dropped, ...request } = report.request;
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

/** @param {MessageView} message */
function sent(message) {
  const { of: kind, hop, url, lines, startLine } = message;
  return { kind, hop, method: startLine.split(' ', 1)[0], url, headers: lines };
}

/** What came back; nothing for a message that nobody was asked for. @param {MessageView} message */
function received_(message) {
  const { answer = null, lines, startLine } = message;
  if (message.state === 'captured') return { status: Number.parseInt(startLine, 10), headers: lines, ...answer };
  return answer;
}
