import { Command } from 'commander';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import type { SourceFlags } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { addAccountFlags, readSource } from './read-source.ts';

interface WhoCanFlags extends SourceFlags, ListFlags {
  readonly anyAction?: boolean;
  readonly color: boolean;
}

const HELP = `
By all policies: the principal's own, its groups', its boundary, the organisation's and the resource's own. Conditions
that an ordinary request does not meet (MFA, an address, a tag) are shown with the statements that ask for them.
Exit codes: 0 answered; 3 something was not read.
Examples:
  rampart iam who-can s3:GetObject 'arn:aws:s3:::customer-exports/*' --snapshot org.snapshot
  rampart iam who-can kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
`;

export function whoCanCommand(outcome: Outcome): Command {
  const command = new Command('who-can')
    .description('every principal that may do an action on a resource, and under which conditions')
    .argument('<ACTION>', 's3:GetObject')
    .argument(
      '<RESOURCE>',
      'an ARN; with * and ?, some resource that it matches; "*" for actions that take none',
    )
    .option('--any-action', 'take an action that AWS does not document')
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (action: string, resource: string, flags: WhoCanFlags) => {
      const { findWhoCan, printedWhoCan, whoCanExitCode } = await import('../../app/iam/who-can.ts');
      const { snapshot, exitCode } = await readSource(flags, { resourcePolicies: true });
      const { anyAction = false } = flags;
      const answer = findWhoCan(snapshot, action, resource, { anyAction });
      process.stdout.write(printedWhoCan(answer, flags.output, terminalOf(flags)));
      outcome.exitCode = exitCode ?? whoCanExitCode(answer);
    });
}
