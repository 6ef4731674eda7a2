import { Command, Option } from 'commander';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import { terminalOf } from '../terminal.ts';
import { asSteps } from './as-steps.ts';

interface CompareFlags extends ListFlags {
  readonly type?: 'identity' | 'resource';
  readonly actions: 'future' | 'known';
  readonly steps?: number;
  readonly color: boolean;
}

const HELP = `
Each policy is asked alone, as if everything else that AWS weighs allowed the request. A request that only NEW
allows is shown, and \`rampart iam authorize --request\` decides it again.
Exit codes: 0 proved, nothing is new; 1 new access; 3 neither proved nor refuted.
Examples:
  rampart iam compare main/deploy.json branch/deploy.json
  git show main:deploy.json | rampart iam compare - deploy.json --output json
`;

export function compareCommand(outcome: Outcome): Command {
  return new Command('compare')
    .description('whether a policy allows what another does not: proved, or refuted by a request')
    .argument('<OLD>', 'the policy as it was, in JSON; "-" is standard input')
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
    .option('--no-color', 'no colours (also NO_COLOR)')
    .addHelpText('after', HELP)
    .action(async (old: string, fresh: string, flags: CompareFlags) => {
      const { compareExitCode, compareFiles, printedComparison } = await import(
        '../../app/iam/compare-policies.ts'
      );
      const { type: policyType, actions, steps } = flags;
      const answer = await compareFiles([old, fresh], { policyType, actions, steps });
      process.stdout.write(printedComparison(answer, flags.output, terminalOf(flags)));
      outcome.exitCode = compareExitCode(answer);
    });
}
