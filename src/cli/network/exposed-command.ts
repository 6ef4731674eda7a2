import { Command } from 'commander';
import { addAccountFlags, readSourceBy } from '../iam/read-source.ts';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import type { SourceFlags } from '../source-flags.ts';
import { terminalOf } from '../terminal.ts';
import { portOf } from './port-of.ts';

interface ExposedFlags extends SourceFlags, ListFlags {
  readonly port?: number;
  readonly fix?: boolean;
  readonly color: boolean;
}

const HELP = `
Over all that decides: public addresses, internet gateways, routes there and back, network ACLs, security groups,
listeners of load balancers, VPC Block Public Access; IPv4 and IPv6. rampart network trace follows one packet of it.
Exit codes: 0 answered; 3 of some interface not all is known, or something was not read.
Examples:
  rampart network exposed --snapshot org.snapshot
  rampart network exposed --port 22 --output json
  rampart network exposed --port 3306 --fix
`;

export function exposedCommand(outcome: Outcome): Command {
  const command = new Command('exposed')
    .description('every network interface that the internet reaches, and at what')
    .option('--port <PORT>', 'this TCP or UDP port alone', portOf)
    .option(
      '--fix',
      "say what closes each, with the AWS CLI's commands, and what else that cuts, intents of rampart.yaml included; nothing is run",
    )
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addAccountFlags(command)
    .addHelpText('after', HELP)
    .action(async (flags: ExposedFlags) => {
      const { exposedExitCode, findExposed, printedExposed } = await import(
        '../../app/network/find-exposed.ts'
      );
      const { takeNetworkSnapshot } = await import('../../app/network/network-snapshot.ts');
      const { snapshot, exitCode, intents } = await readSourceBy(flags, takeNetworkSnapshot);
      const { port, fix = false } = flags;
      const options = fix ? { fix, intents } : {};
      const answer = findExposed(snapshot, port === undefined ? options : { ...options, port });
      process.stdout.write(printedExposed(answer, flags.output, terminalOf(flags)));
      outcome.exitCode = exitCode ?? exposedExitCode(answer);
    });
}
