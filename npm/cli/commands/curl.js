/** `corscope curl`: a copied request, sent as its page would send it. */
import { REPORTING } from '../options.js';
import { SENDING } from '../request-options.js';
import { UsageError } from '../usage-error.js';
import { pastedCall } from '../pasted-call.js';
import { textOf } from '../stdin.js';
import { checkCall } from './check.js';

/** @type {import('../options.js').Command} */
export const curl = {
  about: 'sends a request that devtools copied (as cURL or fetch) as its page would, and explains',
  usage: "corscope curl 'curl …' [--from ORIGIN] [--send]",
  words: 'COMMAND',
  options: { ...SENDING, ...REPORTING },
  examples: [
    ["corscope curl 'curl https://api.example.com/orders -H \"Origin: https://app.example.com\"'", 'in quotes, as one word'],
    ['pbpaste | corscope curl -', 'what was copied; `xclip -o` or `Get-Clipboard` elsewhere'],
    ['corscope curl - --from https://app.example.com < request.txt', 'a request that names no page'],
  ],
  async run({ values, words }) {
    if (words.length > 1) throw new UsageError('COMMAND: several words; put the whole command in quotes, or pipe it in with `corscope curl -`');
    return checkCall(pastedCall(await textOf(words), values), values);
  },
};
