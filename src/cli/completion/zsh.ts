import { allCommands, type CompletedCommand, type CompletedOption } from './completion-spec.ts';
import { hint, singleQuoted } from './shell-text.ts';
import type { ValueSource } from './value-source.ts';

/**
 * A function of zsh's completion system, for a folder of its `fpath` or to be sourced:
 * https://zsh.sourceforge.io/Doc/Release/Completion-System.html
 */
export function zshCompletion(root: CompletedCommand): string {
  return `#compdef rampart
# Completion of rampart for zsh, made by \`rampart completion zsh\`.

# A format, or a format, = and a file.
_rampart_outputs() {
  if compset -P '*='; then _files; else compadd -S '' -- "$@"; fi
}

${allCommands(root).toReversed().map(commandFunction).join('\n')}
# Autoloaded, it is called by its name; sourced, it introduces itself.
if [ "$funcstack[1]" = "_rampart" ]; then _rampart "$@"; else compdef _rampart rampart; fi
`;
}

function functionName(path: string): string {
  return `_${['rampart', ...path.split(/[ -]/)].filter((each) => each !== '').join('_')}`;
}

function commandFunction(command: CompletedCommand): string {
  const { path, options, commands, argument } = command;
  const specs = options.map(optionSpec);
  if (commands.length === 0)
    return `${functionName(path)}() {
  _arguments -s -S ${[...specs, ...(argument ? [`'*: :${action(argument)}'`] : [])].join(' \\\n    ')}
}
`;
  const descriptions = commands.map((each) => singleQuoted(`${each.name}:${hint(each.description)}`));
  const cases = commands.map((each) => `      ${each.name}) ${functionName(each.path)} ;;`);
  return `${functionName(path)}() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands=(
    ${descriptions.join('\n    ')}
  )
  _arguments -C ${specs.join(' \\\n    ')} \\
    '1: :->command' '*:: :->arguments'
  case $state in
    command) _describe -t commands 'rampart command' commands ;;
    arguments) case $words[1] in
${cases.join('\n')}
    esac ;;
  esac
}
`;
}

/** Every one may be repeated: which may not is for rampart to say. */
function optionSpec({ names, description, value }: CompletedOption): string {
  const text = hint(description).replace(/[[\]\\:]/g, String.raw`\$&`);
  const specs = names.map((name) =>
    value === null
      ? singleQuoted(`*${name}[${text}]`)
      : singleQuoted(`*${name}${name.startsWith('--') ? '=' : ''}[${text}]: :${action(value)}`),
  );
  return specs.join(' ');
}

function action(value: ValueSource): string {
  switch (value.kind) {
    case 'words':
      return `(${value.words.join(' ')})`;
    case 'outputs':
      return ` _rampart_outputs ${value.words.join(' ')}`;
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'free':
      return ' ';
  }
}
