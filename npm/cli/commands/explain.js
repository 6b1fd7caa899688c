/** `corscope explain`: what a code means. */
import { codes, explainCode } from '../../node.js';
import { EXIT } from '../exit.js';
import { words as inWords } from '../document.js';
import { UsageError } from '../usage-error.js';
import { suggestion } from '../suggestion.js';

/** @type {import('../options.js').Command} */
export const explain = {
  about: 'says what a code means: what happened, why browsers do this, how to mend it',
  usage: 'corscope explain CODE',
  words: 'CODE',
  options: { format: { type: 'string', value: 'FORMAT', oneOf: ['text', 'json'], what: 'how to print: text, json (text)' } },
  examples: [['corscope explain allow-origin-mismatch', 'what is it, and how is it mended?']],
  async run({ values, words }) {
    const doc = docOf(words.join(' '));
    process.stdout.write(values.format === 'json' ? `${JSON.stringify(doc, null, 2)}\n` : page(doc));
    return EXIT.allowed;
  },
};

/** @param {string} text */
function docOf(text) {
  const known = codes();
  if (known.includes(text)) return explainCode(text);
  throw new UsageError(`\`${text}\` is no code${suggestion(text, known) || '; a code stands in brackets behind `error` or `note`'}`);
}

/** @param {import('../../types.js').CodeDoc} doc */
const page = ({ code, happened, why, example, fix, links }) => [
  code, `  ${inWords(happened)}`, `\nwhy\n  ${inWords(why)}`, `\nexample\n${example.replaceAll(/^/gmu, '  ')}`, `\nfix\n  ${inWords(fix)}`,
  `\nread on\n${links.map(({ text, href }) => `  ${text}: ${href}`).join('\n')}\n`,
].join('\n');
