/** The demo's results as a table for the terminal. */

/**
 * @typedef {import('../../tests/extension/results.js').Result & { problems: string[], gap: boolean }} Judged
 * @param {Judged[]} results
 */
export function table(results) {
  const head = ['', 'situation', 'the panel says', 'error name', 'because of', 'the browser says'];
  const rows = results.map(({ situation, seen, said, problems, gap }) => [
    problems.length > 0 ? '✕' : gap ? '≈' : '✓',
    situation.id,
    seen ? seen.verdict : '(no network entry)',
    seen?.error ? seen.error : '',
    seen?.header ?? '',
    said,
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {string[]} */ cells) =>
    cells
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}
