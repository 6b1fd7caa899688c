/** For an issue or a pull request. */
import { renderText } from '../../node.js';
import { printable } from '../printable.js';
import { isTold } from './data.js';

/** What would be markup is words: a call holds what others wrote. @param {string} text */
const escaped = (text) => printable(text).replaceAll(/[\\`*_{}[\]<>()#+!|~&]/gu, '\\$&').replaceAll('\n', ' ').replaceAll(/@(?=\w)/gu, '@\u200b');

/** Any text as a block, whatever backticks it holds. @param {string} text */
function fenced(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}\n`;
}

/** @type {(terminal: import('../document.js').Terminal) => import('../document.js').Format} */
export const markdown = () => {
  /** @type {string[]} */
  const rows = [];
  /** @type {string[]} */
  const details = [];
  /** @type {string[]} */
  const rest = [];
  return {
    call(call) {
      const { verdict, status, method, url, code } = call.row;
      rows.push(`| ${verdict} | ${status ?? ''} | ${escaped(`${method} ${url}`)} | ${code ?? ''} |\n`);
      if (isTold(call)) details.push(fenced(renderText(call.report())));
      return '';
    },
    finding({ severity, code, headline }) {
      rest.push(`- **${severity}** \`${code}\`: ${escaped(headline)}\n`);
      return '';
    },
    section({ lines }) {
      if (lines.length > 0) details.push(fenced(lines.map(printable).join('\n')));
      return '';
    },
    end: () => [
      rows.length > 0 ? `| verdict | status | call | cause |\n|---|---|---|---|\n${rows.join('')}` : 'No calls.\n',
      ...details, ...(rest.length > 0 ? [rest.join('')] : []),
    ].join('\n'),
  };
};
