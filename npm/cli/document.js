/**
 * What a command has to say, in pieces, as each format prints it.
 *
 * @typedef {import('../types.js').Report} Report
 * @typedef {import('../types.js').Row} Row
 * @typedef {'danger' | 'warning' | 'info'} Severity
 * @typedef {{ file: string | null, row: Pick<Row, 'id' | 'verdict' | 'method' | 'url' | 'origin' | 'code' | 'header' | 'status'>,
 *   report: () => Report, isAlone: boolean }} Call
 *   file: the capture it is from; isAlone: it is all that was asked for, so everything about it is said
 * @typedef {{ code: string, severity: Severity, headline: string, url?: string, file?: string }} Finding
 * @typedef {{ name: string, data: unknown, lines: string[] }} Section
 *   what only this command has: for programs, and in words
 * @typedef {{ call: (call: Call) => string, finding: (finding: Finding) => string, section: (section: Section) => string,
 *   end: () => string }} Format
 *   finding: of several calls, or beside them; a Report's own notes come with its call
 * @typedef {{ color: boolean, width: number | undefined }} Terminal
 */

/**
 * @param {Report} report
 * @returns {Call['row']} as a capture's list has it
 */
export function rowOf({ id, verdict, request, cause, view }) {
  const answers = view.messages.filter(({ kind, state }) => kind === 'response' && state === 'captured');
  const status = Number.parseInt(answers.at(-1)?.startLine ?? '', 10);
  return {
    id, verdict, method: request.method ?? 'GET', url: request.url, origin: request.origin,
    code: cause?.code ?? null, header: cause?.header ?? null, status: Number.isNaN(status) ? null : status,
  };
}

/** @param {import('../types.js').Inline[]} parts @returns {string} */
export const words = (parts) => parts.map((part) => (
  'link' in part ? part.link : 'code' in part ? `\`${part.code}\`` : 'value' in part ? `\`${part.value}\`` : part.text)).join('');
