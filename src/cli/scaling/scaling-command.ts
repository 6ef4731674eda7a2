import { Command } from 'commander';
import type { Outcome } from '../outcome.ts';
import { simulateCommand } from './simulate-command.ts';

export function scalingCommand(outcome: Outcome): Command {
  return new Command('scaling')
    .description('Auto Scaling groups under load, simulated')
    .addCommand(simulateCommand(outcome));
}
