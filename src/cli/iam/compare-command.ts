import { Command, Option } from 'commander';
import { UsageError } from '../../app/errors.ts';
import type { PoliciesToCompare } from '../../app/iam/compare-policies.ts';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import { type SourceFlags, sourceNamed } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { asSteps } from './as-steps.ts';
import { addAccountFlags, readSource } from './read-source.ts';

interface CompareFlags extends SourceFlags, ListFlags {
  readonly type?: 'identity' | 'resource';
  readonly actions: 'future' | 'known';
  readonly steps?: number;
  readonly color: boolean;
}

const HELP = `
OLD and NEW are files, or ARNs: a managed policy, a role (its trust policy), a bucket, a key … as the accounts have it.
Each policy is asked alone, as if everything else that AWS weighs allowed the request. A request that only NEW
allows is shown, and \`rampart iam authorize --request\` decides it again.
Exit codes: 0 proved, nothing is new; 1 new access; 3 neither proved nor refuted.
Examples:
  rampart iam compare main/deploy.json branch/deploy.json
  git show main:deploy.json | rampart iam compare - deploy.json --output json
  rampart iam compare arn:aws:iam::111122223333:policy/deploy deploy.json --profile prod
`;

export function compareCommand(outcome: Outcome): Command {
  const command = new Command('compare')
    .description('whether a policy allows what another does not: proved, or refuted by a request')
    .argument('<OLD>', 'the policy as it was: a file in JSON, "-" for standard input, or an ARN')
    .argument('<NEW>', 'the policy as it shall be')
    .addOption(
      new Option(
        '--type <TYPE>',
        'policies of identities or of resources (default: told by the policies)',
      ).choices(['identity', 'resource']),
    )
    .addOption(
      new Option('--actions <READING>', 'which actions "*" stands for: those that AWS may add too, or not')
        .choices(['future', 'known'])
        .default('future'),
    )
    .option(
      '--steps <COUNT>',
      'most steps of work before the answer is unknown (default: 1,000,000)',
      asSteps,
    )
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (old: string, fresh: string, flags: CompareFlags) => {
      outcome.exitCode = await compare([old, fresh], flags);
    });
}

async function compare(policies: PoliciesToCompare, flags: CompareFlags): Promise<number> {
  const { compareExitCode, compareFiles, compareWithAccounts, printedComparison } = await import(
    '../../app/iam/compare-policies.ts'
  );
  const { isPolicyArn } = await import('../../app/iam/deployed-policy.ts');
  const { type: policyType, actions, steps } = flags;
  const options = { policyType, actions, steps };
  const isDeployed = policies.some(isPolicyArn);
  const source = sourceNamed(flags);
  if (source !== null && !isDeployed)
    throw new UsageError(`${source} names accounts, and both policies are files: give one of them as an ARN`);
  const accounts = isDeployed ? await readSource(flags, { resourcePolicies: true }) : null;
  const answer = accounts
    ? await compareWithAccounts(policies, accounts.snapshot, options)
    : await compareFiles(policies, options);
  process.stdout.write(printedComparison(answer, flags.output, terminalOf(flags)));
  return accounts?.exitCode ?? compareExitCode(answer);
}
