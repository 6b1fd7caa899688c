/** For people, as a compiler speaks. */
import { renderText } from '../../node.js';
import { printable } from '../printable.js';
import { isTold } from './data.js';

/** @type {Record<string, string>} */
const COLORS = { allowed: '32', blocked: '31', failed: '31', rejected: '31', undetermined: '33', danger: '31', warning: '33', info: '36' };

/** @type {(terminal: import('../document.js').Terminal) => import('../document.js').Format} */
export const text = ({ color, width }) => {
  const painted = (/** @type {string} */ kind, /** @type {string} */ word) => (color ? `\u001b[${COLORS[kind]}m${word}\u001b[0m` : word);
  /** @type {Record<string, number>} */
  const counts = {};
  let hasRows = false;
  return {
    call(call) {
      const { verdict, status, method, url, code } = call.row;
      counts[verdict] = (counts[verdict] ?? 0) + 1;
      const told = isTold(call) ? renderText(call.report(), { color, width }) : '';
      if (call.isAlone) return told;
      hasRows = true;
      const row = `${painted(verdict, verdict.padEnd(12))} ${String(status ?? '-').padEnd(3)} ${printable(`${method.padEnd(7)} ${url}`)}${code ? `  ${code}` : ''}\n`;
      return told ? `${row}${told.trimEnd().replaceAll(/^(?=.)/gmu, '    ')}\n` : row;
    },
    finding: ({ severity, code, headline }) => `\n${painted(severity, `${severity}[${code}]: `)}${printable(headline)}\n`,
    section: ({ lines }) => (lines.length > 0 ? `\n${lines.map((one) => `${printable(one)}\n`).join('')}` : ''),
    end: () => (hasRows ? `\n${Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`).join(', ')}\n` : ''),
  };
};
