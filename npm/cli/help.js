/** The text behind `--help`. */
import { optionsFor } from './options.js';

/** @typedef {import('./options.js').Command} Command */

const WIDTH = 100;
const LEFT = 26;

/** @param {string} name @param {Command} command */
export function helpOf(name, command) {
  const options = Object.entries(optionsFor(command)).map(([long, { short, value, what }]) => (
    item(`${short ? `-${short}, ` : '    '}--${long}${value ? ` ${value}` : ''}`, what)));
  const examples = command.examples.map(([line, what]) => `  # ${what}\n  ${line}`);
  return [`corscope ${name}: ${command.about}`, `Usage: ${command.usage}`, `Options:\n${options.join('\n')}`, `Examples:\n${examples.join('\n')}`].join('\n\n');
}

/** A term on the left, its meaning on the right. @param {string} left @param {string} right */
export function item(left, right) {
  /** @type {string[]} */
  const lines = [''];
  for (const word of right.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + word.length + 1 > WIDTH - LEFT) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  const head = left.length + 2 > LEFT - 1 ? `  ${left}\n${' '.repeat(LEFT)}` : `  ${left}`.padEnd(LEFT);
  return head + lines.join(`\n${' '.repeat(LEFT)}`);
}
