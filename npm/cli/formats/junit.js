/** JUnit's XML, which CI servers show: a call is a test. */
import { renderText } from '../../node.js';
import { nameOf } from './problems.js';

/** What XML has no way to say is left out, controls among it. @param {string} text */
const escaped = (text) => text.replaceAll(/[^\t\n\r\u0020-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');

/** @type {Record<string, string>} */
const ELEMENTS = { blocked: 'failure', rejected: 'failure', failed: 'error', undetermined: 'skipped' };

/** @type {(terminal: import('../document.js').Terminal) => import('../document.js').Format} */
export const junit = () => {
  /** @type {string[]} */
  const cases = [];
  /** @type {Record<string, number>} */
  const counts = { failure: 0, error: 0, skipped: 0 };
  /** @param {string} name @param {string} group @param {string | undefined} element @param {string} type @param {string} text */
  const add = (name, group, element, type, text) => {
    if (element) counts[element] += 1;
    const open = `    <testcase name="${escaped(name)}" classname="${escaped(group)}"`;
    if (!element) cases.push(`${open}/>\n`);
    else if (element === 'skipped') cases.push(`${open}><skipped message="${escaped(type)}"/></testcase>\n`);
    else cases.push(`${open}><${element} type="${escaped(type)}" message="${escaped(text.split('\n', 1)[0])}">${escaped(text).replaceAll('&#10;', '\n')}</${element}></testcase>\n`);
  };
  return {
    call(call) {
      const { verdict, code } = call.row;
      const element = ELEMENTS[verdict];
      add(nameOf(call), call.file ?? 'corscope', element, code ?? verdict, element && element !== 'skipped' ? renderText(call.report()) : '');
      return '';
    },
    finding({ severity, code, headline, url, file }) {
      // Good to know is no failure.
      add(`${code}${url ? ` of ${url}` : ''}`, file ?? 'corscope', severity === 'info' ? undefined : 'failure', code, headline);
      return '';
    },
    section: () => '',
    end: () => {
      const numbers = `tests="${cases.length}" failures="${counts.failure}" errors="${counts.error}" skipped="${counts.skipped}"`;
      return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${numbers}>\n  <testsuite name="corscope" ${numbers}>\n${cases.join('')}  </testsuite>\n</testsuites>\n`;
    },
  };
};
