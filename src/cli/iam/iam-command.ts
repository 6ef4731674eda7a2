import { Command } from 'commander';
import type { Outcome } from '../outcome.ts';
import { adminsCommand } from './admins-command.ts';
import { authorizeCommand } from './authorize-command.ts';
import { compareCommand } from './compare-command.ts';
import { escalationsCommand } from './escalations-command.ts';
import { leastPrivilegeCommand } from './least-privilege-command.ts';
import { lintCommand } from './lint-command.ts';
import { publicCommand } from './public-command.ts';
import { whoCanCommand } from './who-can-command.ts';

export function iamCommand(outcome: Outcome): Command {
  return new Command('iam')
    .description('who may do what: questions to the policies of accounts and files, answered with proof')
    .addCommand(authorizeCommand(outcome))
    .addCommand(compareCommand(outcome))
    .addCommand(publicCommand(outcome))
    .addCommand(whoCanCommand(outcome))
    .addCommand(adminsCommand(outcome))
    .addCommand(escalationsCommand(outcome))
    .addCommand(leastPrivilegeCommand(outcome))
    .addCommand(lintCommand(outcome));
}
