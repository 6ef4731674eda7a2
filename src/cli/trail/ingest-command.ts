import { Command } from 'commander';
import { asTime } from '../as-time.ts';
import { Interruption } from '../interruption.ts';
import { listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import { terminalOf } from '../terminal.ts';
import { IngestProgressLine } from './ingest-progress-line.ts';
import { type LakeFlags, lakeOption } from './lake-flags.ts';

interface IngestFlags extends LakeFlags {
  readonly profile?: string;
  readonly from?: string;
  readonly to?: string;
  readonly quiet?: boolean;
}

const HELP = `
A folder is read with all below it, gzipped or plain. Of a bucket, CloudTrail's folders below the prefix: of each account
and region what came since the last run, or from --from on; credentials by the standard SDK chain. Files that were taken in before are not read again; it may be
stopped at any time, and run again. docs/guides/trail.md tells what becomes of files that are broken.
Exit codes: 0 all is in; 3 a file or a record is not; 130 interrupted.
Examples:
  rampart trail ingest s3://my-trail --from 2026-09-01
  aws s3 sync s3://my-trail/AWSLogs logs && rampart trail ingest logs
  rampart trail ingest logs --lake /data/trail --output json
`;

export function ingestCommand(outcome: Outcome): Command {
  return new Command('ingest')
    .description('take the new log files of a bucket or a folder into the lake')
    .argument('<SOURCE>', 's3://bucket/prefix, or a folder of log files')
    .addOption(lakeOption())
    .option('--profile <NAME>', 'profile of the shared AWS config files (else the standard credential chain)')
    .option('--from <TIME>', 'of a bucket, files that were delivered on this day and later', asTime)
    .option('--to <TIME>', 'of a bucket, files that were delivered on this day and before', asTime)
    .option('--quiet', 'no progress on standard error')
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)')
    .addHelpText('after', HELP)
    .action(async (source: string, flags: IngestFlags) => {
      outcome.exitCode = await takeIn(source, flags);
    });
}

async function takeIn(source: string, flags: IngestFlags): Promise<number> {
  const { ingestTrail, ingestExitCode, printedIngest } = await import('../../app/trail/ingest-trail.ts');
  const progress = new IngestProgressLine(process.stderr, flags.quiet ?? false);
  const interruption = new Interruption();
  const { signal } = interruption;
  const answer = await ingestTrail(source, { ...flags, signal, onProgress: progress.update }).finally(() => {
    progress.end();
    interruption.done();
  });
  process.stdout.write(printedIngest(answer, flags.output, terminalOf(flags)));
  return ingestExitCode(answer);
}
