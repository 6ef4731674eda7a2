import { Command, InvalidArgumentError, Option } from 'commander';
import { FINDING_STATUSES, type FindingStatus, SEVERITIES, type Severity } from '../model/finding.ts';
import type { Practice } from '../model/practice.ts';
import { Interruption } from './interruption.ts';
import { collectGarbageOften, keepYoungSpaceSmall } from './lean-memory.ts';
import type { Outcome } from './outcome.ts';
import { ProgressLine } from './progress-line.ts';
import { addSourceFlags, type SourceFlags, sourceOptions } from './source-flags.ts';

interface ScanFlags extends SourceFlags {
  readonly output: readonly string[];
  readonly practice: readonly Practice[];
  readonly check: readonly string[];
  readonly severity: readonly Severity[];
  readonly status: readonly FindingStatus[];
  readonly failOn: Severity | 'never';
  readonly color: boolean;
}

export function scanCommand(outcome: Outcome): Command {
  const command = new Command('scan').description(
    'read AWS (or a snapshot) and judge it by the twelve practices',
  );
  return addSourceFlags(command)
    .option(
      '--output <FORMAT[=PATH]>',
      'table, json, ndjson, html; repeatable (default: table)',
      collectText,
      [],
    )
    .option('--practice <1..12>', 'judge by this practice only; repeatable', collectPractice, [])
    .option('--check <ID>', 'judge by this check only; repeatable', collectText, [])
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
  const { runScan, narrowed } = await import('../app/scan.ts');
  const { exitCode, EXIT } = await import('../app/exit-code.ts');
  const outputs = (flags.output.length > 0 ? flags.output : ['table']).map(parseOutput);
  await prepareOutputs(outputs);
  const progress = new ProgressLine(process.stderr, flags.quiet ?? false);
  const interruption = new Interruption();
  const assessment = await runScan({
    ...sourceOptions(flags),
    practices: flags.practice,
    checkIds: flags.check,
    signal: interruption.signal,
    onProgress: progress.update,
  });
  progress.end();
  const terminal = { color: flags.color && wantsColor(), width: process.stdout.columns || WIDE };
  await writeOutputs(narrowed(assessment, flags.severity, flags.status), outputs, terminal, toStdout);
  interruption.done(); // not before: what was judged is written whole
  return interruption.happened ? EXIT.interrupted : exitCode(assessment, flags.failOn);
}

/** Where there is no terminal (a pipe, a file) long sentences stay on one line, for grep. */
const WIDE = 10_000;

/** https://no-color.org */
function wantsColor(): boolean {
  return process.stdout.isTTY && !process.env['NO_COLOR'];
}

/** A reader that has had enough (head, less) ends neither the other outputs nor changes the exit code. */
function toStdout(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) =>
      error && error.code !== 'EPIPE' ? reject(error) : resolve(),
    );
  });
}

function collectText(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

function collectPractice(value: string, previous: readonly Practice[]): readonly Practice[] {
  const practice = Number(value);
  if (!Number.isInteger(practice) || practice < 1 || practice > 12)
    throw new InvalidArgumentError('expected a number from 1 to 12.');
  return [...previous, practice as Practice];
}

function collectOne<T extends string>(
  allowed: readonly T[],
): (value: string, previous: readonly T[]) => readonly T[] {
  return (value, previous) => {
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw new InvalidArgumentError(`expected one of ${allowed.join(', ')}.`);
    return [...previous, found];
  };
}
