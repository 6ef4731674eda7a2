import { Command, Option } from 'commander';
import { UsageError } from '../app/errors.ts';
import { addAccountFlags, readSource } from './iam/read-source.ts';
import { type ListFlags, listOutput } from './list-output.ts';
import type { Outcome } from './outcome.ts';
import { collectText } from './repeatable.ts';
import type { SourceFlags } from './source-flags.ts';
import { terminalOf } from './terminal.ts';

interface ExposureFlags extends SourceFlags, ListFlags {
  readonly bucket?: string;
  readonly resource?: string;
  readonly type: readonly string[];
  readonly trustedAccount: readonly string[];
  readonly failOn: 'public' | 'external' | 'never';
  readonly color: boolean;
}

const HELP = `
Over all that decides: a bucket's policy, ACLs, Object Ownership, access points and every Block Public Access; other
resources' policies, KMS grants, and with whom snapshots and images are shared. With one resource named, the users and
roles of its own accounts too.
Exit codes: 0 nobody gets in; 1 somebody does that --fail-on is about; 3 unknown, or something was not read.
Examples:
  rampart exposure --snapshot org.snapshot
  rampart exposure --bucket customer-exports --snapshot org.snapshot
  rampart exposure --type AWS::KMS::Key --type AWS::SQS::Queue --fail-on external --output json
`;

export function exposureCommand(outcome: Outcome): Command {
  const command = new Command('exposure')
    .description('who of outside gets into buckets and shared resources, by which grant, and what stops them')
    .addOption(new Option('--bucket <NAME>', 'this bucket alone, in full').conflicts(['resource', 'type']))
    .option('--resource <ARN>', 'this resource alone, in full; its id or name will do')
    .option('--type <TYPE>', 'resources of this CloudFormation type; repeatable', collectText, [])
    .option('--trusted-account <ID>', 'another account that is not outside; repeatable', collectText, [])
    .addOption(
      new Option('--fail-on <ACCESS>', 'exit with 1 for strangers, or for anybody of outside')
        .choices(['public', 'external', 'never'])
        .default('public'),
    )
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (flags: ExposureFlags) => {
      outcome.exitCode = await showExposure(flags);
    });
}

async function showExposure(flags: ExposureFlags): Promise<number> {
  const { exposureExitCode, findExposure, printedExposure } = await import('../app/find-exposure.ts');
  const wrong = flags.trustedAccount.find((each) => !/^\d{12}$/.test(each));
  if (wrong !== undefined)
    throw new UsageError(`--trusted-account ${wrong}: expected an account id of twelve digits`);
  const reading = { resourcePolicies: true, exposures: true };
  const { snapshot, exitCode, trustedAccounts } = await readSource(flags, reading);
  const answer = findExposure(snapshot, {
    ...flags,
    trustedAccounts: [...trustedAccounts, ...flags.trustedAccount],
  });
  process.stdout.write(printedExposure(answer, flags.output, terminalOf(flags)));
  return exitCode ?? exposureExitCode(answer, flags.failOn);
}
