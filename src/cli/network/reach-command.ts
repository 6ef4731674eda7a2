import { Command } from 'commander';
import { addAccountFlags, readSourceBy } from '../iam/read-source.ts';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import type { SourceFlags } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';

interface ReachFlags extends SourceFlags, ListFlags {
  readonly color: boolean;
}

const HELP = `
Every protocol and port, by each pair of their addresses; of a security group, a VPC or a subnet between all its
interfaces and all of the other end. rampart network trace shows the way of one packet, and what a load balancer hands on.
Exit codes: 0 answered; 3 of some traffic it is not known, or something was not read.
Examples:
  rampart network reach i-0123456789abcdef0 10.1.20.5 --snapshot org.snapshot
  rampart network reach internet eni-0123456789abcdef0 --output json
  rampart network reach sg-0123456789abcdef0 sg-0fedcba9876543210
  rampart network reach subnet-0123456789abcdef0 internet
`;

export function reachCommand(outcome: Outcome): Command {
  const command = new Command('reach')
    .description('all that gets from one place to another')
    .argument('<FROM>', 'internet, an interface, instance or address; a security group, VPC or subnet')
    .argument('<TO>', 'the same')
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (from: string, to: string, flags: ReachFlags) => {
      const { findReach, printedReach, reachExitCode } = await import('../../app/network/find-reach.ts');
      const { takeNetworkSnapshot } = await import('../../app/network/network-snapshot.ts');
      const { snapshot, exitCode } = await readSourceBy(flags, takeNetworkSnapshot);
      const answer = findReach(snapshot, from, to);
      process.stdout.write(printedReach(answer, flags.output, terminalOf(flags)));
      outcome.exitCode = exitCode ?? reachExitCode(answer);
    });
}
