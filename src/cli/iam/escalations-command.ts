import { Command } from 'commander';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import type { SourceFlags } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { addAccountFlags, readSource } from './read-source.ts';

interface EscalationsFlags extends SourceFlags, ListFlags {
  readonly principal?: string;
  readonly color: boolean;
}

const HELP = `
Of whoever is no administrator: the shortest paths to one, a path for each first step, every request of it tried by the
engine against all policies that bind it. What a path assumes is what nobody read.
Exit codes: 0 answered; 3 something was not read.
Examples:
  rampart iam escalations --snapshot org.snapshot
  rampart iam escalations --principal ci-deploy --output json
`;

export function escalationsCommand(outcome: Outcome): Command {
  const command = new Command('escalations')
    .description('who can become administrator, step by step')
    .option('--principal <PRINCIPAL>', 'of this user or role alone: its name or ARN')
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (flags: EscalationsFlags) => {
      const { escalationsExitCode, findEscalations, printedEscalations } = await import(
        '../../app/iam/find-escalations.ts'
      );
      const { snapshot, exitCode } = await readSource(flags, { workloads: true });
      const answer = findEscalations(snapshot, flags.principal ?? null);
      process.stdout.write(printedEscalations(answer, flags.output, terminalOf(flags)));
      outcome.exitCode = exitCode ?? escalationsExitCode(answer);
    });
}
