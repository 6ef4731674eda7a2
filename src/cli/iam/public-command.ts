import { Command, Option } from 'commander';
import { UsageError } from '../../app/errors.ts';
import type { PublicOptions } from '../../app/iam/find-public.ts';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import { collectText } from '../repeatable.ts';
import { type SourceFlags, sourceNamed } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { addAccountFlags, readSource } from './read-source.ts';

interface PublicFlags extends SourceFlags, ListFlags, PublicOptions {
  readonly failOn: 'public' | 'external' | 'never';
  readonly color: boolean;
}

const HELP = `
Without a POLICY: every resource policy of the accounts (buckets, keys, topics, queues, secrets, functions, roles …),
under their organisation's policies and S3 Block Public Access. Whoever is proved to stay out is counted, not named.
Exit codes: 0 nobody gets through; 1 somebody does that --fail-on is about; 3 unknown, or something was not read.
Examples:
  rampart iam public bucket.json --arn arn:aws:s3:::logs --account 111122223333
  rampart iam public --snapshot org.snapshot --fail-on external
`;

export function publicCommand(outcome: Outcome): Command {
  const command = new Command('public')
    .description('whether strangers, or anybody of outside, get through the policy of a resource')
    .argument('[POLICY]', 'the policy of a resource, in JSON; "-" is standard input')
    .option('--arn <ARN>', 'of the resource that POLICY is of')
    .option('--type <TYPE>', 'its CloudFormation type (default: told by the ARN)')
    .option('--account <ID>', 'its account, where the ARN does not tell it')
    .option('--organization <ID>', 'its organisation, o-…, which is not outside')
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
    .action(async (policy: string | undefined, flags: PublicFlags) => {
      outcome.exitCode = await findPublic(policy, flags);
    });
}

async function findPublic(policy: string | undefined, flags: PublicFlags): Promise<number> {
  const { printedPublic, publicExitCode, publicFile, publicInAccounts } = await import(
    '../../app/iam/find-public.ts'
  );
  const source = sourceNamed(flags);
  if (policy !== undefined && source !== null)
    throw new UsageError(`${source} names accounts and POLICY a file: give one`);
  if (policy !== undefined) {
    const answer = await publicFile(policy, flags);
    process.stdout.write(printedPublic(answer, flags.output, terminalOf(flags)));
    return publicExitCode(answer, flags.failOn);
  }
  const idle = (['arn', 'type', 'account', 'organization'] as const).find(
    (each) => flags[each] !== undefined,
  );
  if (idle !== undefined) throw new UsageError(`--${idle} is about the policy of a file: name one`);
  const { snapshot, exitCode } = await readSource(flags, { resourcePolicies: true });
  const answer = publicInAccounts(snapshot, flags.trustedAccount);
  process.stdout.write(printedPublic(answer, flags.output, terminalOf(flags)));
  return exitCode ?? publicExitCode(answer, flags.failOn);
}
