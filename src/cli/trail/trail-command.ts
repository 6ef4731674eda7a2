import { Command } from 'commander';
import type { Outcome } from '../outcome.ts';
import { athenaDdlCommand } from './athena-ddl-command.ts';
import { detectCommand } from './detect-command.ts';
import { ingestCommand } from './ingest-command.ts';
import { queryCommand } from './query-command.ts';
import { timelineCommand } from './timeline-command.ts';
import { usedCommand } from './used-command.ts';
import { verifyCommand } from './verify-command.ts';
import { whoCommand } from './who-command.ts';

export function trailCommand(outcome: Outcome): Command {
  return new Command('trail')
    .description("CloudTrail's events, kept in a lake of your own and asked: who changed it, who did what")
    .addCommand(ingestCommand(outcome))
    .addCommand(verifyCommand(outcome))
    .addCommand(whoCommand())
    .addCommand(timelineCommand())
    .addCommand(usedCommand())
    .addCommand(detectCommand(outcome))
    .addCommand(queryCommand())
    .addCommand(athenaDdlCommand());
}
