#!/usr/bin/env node
/** The command line: which command is asked for, and how it ends. */
import { UsageError } from './usage-error.js';
import { COMMANDS, overview } from './commands.js';
import { helpOf } from './help.js';
import { optionsOf } from './options.js';
import { EXIT } from './exit.js';
import { suggestion } from '../suggestion.js';
import { printable } from './printable.js';
import { readFileSync } from 'node:fs';

/** @param {string[]} args @returns {Promise<number>} the exit code */
async function run([name, ...args]) {
  if (name === undefined) throw new UsageError(`which command? One of: ${Object.keys(COMMANDS).join(', ')}; \`corscope --help\` explains them`);
  if (name === '--help' || name === '-h' || name === 'help') return help(args[0]);
  if (name === '--version' || name === '-V') return say(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version);
  const command = commandOf(name, '; `corscope --help` lists them');
  const given = optionsOf(command, args);
  return given.values.help ? help(name) : command.run(given);
}

/** @param {string | undefined} name */
function help(name) {
  return say(name === undefined ? overview() : helpOf(name, commandOf(name)));
}

/** @param {string} name @param {string} more what else to say where there is none of this name */
function commandOf(name, more = '') {
  if (!Object.hasOwn(COMMANDS, name)) throw new UsageError(`\`${name}\` is no command${suggestion(name, Object.keys(COMMANDS))}${more}`);
  return COMMANDS[name];
}

/** @param {string} text */
function say(text) {
  process.stdout.write(`${text}\n`);
  return EXIT.allowed;
}

// Whoever reads may have enough of it (`| head`).
process.stdout.on('error', (error) => {
  if (/** @type {any} */ (error).code === 'EPIPE') process.exit();
  throw error;
});

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof UsageError;
  const said = isUsage ? error.message.replaceAll('\n', ' ') : `a fault of corscope itself; please report it: ${(/** @type {any} */ (error))?.stack ?? error}`;
  process.stderr.write(`corscope: ${printable(said)}\n`);
  process.exitCode = isUsage ? EXIT.usage : EXIT.fault;
}
