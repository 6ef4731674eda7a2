import type { Argument, Command, Option } from 'commander';
import { type ValueSource, valueOfArgument, valueOfOption } from './value-source.ts';

/** What a shell needs to know of one command, made from commander's program. */
export interface CompletedCommand {
  /** Below `rampart`: `checks list`; empty: rampart itself. */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Null: it takes none. */
  readonly argument: ValueSource | null;
  readonly commands: readonly CompletedCommand[];
}

export interface CompletedOption {
  /** `--output`, `-o`. */
  readonly names: readonly string[];
  readonly description: string;
  /** Null: it takes no value. */
  readonly value: ValueSource | null;
}

export async function completionSpec(command: Command, path = ''): Promise<CompletedCommand> {
  const below = (each: Command): string => (path === '' ? each.name() : `${path} ${each.name()}`);
  const visible = command
    .createHelp()
    .visibleCommands(command)
    .filter((each) => each.name() !== 'help');
  return {
    path,
    name: command.name(),
    description: command.description(),
    options: await Promise.all(
      command
        .createHelp()
        .visibleOptions(command)
        .map((option) => completedOption(option, path)),
    ),
    argument: await completedArgument(command.registeredArguments, path),
    commands: await Promise.all(visible.map((each) => completionSpec(each, below(each)))),
  };
}

async function completedOption(option: Option, path: string): Promise<CompletedOption> {
  const names = [option.long, option.short].filter((each) => each !== undefined);
  const takesValue = option.required || option.optional;
  return {
    names,
    description: option.description,
    value: takesValue ? await valueOfOption(option, path) : null,
  };
}

/** Ours take one, or several of a kind. */
async function completedArgument([first]: readonly Argument[], path: string): Promise<ValueSource | null> {
  return first ? valueOfArgument(first, path) : null;
}

/** Itself and all below it. */
export function allCommands(command: CompletedCommand): readonly CompletedCommand[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

/** Flags after which a word is a value, whatever the command. */
export function valueFlags(command: CompletedCommand): readonly string[] {
  const options = allCommands(command).flatMap((each) => each.options);
  return [...new Set(options.flatMap((each) => (each.value === null ? [] : each.names)))];
}
