/** `corscope explain`: what a code, or a message of a browser's console, means. */
import { codes, explainCode, explainText, redact } from '../../node.js';
import { EXIT } from '../exit.js';
import { words as inWords } from '../document.js';
import { printable } from '../printable.js';
import { textOf } from '../stdin.js';
import { UsageError } from '../usage-error.js';
import { suggestion } from '../../suggestion.js';

/** @typedef {import('../../types.js').CodeDoc} CodeDoc */

/** @type {import('../options.js').Command} */
export const explain = {
  about: 'says what a code or a console message means: what happened, why, and how to mend it',
  usage: 'corscope explain CODE | "CONSOLE MESSAGE" | -',
  words: 'CODE or message',
  options: { format: { type: 'string', value: 'FORMAT', oneOf: ['text', 'json'], what: 'how to print: text, json (text)' } },
  examples: [
    ['corscope explain allow-origin-mismatch', 'what is it, and how is it mended?'],
    ['corscope explain "CORS header ‘Access-Control-Allow-Origin’ missing"', 'a message of Chromium, Firefox or Safari'],
    ['pbpaste | corscope explain -', 'the same, as it was copied'],
  ],
  async run({ values, words }) {
    const doc = docOf(await textOf(words));
    process.stdout.write(values.format === 'json' ? `${JSON.stringify(doc, null, 2)}\n` : `${said(doc)}${page(doc)}`);
    return EXIT.allowed;
  },
};

/** @param {string} text @returns {CodeDoc} */
function docOf(text) {
  const known = codes();
  const code = text.trim();
  if (known.includes(code)) return explainCode(code);
  // One word is meant to be a code.
  if (/\s/u.test(code)) {
    const doc = ofMessage(text);
    if (doc) return doc;
    throw new UsageError('no message about a request that is known here; paste the whole line of the console, in quotes');
  }
  throw new UsageError(`\`${code}\` is no code${suggestion(code, known) || '; a code stands in brackets behind `error` or `note`'}`);
}

/** @param {string} text */
function ofMessage(text) {
  /** @type {ReturnType<typeof explainText>} */
  let found;
  try {
    found = explainText(text);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
  if (!('topic' in found)) throw new UsageError('this is a request, not a message: `corscope curl` sends what the browser would, and explains');
  // It may name a URL with a password.
  return redact(found);
}

const BROWSER = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit (Safari)', standard: 'the standard' };

/** What the message itself says. @param {CodeDoc} doc */
function said({ message }) {
  if (!message) return '';
  const { engine, error, codes: all, named, phase } = message;
  const who = engine ? BROWSER[engine] : 'any browser';
  const head = [`a message of ${who}${error && engine !== 'webkit' ? `, which calls it ${error}` : ''}${phase === 'preflight' ? ', about the preflight' : ''}`];
  const rows = named.map(({ what, text }) => `  ${what.replace('-', ' ').padEnd(15)} ${printable(text)}`);
  const others = all.slice(1).map((code) => `  ${code}`);
  if (others.length) rows.push(`it has one text for several reasons: here is the likeliest; \`corscope explain CODE\` has the others`, ...others);
  return `${[...head, ...rows].join('\n')}\n\n`;
}

/** @param {CodeDoc} doc */
const page = ({ code, happened, why, example, fix, links }) => [
  code, `  ${inWords(happened)}`, `\nwhy\n  ${inWords(why)}`, `\nexample\n${example.replaceAll(/^/gmu, '  ')}`, `\nfix\n  ${inWords(fix)}`,
  `\nread on\n${links.map(({ text, href }) => `  ${text}: ${href}`).join('\n')}\n`,
].join('\n');
