import { Command, Help, type Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { checksCommand } from './checks-command.ts';
import { collectCommand } from './collect-command.ts';
import type { Outcome } from './outcome.ts';
import { scanCommand } from './scan-command.ts';

export function program(outcome: Outcome): Command {
  return new Command('rampart')
    .description(packageJson.description)
    .version(packageJson.version)
    .showHelpAfterError('(rampart --help shows the commands and options)')
    .showSuggestionAfterError()
    .exitOverride()
    .configureHelp({ sortOptions: false })
    .addCommand(inherit(scanCommand(outcome)))
    .addCommand(inherit(collectCommand(outcome)))
    .addCommand(inherit(checksCommand()));
}

/** Commander's settings do not reach commands that are made by themselves. */
function inherit(command: Command): Command {
  command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(`(rampart ${command.name()} --help)`)
    .configureHelp({ optionDescription: withoutEmptyDefault });
  for (const each of command.commands) inherit(each);
  return command;
}

/** A repeatable flag that nobody gave is an empty list, which tells a reader nothing. */
function withoutEmptyDefault(option: Option): string {
  return new Help().optionDescription(option).replace(' (default: [])', '');
}
