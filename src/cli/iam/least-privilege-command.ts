import { Command, Option } from 'commander';
import { UsageError } from '../../app/errors.ts';
import { asTime } from '../as-time.ts';
import type { Outcome } from '../outcome.ts';
import { collectText } from '../repeatable.ts';
import type { SourceFlags } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { lakeOption } from '../trail/lake-flags.ts';
import { asSteps } from './as-steps.ts';
import { addAccountFlags, readSource } from './read-source.ts';

interface LeastPrivilegeFlags extends SourceFlags {
  readonly principal: readonly string[];
  readonly all?: boolean;
  readonly lake: string;
  readonly from?: string;
  readonly to?: string;
  readonly narrow: 'actions' | 'resources';
  readonly output: 'table' | 'json' | 'terraform' | 'cloudformation';
  readonly steps?: number;
  readonly color: boolean;
}

const HELP = `
The policy that is left of a principal's own policies when they are to allow what it was seen to use in CloudTrail and no
more: proved to allow nothing that today's policies do not, and every call that was seen. What no log shows used stays:
the data plane (objects of S3, invocations of Lambda …) whose data events the lake does not have.
Terraform and CloudFormation have the policies of those of whom both is proved.
Exit codes: 0 both is proved of everybody; 3 something is not proved or was not read.
Examples:
  rampart trail ingest s3://my-trail/AWSLogs && rampart iam least-privilege --principal deploy
  rampart iam least-privilege --all --narrow resources --output json --snapshot org.snapshot
  rampart iam least-privilege --principal arn:aws:iam::111122223333:role/deploy --output terraform > deploy.tf
`;

export function leastPrivilegeCommand(outcome: Outcome): Command {
  const command = new Command('least-privilege')
    .description(
      'the policy that what a user or role used asks for, proved no wider than today and sufficient',
    )
    .option('--principal <ARN>', 'a user or role, by name or ARN (repeatable)', collectText, [])
    .option('--all', 'every user and role of the accounts in the lake')
    .addOption(lakeOption())
    .option('--from <TIME>', 'what was used at this time and later, ISO 8601', asTime)
    .option('--to <TIME>', 'what was used before this time, ISO 8601', asTime)
    .addOption(
      new Option('--narrow <TO>', 'to the used actions, or to the used resources too where they are known')
        .choices(['actions', 'resources'])
        .default('actions'),
    )
    .addOption(
      new Option('--output <FORMAT>', 'how to print the answer')
        .choices(['table', 'json', 'terraform', 'cloudformation'])
        .default('table'),
    )
    .option('--steps <COUNT>', 'most steps of work before a proof is given up (default: 1,000,000)', asSteps)
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (flags: LeastPrivilegeFlags) => {
      outcome.exitCode = await leastPrivilege(flags);
    });
}

async function leastPrivilege(flags: LeastPrivilegeFlags): Promise<number> {
  const { principal, all = false, lake, from, to, narrow, steps } = flags;
  if ((principal.length === 0) !== all) throw new UsageError('whose policy? name --principal, or --all');
  const { findLeastPrivilege, leastPrivilegeExitCode, printedLeastPrivilege } = await import(
    '../../app/iam/find-least-privilege.ts'
  );
  const { snapshot, exitCode } = await readSource(flags, {});
  const request = { principals: all ? null : principal, lake, from, to, narrow, steps };
  const answer = await findLeastPrivilege(snapshot, request);
  process.stdout.write(printedLeastPrivilege(answer, flags.output, terminalOf(flags)));
  return exitCode ?? leastPrivilegeExitCode(answer);
}
