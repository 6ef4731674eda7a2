import { Command } from 'commander';
import type { Outcome } from '../outcome.ts';
import { exposedCommand } from './exposed-command.ts';
import { reachCommand } from './reach-command.ts';
import { traceCommand } from './trace-command.ts';

export function networkCommand(outcome: Outcome): Command {
  return new Command('network')
    .description('what gets through: questions to the networks of accounts, answered with a packet')
    .addCommand(exposedCommand(outcome))
    .addCommand(reachCommand(outcome))
    .addCommand(traceCommand(outcome));
}
