import { allCommands, type CompletedCommand, type CompletedOption, valueFlags } from './completion-spec.ts';
import { hint } from './shell-text.ts';
import type { ValueSource } from './value-source.ts';

/** https://fishshell.com/docs/current/cmds/complete.html */
export function fishCompletion(root: CompletedCommand): string {
  const commands = allCommands(root);
  const paths = commands.filter((each) => each.path !== '').map((each) => quoted(each.path));
  return `# Completion of rampart for fish, made by \`rampart completion fish\`.

# The command that has been typed, without its options and their values.
function __rampart_path
    set -l path
    set -l is_value no
    for word in (commandline -opc)[2..-1]
        if test $is_value = yes
            set is_value no
            continue
        end
        switch $word
            case '--*=*'
            case ${valueFlags(root).join(' ')}
                set is_value yes
            case '-*'
            case '*'
                set -l next (string join ' ' -- $path $word)
                if contains -- $next ${paths.join(' ')}
                    set path $next
                end
        end
    end
    echo -- "$path"
end

function __rampart_at
    test (__rampart_path) = "$argv"
end

# A format, or a format, = and a file.
function __rampart_outputs
    set -l token (commandline -ct | string replace -r -- '^--[a-z-]+=' '')
    if string match -q -- '*=*' $token
        set -l parts (string split -m 1 -- = $token)
        for file in $parts[2]*
            echo -- $parts[1]=$file
        end
    else
        string join \\n -- $argv
    end
end

complete -c rampart -f
${commands.flatMap(lines).join('\n')}
`;
}

function lines({ path, options, commands, argument }: CompletedCommand): readonly string[] {
  const at = `complete -c rampart -n ${quoted(`__rampart_at ${quoted(path)}`)}`;
  return [
    ...commands.map((each) => `${at} -a ${each.name} -d ${quoted(hint(each.description))}`),
    ...(argument && argument.kind !== 'free' ? [`${at} ${candidates(argument)}`] : []),
    ...options.map((each) => `${at} ${option(each)}`),
  ];
}

function option({ names, description, value }: CompletedOption): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const after = value === null ? '' : ` -r ${candidates(value)}`;
  return `${flags.join(' ')}${after} -d ${quoted(hint(description))}`;
}

function candidates(value: ValueSource): string {
  switch (value.kind) {
    case 'words':
      return `-f -a ${quoted(value.words.join(' '))}`;
    case 'outputs':
      return `-f -a ${quoted(`(__rampart_outputs ${value.words.join(' ')})`)}`;
    case 'file':
      return '-F';
    case 'folder':
      return `-f -a ${quoted('(__fish_complete_directories)')}`;
    case 'free':
      return '-f';
  }
}

/** fish reads a backslash and a quote in single quotes only with a backslash before them. */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, String.raw`\$&`)}'`;
}
