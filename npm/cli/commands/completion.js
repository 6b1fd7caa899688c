/** `corscope completion`: what a shell needs to complete commands and options. */
import { COMMANDS } from '../commands.js';
import { EXIT } from '../exit.js';
import { optionsFor } from '../options.js';
import { suggestion } from '../../suggestion.js';
import { UsageError } from '../usage-error.js';

/** @type {Record<string, () => string>} */
const SHELLS = { bash, zsh, fish };

/** @type {import('../options.js').Command} */
export const completion = {
  about: 'prints completions for bash, zsh or fish',
  usage: 'corscope completion bash|zsh|fish',
  words: 'SHELL',
  options: {},
  examples: [
    ['source <(corscope completion bash)', 'in ~/.bashrc'],
    ['source <(corscope completion zsh)', 'in ~/.zshrc, behind compinit'],
    ['corscope completion fish > ~/.config/fish/completions/corscope.fish', 'once'],
  ],
  async run({ words: [shell] }) {
    const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : null;
    if (!script) throw new UsageError(`SHELL: \`${shell}\` is none of ${Object.keys(SHELLS).join(', ')}${suggestion(shell, Object.keys(SHELLS))}`);
    process.stdout.write(script());
    return EXIT.allowed;
  },
};

const names = () => Object.keys(COMMANDS);

/** @param {string} name */
const flags = (name) => Object.entries(optionsFor(COMMANDS[name])).flatMap(([long, { short }]) => [`--${long}`, ...(short ? [`-${short}`] : [])]);

/** The options that take one of some words. @param {string} name @returns {[string, readonly string[]][]} */
const choices = (name) => Object.entries(optionsFor(COMMANDS[name])).flatMap(([long, { oneOf }]) => (oneOf ? [[long, oneOf]] : []));

/** @param {string} name */
const bashCase = (name) => `    ${name})
      case "$previous" in
${choices(name).map(([long, oneOf]) => `        --${long}) words="${oneOf.join(' ')}" ;;`).join('\n')}
        *) words="${name === 'completion' ? Object.keys(SHELLS).join(' ') : flags(name).join(' ')}" ;;
      esac ;;`;

function bash() {
  return `_corscope() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words
  case "\${COMP_WORDS[1]}" in
${names().map(bashCase).join('\n')}
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${names().join(' ')} --help --version"
  if [[ "$current" != -* && -z "$words" ]] || [[ "$current" != -* && "$words" == --* ]]; then
    COMPREPLY=($(compgen -f -- "$current"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
}
complete -F _corscope corscope
`;
}

/** In single quotes, as zsh and fish read them. @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", '’').replaceAll(/[[\]:\\]/gu, ' ')}'`;

function zsh() {
  const cases = names().map((name) => `    ${name}) _arguments ${Object.entries(optionsFor(COMMANDS[name])).map(([long, { what, type, oneOf }]) => (
    `${quoted(`--${long}`).slice(0, -1)}[${quoted(what).slice(1, -1)}]${type === 'string' ? `:value:${oneOf ? `(${oneOf.join(' ')})` : ''}` : ''}'`)).join(' ')} '*:word:${name === 'completion' ? `(${Object.keys(SHELLS).join(' ')})` : '_files'}' ;;`);
  return `#compdef corscope
_corscope() {
  if (( CURRENT == 2 )); then
    compadd ${names().join(' ')} --help --version
    return
  fi
  local command="$words[2]"
  shift words; (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _corscope corscope
`;
}

function fish() {
  const commands = names().map((name) => `complete -c corscope -n __fish_use_subcommand -f -a ${name} -d ${quoted(COMMANDS[name].about)}`);
  const options = names().flatMap((name) => Object.entries(optionsFor(COMMANDS[name])).map(([long, { short, what, type, oneOf }]) => (
    `complete -c corscope -n '__fish_seen_subcommand_from ${name}' -l ${long}${short ? ` -s ${short}` : ''}${type === 'string' ? ' -x' : ''}${oneOf ? ` -a '${oneOf.join(' ')}'` : ''} -d ${quoted(what)}`)));
  return [...commands, ...options, `complete -c corscope -n '__fish_seen_subcommand_from completion' -f -a '${Object.keys(SHELLS).join(' ')}'`, ''].join('\n');
}
