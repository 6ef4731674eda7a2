import { Command } from 'commander';
import { addAccountFlags, readSourceBy } from '../iam/read-source.ts';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import type { SourceFlags } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { portOf } from './port-of.ts';

interface TraceFlags extends SourceFlags, ListFlags {
  readonly fromPort?: number;
  readonly color: boolean;
}

const HELP = `
Security groups, network ACLs, routes, gateways, load balancers and VPC Block Public Access, for the packet and for its
answer. Where the question leaves something open (who on the internet, from which port), the packet is one that gets
through, if any does.
Exit codes: 0 answered, reachable or not; 3 unknown, or something was not read.
Examples:
  rampart network trace internet i-0123456789abcdef0 tcp/22 --snapshot org.snapshot
  rampart network trace 203.0.113.7 eni-0123456789abcdef0 tcp/443 --output json
  rampart network trace i-0123456789abcdef0 10.1.20.5 tcp/5432 --aws-json describe-output/
`;

export function traceCommand(outcome: Outcome): Command {
  const command = new Command('trace')
    .description('one packet through the network, hop by hop, and the answer to it')
    .argument('<FROM>', 'internet, a network interface, an instance or an address')
    .argument('<TO>', 'a network interface, an instance or an address')
    .argument('<TRAFFIC>', 'tcp/443, udp/53, icmp, icmpv6, or the number of another protocol')
    .option('--from-port <PORT>', "the client's port (any that clients use, unless said)", portOf)
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (from: string, to: string, traffic: string, flags: TraceFlags) => {
      const { findTrace, printedTrace, traceExitCode } = await import('../../app/network/find-trace.ts');
      const { takeNetworkSnapshot } = await import('../../app/network/network-snapshot.ts');
      const { snapshot, exitCode } = await readSourceBy(flags, takeNetworkSnapshot);
      const { fromPort } = flags;
      const answer = findTrace(snapshot, {
        from,
        to,
        traffic,
        ...(fromPort === undefined ? {} : { fromPort }),
      });
      process.stdout.write(printedTrace(answer, flags.output, terminalOf(flags)));
      outcome.exitCode = exitCode ?? traceExitCode(answer);
    });
}
