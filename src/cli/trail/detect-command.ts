import { Command, Option } from 'commander';
import type { EngineOptions } from '../../app/trail/ask-lake.ts';
import type { DetectFormat } from '../../app/trail/find-detections.ts';
import { SEVERITIES, type Severity } from '../../model/finding.ts';
import { asTime } from '../as-time.ts';
import type { Outcome } from '../outcome.ts';
import { terminalOf } from '../terminal.ts';
import { addEngineFlags, lakeOption } from './lake-flags.ts';

interface DetectFlags extends EngineOptions {
  readonly lake: string;
  readonly rules?: string;
  readonly from?: string;
  readonly to?: string;
  readonly failOn: Severity | 'never';
  readonly output: DetectFormat;
  readonly color: boolean;
}

const HELP = `
Rules are Sigma's, about CloudTrail (logsource: product aws, service cloudtrail), correlations too; without --rules,
those that come with Rampart. What of Sigma is not supported is refused by name and place, and the other rules run.
Exit codes: 0 nothing was detected that --fail-on is about; 1 something was; 3 a rule could not be run.
Examples:
  rampart trail detect
  rampart trail detect --rules sigma/rules/cloud/aws --from 2026-11-01 --output ocsf
`;

export function detectCommand(outcome: Outcome): Command {
  const command = new Command('detect')
    .description('what looks like an attack, by Sigma rules')
    .option('--rules <PATH>', 'a folder of Sigma rules, or a file')
    .addOption(lakeOption())
    .option('--from <TIME>', 'events of this time and later, ISO 8601', asTime)
    .option('--to <TIME>', 'events before this time, ISO 8601', asTime)
    .addOption(
      new Option('--fail-on <LEVEL>', 'exit with 1 for detections of this level or worse')
        .choices([...SEVERITIES, 'never'])
        .default('high'),
    )
    .addOption(
      new Option('--output <FORMAT>', 'how to print').choices(['table', 'json', 'ocsf']).default('table'),
    )
    .option('--no-color', 'no colours (also NO_COLOR)');
  return addEngineFlags(command)
    .addHelpText('after', HELP)
    .action(async (flags: DetectFlags) => {
      const { detectExitCode, findDetections, printedDetections } = await import(
        '../../app/trail/find-detections.ts'
      );
      const answer = await findDetections(flags);
      process.stdout.write(printedDetections(answer, flags.output, terminalOf(flags)));
      outcome.exitCode = detectExitCode(answer, flags.failOn);
    });
}
