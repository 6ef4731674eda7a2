import { Command, Help, type Option } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { checksCommand } from './checks-command.ts';
import { collectCommand } from './collect-command.ts';
import { completionCommand } from './completion-command.ts';
import { diffCommand } from './diff-command.ts';
import { explainCommand } from './explain-command.ts';
import { exposureCommand } from './exposure-command.ts';
import { frameworksCommand } from './frameworks-command.ts';
import { iamCommand } from './iam/iam-command.ts';
import { networkCommand } from './network/network-command.ts';
import type { Outcome } from './outcome.ts';
import { roleCommand } from './role-command.ts';
import { scalingCommand } from './scaling/scaling-command.ts';
import { scanCommand } from './scan-command.ts';
import { suppressionsCommand } from './suppressions-command.ts';
import { trailCommand } from './trail/trail-command.ts';

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
    .addCommand(inherit(diffCommand(outcome)))
    .addCommand(inherit(explainCommand()))
    .addCommand(inherit(exposureCommand(outcome)))
    .addCommand(inherit(iamCommand(outcome)))
    .addCommand(inherit(networkCommand(outcome)))
    .addCommand(inherit(trailCommand(outcome)))
    .addCommand(inherit(scalingCommand(outcome)))
    .addCommand(inherit(checksCommand()))
    .addCommand(inherit(frameworksCommand()))
    .addCommand(inherit(suppressionsCommand()))
    .addCommand(inherit(roleCommand()))
    .addCommand(inherit(completionCommand(() => program(outcome))));
}

/** Commander's settings do not reach commands that are made by themselves. */
function inherit(command: Command, above = 'rampart'): Command {
  const name = `${above} ${command.name()}`;
  command
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(`(${name} --help)`)
    .configureHelp({ optionDescription: withoutEmptyDefault });
  for (const each of command.commands) inherit(each, name);
  return command;
}

/** A repeatable flag that nobody gave is an empty list, which tells a reader nothing. */
function withoutEmptyDefault(option: Option): string {
  return new Help().optionDescription(option).replace(' (default: [])', '');
}
