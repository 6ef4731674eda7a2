import { Command, Option } from 'commander';
import { UsageError } from '../../app/errors.ts';
import { POLICY_KINDS } from '../../app/iam/policy-kinds.ts';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import { type SourceFlags, sourceNamed } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { addAccountFlags, readSource } from './read-source.ts';

interface LintFlags extends SourceFlags, ListFlags {
  readonly kind?: (typeof POLICY_KINDS)[number];
  readonly failOn: 'error' | 'warning' | 'suggestion' | 'never';
  readonly color: boolean;
}

const HELP = `
Without a FILE the policies of the accounts are read: managed, inline, trust, bucket, key and other resource
policies, and the organisation's. AWS's own are left out.
Exit codes: 1 for findings at --fail-on or worse; 3 where policies could not be read; else 0.
Examples:
  rampart iam lint policies/*.json
  terraform output -raw policy | rampart iam lint - --kind role-policy --fail-on warning
  rampart iam lint --snapshot org.snapshot --output json
`;

export function lintCommand(outcome: Outcome): Command {
  const command = new Command('lint')
    .description('mistakes in policies, each with file, line and column, and what to do')
    .argument('[FILE...]', 'policies in JSON; "-" is standard input')
    .addOption(
      new Option('--kind <KIND>', 'what the policies are of (default: told by the policy itself)').choices(
        POLICY_KINDS,
      ),
    )
    .addOption(
      new Option('--fail-on <SEVERITY>', 'exit with 1 for findings of this severity or worse')
        .choices(['error', 'warning', 'suggestion', 'never'])
        .default('error'),
    )
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (files: readonly string[], flags: LintFlags) => {
      outcome.exitCode = await lint(files, flags);
    });
}

async function lint(files: readonly string[], flags: LintFlags): Promise<number> {
  const { lintExitCode, lintFiles, lintSnapshot, printedLint } = await import(
    '../../app/iam/lint-policies.ts'
  );
  const source = sourceNamed(flags);
  if (files.length > 0 && source !== null)
    throw new UsageError(`${source} names accounts and FILE names policies: give one`);
  if (files.length === 0 && flags.kind !== undefined)
    throw new UsageError('--kind is about the policies of files: name some');
  if (files.length > 0) {
    const answer = await lintFiles(files, flags.kind);
    process.stdout.write(printedLint(answer, flags.output, terminalOf(flags)));
    return lintExitCode(answer, flags.failOn);
  }
  const { snapshot, exitCode } = await readSource(flags, { resourcePolicies: true });
  const answer = lintSnapshot(snapshot);
  process.stdout.write(printedLint(answer, flags.output, terminalOf(flags)));
  return exitCode ?? lintExitCode(answer, flags.failOn);
}
