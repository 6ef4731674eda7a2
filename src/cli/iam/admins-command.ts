import { Command } from 'commander';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import type { SourceFlags } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { addAccountFlags, readSource } from './read-source.ts';

interface AdminsFlags extends SourceFlags, ListFlags {
  readonly color: boolean;
}

const HELP = `
An administrator may write IAM without restriction: give any policy to any user or role, make users and roles without
a boundary, and take over those that are there; whatever its policies are called, and within its boundary and the
organisation's policies.
Exit codes: 0 answered; 3 something was not read.
Example:
  rampart iam admins --snapshot org.snapshot
`;

export function adminsCommand(outcome: Outcome): Command {
  const command = new Command('admins')
    .description('who is an administrator, and by which statements')
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (flags: AdminsFlags) => {
      const { escalationsExitCode, findAdministrators, printedAdministrators } = await import(
        '../../app/iam/find-escalations.ts'
      );
      const { snapshot, exitCode } = await readSource(flags, { workloads: true });
      const answer = findAdministrators(snapshot);
      process.stdout.write(printedAdministrators(answer, flags.output, terminalOf(flags)));
      outcome.exitCode = exitCode ?? escalationsExitCode(answer);
    });
}
