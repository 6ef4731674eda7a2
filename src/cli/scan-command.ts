import { Command, Option } from 'commander';
import { OUTPUT_FORMATS } from '../app/output-formats.ts';
import type { SuppressionUse } from '../model/assessment.ts';
import { FINDING_STATUSES, type FindingStatus, SEVERITIES, type Severity } from '../model/finding.ts';
import type { Practice } from '../model/practice.ts';
import { configOf } from './config-of.ts';
import { idleRules } from './idle-rules.ts';
import { Interruption } from './interruption.ts';
import { collectGarbageOften, keepYoungSpaceSmall } from './lean-memory.ts';
import type { Outcome } from './outcome.ts';
import { ProgressLine } from './progress-line.ts';
import { collectOne, collectPractice, collectText } from './repeatable.ts';
import { addSourceFlags, type SourceFlags, sourceOptions } from './source-flags.ts';
import { terminalOf } from './terminal.ts';
import { trailOption } from './trail-option.ts';

interface ScanFlags extends SourceFlags {
  readonly output: readonly string[];
  readonly practice: readonly Practice[];
  readonly check: readonly string[];
  readonly framework: readonly string[];
  readonly frameworkOnly?: boolean;
  readonly severity: readonly Severity[];
  readonly status: readonly FindingStatus[];
  readonly failOn: Severity | 'never';
  readonly color: boolean;
  readonly suppressions?: string;
  readonly trail?: string;
}

export function scanCommand(outcome: Outcome): Command {
  const command = new Command('scan').description(
    'read AWS (or a snapshot) and judge it by the twelve practices',
  );
  return addSourceFlags(command)
    .option(
      '--output <FORMAT[=PATH]>',
      `${OUTPUT_FORMATS.join(', ')}; to standard output or a file; repeatable (default: table)`,
      collectText,
      [],
    )
    .option('--practice <1..12>', 'judge by this practice only; repeatable', collectPractice, [])
    .option('--check <ID>', 'judge by this check only; repeatable', collectText, [])
    .option(
      '--framework <ID>',
      'also say which requirements of this compliance framework are met; repeatable (rampart frameworks list)',
      collectText,
      [],
    )
    .option('--framework-only', 'judge by the checks of these frameworks only, which takes fewer calls')
    .addOption(
      new Option(
        '--severity <LEVEL>',
        `show findings of this severity only; repeatable (${SEVERITIES.join(', ')})`,
      )
        .argParser(collectOne(SEVERITIES))
        .default([]),
    )
    .addOption(
      new Option(
        '--status <STATUS>',
        `show findings of this status only; repeatable (${FINDING_STATUSES.join(', ')})`,
      )
        .argParser(collectOne(FINDING_STATUSES))
        .default([]),
    )
    .addOption(
      new Option('--fail-on <LEVEL>', 'exit with 1 for failures of this severity or worse')
        .choices([...SEVERITIES, 'never'])
        .default('high'),
    )
    .option(
      '--suppressions <FILE>',
      'failures that are known and accepted (default: the file that the config names)',
    )
    .addOption(trailOption())
    .option('--no-color', 'no colours (also NO_COLOR)')
    .option('--no-input', 'never ask anything (nothing is asked today)')
    .action(async (flags: ScanFlags) => {
      outcome.exitCode = await scan(flags);
    });
}

async function scan(flags: ScanFlags): Promise<number> {
  keepYoungSpaceSmall();
  if (flags.snapshot === undefined) collectGarbageOften();
  const { parseOutput, prepareOutputs, writeOutputs } = await import('../app/outputs.ts');
  const { runScan } = await import('../app/scan.ts');
  const { exitCode, EXIT } = await import('../app/exit-code.ts');
  const outputs = (flags.output.length > 0 ? flags.output : ['table']).map(parseOutput);
  await prepareOutputs(outputs, flags.framework);
  const config = await configOf(flags);
  const progress = new ProgressLine(process.stderr, flags.quiet ?? false);
  const interruption = new Interruption();
  const assessment = await runScan({
    ...sourceOptions(flags, config),
    practices: flags.practice,
    checkIds: flags.check,
    frameworks: flags.framework,
    frameworkOnly: flags.frameworkOnly ?? false,
    ...(config === null ? {} : { config }),
    ...(flags.suppressions === undefined ? {} : { suppressions: flags.suppressions }),
    ...(flags.trail === undefined ? {} : { trail: flags.trail }),
    signal: interruption.signal,
    onProgress: progress.update,
  });
  progress.end();
  if (!flags.quiet) sayIdleRules(assessment.suppressions, flags.practice.length + flags.check.length === 0);
  await writeOutputs(assessment, outputs, {
    severities: flags.severity,
    statuses: flags.status,
    terminal: terminalOf(flags),
    stdout: process.stdout,
    say: (line) => process.stderr.write(`rampart: ${line}\n`),
  });
  interruption.done(); // not before: what was judged is written whole
  return interruption.happened ? EXIT.interrupted : exitCode(assessment, flags.failOn);
}

/** In a pipeline nobody reads the report as long as it passes. */
function sayIdleRules(rules: readonly SuppressionUse[], allChecks: boolean): void {
  const said = idleRules(rules, allChecks);
  if (said !== null) process.stderr.write(`rampart: ${said}\n`);
}
