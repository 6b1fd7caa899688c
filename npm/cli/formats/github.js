/** Workflow commands: annotations of a run on GitHub. */
import { LEVELS, nameOf, problemsOf } from './problems.js';

/** @type {Record<string, string>} */
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' };

/** As the runner reads a message, and a property. @param {string} text */
const message = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
/** @param {string} text */
const property = (text) => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** @param {string} level @param {string} code @param {string} text @param {string | null | undefined} file */
const command = (level, code, text, file) => `::${COMMANDS[level]} ${file ? `file=${property(file)},` : ''}title=${property(`CORS: ${code}`)}::${message(text)}\n`;

/** @type {(terminal: import('../document.js').Terminal) => import('../document.js').Format} */
export const github = () => {
  let isQuiet = true;
  const said = (/** @type {string} */ text) => {
    isQuiet &&= text === '';
    return text;
  };
  return {
    call: (call) => said(problemsOf(call).map(({ code, level, message: what }) => command(level, code, `${nameOf(call)}: ${what}`, call.file)).join('')),
    finding: ({ code, severity, headline, url, file }) => said(command(LEVELS[severity], code, `${url ? `${url}: ` : ''}${headline}`, file)),
    section: () => '',
    end: () => (isQuiet ? '::notice title=CORS::nothing is blocked\n' : ''),
  };
};
