/** What was typed behind a command, read and checked. */
import { parseArgs } from 'node:util';
import { ENGINES } from '../engines.js';
import { UsageError } from './usage-error.js';
import { FAIL_ON } from './exit.js';
import { FORMATS } from './formats.js';
import { SECRETS } from './secrets.js';
import { suggestion } from '../suggestion.js';

/**
 * @typedef {{ type: 'string' | 'boolean', short?: string, multiple?: boolean, value?: string, what: string, oneOf?: readonly string[] }} Option
 *   value: what its value is called; what: what it does, for the help
 * @typedef {{ values: Record<string, any>, words: string[] }} Given
 * @typedef {{ about: string, usage: string, options: Record<string, Option>, words: string | null, examples: [string, string][],
 *   run: (given: Given) => Promise<number> }} Command
 *   words: what stands without an option; null where nothing does
 */

/** @type {Record<string, Option>} */
const HELP = { help: { type: 'boolean', short: 'h', what: 'this text' } };

/** What every command that judges calls takes. @type {Record<string, Option>} */
export const REPORTING = {
  format: { type: 'string', value: 'FORMAT', oneOf: Object.keys(FORMATS), what: `how to print: ${Object.keys(FORMATS).join(', ')} (text)` },
  'fail-on': {
    type: 'string', value: 'LIST', what: `what makes the exit code 1, by commas: ${FAIL_ON.join(', ')} (blocked); a severity stands for those above it, too`,
  },
  ...SECRETS,
};

/** @type {Option} */
export const ENGINE = { type: 'string', value: 'ENGINE', oneOf: ENGINES, what: `whose decision: ${ENGINES.join(', ')}` };

/** @param {Command} command */
export const optionsFor = (command) => ({ ...command.options, ...HELP });

/**
 * @param {Command} command
 * @param {string[]} args
 * @returns {Given}
 */
export function optionsOf(command, args) {
  const options = optionsFor(command);
  const { values, words } = parsed(args, options);
  if (values.help) return { values, words };
  for (const [name, { oneOf }] of Object.entries(options)) {
    const value = values[name];
    if (oneOf && value !== undefined && !oneOf.includes(value)) {
      throw new UsageError(`--${name}: \`${value}\` is none of ${oneOf.join(', ')}${suggestion(value, oneOf)}`);
    }
  }
  if (options['fail-on']) values['fail-on'] = failOn(values['fail-on'] ?? 'blocked');
  if (command.words === null && words.length > 0) throw new UsageError(`\`${words[0]}\`: this command takes options only`);
  if (command.words !== null && words.length === 0) throw new UsageError(`${command.words}: missing; usage: ${command.usage}`);
  return { values, words };
}

/** @param {string[]} args @param {Record<string, Option>} options @returns {Given} */
function parsed(args, options) {
  const config = Object.fromEntries(Object.entries(options).map(([name, { type, short, multiple }]) => (
    [name, { type, ...(short && { short }), ...(multiple && { multiple }) }])));
  try {
    const { values, positionals, tokens } = parseArgs({ args, options: config, allowPositionals: true, strict: true, tokens: true });
    once(tokens, options);
    return { values: { ...values }, words: positionals };
  } catch (error) {
    throw new UsageError(reason(/** @type {any} */ (error), args, options));
  }
}

/** An option that is said twice would lose its first value without a word. @param {any[]} tokens @param {Record<string, Option>} options */
function once(tokens, options) {
  const seen = new Set();
  for (const { kind, name } of tokens) {
    if (kind !== 'option' || options[name].multiple || options[name].type === 'boolean') continue;
    if (seen.has(name)) throw new Error(`--${name}: given twice, and it takes one value`);
    seen.add(name);
  }
}

/** @param {{ code?: string, message: string }} error @param {string[]} args @param {Record<string, Option>} options */
function reason({ code, message }, args, options) {
  const names = Object.keys(options).map((name) => `--${name}`);
  const [, quoted = ''] = /'(-[^' ]*)/u.exec(message) ?? [];
  const typed = quoted.replace(/,$/u, '');
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `${typed}: unknown option${suggestion(typed, names) || `; there are ${names.join(', ')}`}`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE': {
      const long = /--[\w-]+/u.exec(message)?.[0] ?? typed;
      const option = options[long.slice(2)];
      if (option?.type === 'boolean') return `${long}: takes no value`;
      const at = args.findIndex((arg) => arg === long || arg === `-${option?.short}`);
      const next = args[at + 1];
      const fix = next?.startsWith('-') ? `write \`${long}=${next}\` if that is its value` : `write \`${long} ${option?.value ?? 'VALUE'}\``;
      return `${long}: its value is missing; ${fix}`;
    }
    default:
      return message;
  }
}

/** @param {string} list */
function failOn(list) {
  const items = list.split(',').map((item) => item.trim());
  const wrong = items.find((item) => !(/** @type {readonly string[]} */ (FAIL_ON)).includes(item));
  if (wrong !== undefined) throw new UsageError(`--fail-on: \`${wrong}\` is none of ${FAIL_ON.join(', ')}${suggestion(wrong, FAIL_ON)}`);
  return items;
}
