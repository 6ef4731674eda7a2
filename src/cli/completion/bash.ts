import { allCommands, type CompletedCommand, valueFlags } from './completion-spec.ts';
import { singleQuoted } from './shell-text.ts';
import type { ValueSource } from './value-source.ts';

/** Makes candidates of what `_rampart` found, for the part of the word that readline replaces. */
const REPLY = `_rampart_reply() {
  local IFS=$'\\n' index=0 kept="$typed" char
  case "$kind $cur" in
    outputs\\ *=*) lead="$lead\${cur%%=*}="; cur="\${cur#*=}"; kind=file ;;
    outputs\\ *) compopt -o nospace 2>/dev/null; kind=words ;;
  esac
  COMPREPLY=()
  case "$kind" in
    words) COMPREPLY=($(IFS=$' \\n'; compgen -W "$words" -- "$cur")) ;;
    file) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")) ;;
    folder) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$cur")) ;;
  esac
  for char in = :; do
    case "$COMP_WORDBREAKS" in *"$char"*) kept="\${kept##*"$char"}" ;; esac
  done
  kept="\${typed%"$kept"}"
  while [ "$index" -lt "\${#COMPREPLY[@]}" ]; do
    COMPREPLY[index]="$lead\${COMPREPLY[index]}"
    COMPREPLY[index]="\${COMPREPLY[index]#"$kept"}"
    index=$((index + 1))
  done
}
`;

/**
 * Runs in bash 3.2 too, which macOS has. readline replaces only what follows the last `=` or `:` of a word, so that
 * much of each candidate is left out.
 */
export function bashCompletion(root: CompletedCommand): string {
  const commands = allCommands(root);
  return `# Completion of rampart for bash, made by \`rampart completion bash\`.
_rampart() {
  local line="\${COMP_LINE:0:COMP_POINT}" typed='' path='' flag='' word cur kind='' words='' lead='' IFS=$' \\t\\n'
  local -a all=()
  read -r -a all <<< "$line"
  cur="\${all[\${#all[@]}-1]}"
  case "$line" in *[[:space:]]) cur='' ;; *) unset "all[\${#all[@]}-1]" ;; esac
  for word in "\${all[@]:1}"; do
    if [ -n "$flag" ]; then flag=''; continue; fi
    case "$word" in
      --*=*) ;;
      ${valueFlags(root).join('|')}) flag="$word" ;;
      -*) ;;
      *) case "\${path:+$path }$word" in ${quotedPaths(commands)}) path="\${path:+$path }$word" ;; esac ;;
    esac
  done
  typed="$cur"
  if [ -z "$flag" ]; then case "$cur" in --*=*) flag="\${cur%%=*}"; lead="$flag="; cur="\${cur#*=}" ;; esac; fi
  if [ -n "$flag" ]; then
    case "$path $flag" in
${valueCases(commands)}
    esac
  else
    case "$cur" in
      -*) kind=words
        case "$path" in
${commands.map((each) => `          ${singleQuoted(each.path)}) words=${singleQuoted(flagsOf(each).join(' '))} ;;`).join('\n')}
        esac ;;
      *)
        case "$path" in
${commands.map((each) => `          ${singleQuoted(each.path)}) ${assigned(wordsOf(each))} ;;`).join('\n')}
        esac ;;
    esac
  fi
  _rampart_reply
}

${REPLY}
complete -F _rampart rampart
`;
}

function quotedPaths(commands: readonly CompletedCommand[]): string {
  return commands
    .filter((each) => each.path !== '')
    .map((each) => singleQuoted(each.path))
    .join('|');
}

function flagsOf({ options }: CompletedCommand): readonly string[] {
  return options.flatMap((each) => each.names);
}

/** What may stand where no flag is: the commands below, or the command's argument. */
function wordsOf({ commands, argument }: CompletedCommand): ValueSource {
  if (commands.length > 0) return { kind: 'words', words: commands.map((each) => each.name) };
  return argument ?? { kind: 'free' };
}

/** One case for all flags that take the same values. */
function valueCases(commands: readonly CompletedCommand[]): string {
  const pairs = commands.flatMap(({ path, options }) =>
    options.flatMap(({ names, value }) =>
      value === null
        ? []
        : names.map((name) => ({ key: singleQuoted(`${path} ${name}`), text: assigned(value) })),
    ),
  );
  return [...Map.groupBy(pairs, (each) => each.text)]
    .map(([text, group]) => `      ${group.map((each) => each.key).join('|')}) ${text} ;;`)
    .join('\n');
}

function assigned(value: ValueSource): string {
  return 'words' in value
    ? `kind=${value.kind} words=${singleQuoted(value.words.join(' '))}`
    : `kind=${value.kind}`;
}
