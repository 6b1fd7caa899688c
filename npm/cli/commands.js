/** What the command line can do. */
import { check } from './commands/check.js';
import { completion } from './commands/completion.js';
import { curl } from './commands/curl.js';
import { explain } from './commands/explain.js';
import { har } from './commands/har.js';
import { item } from './help.js';

/** @type {Record<string, import('./options.js').Command>} */
export const COMMANDS = { check, curl, har, explain, completion };

export const overview = () => `corscope: the browser's CORS decision, computed and explained

Usage: corscope COMMAND …

Commands:
${Object.entries(COMMANDS).map(([name, { about }]) => item(name, about)).join('\n')}

\`corscope COMMAND --help\` has options and examples, \`corscope --version\` the version.

Exit codes:
${item('0', 'allowed; or not known to be blocked, as when a request was not sent')}
${item('1', 'blocked, or something was found that --fail-on names')}
${item('2', 'the command line or a file can\'t be read')}
${item('3', 'the server could not be reached, which is not CORS')}
${item('70', 'a fault of corscope itself')}`;
