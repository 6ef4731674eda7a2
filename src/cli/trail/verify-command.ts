import { Command } from 'commander';
import { asTime } from '../as-time.ts';
import { Interruption } from '../interruption.ts';
import { type ListFlags, listOutput } from '../list-output.ts';
import type { Outcome } from '../outcome.ts';
import { terminalOf } from '../terminal.ts';

interface VerifyFlags extends ListFlags {
  readonly publicKeys?: string;
  readonly profile?: string;
  readonly from?: string;
  readonly to?: string;
  readonly color: boolean;
}

const HELP = `
By the digests that a trail with log file validation delivers. CloudTrail is asked for its public keys, unless they are
in a file. In a copy the last digest of each chain is not proved: its signature is with the object in the bucket.
Trails of a bucket are expected to go on to now, or to --to.
Exit codes: 0 all is proved; 1 something is missing, changed or unsigned, or there are gaps; 3 something is not proved, a trail
ends before, or no digest is there.
Examples:
  rampart trail verify s3://my-trail --from 2026-11-01
  rampart trail verify logs --public-keys keys.json
`;

export function verifyCommand(outcome: Outcome): Command {
  return new Command('verify')
    .description('whether log files are those that CloudTrail delivered, and all of them')
    .argument('<SOURCE>', 's3://bucket/prefix, or a folder of log files and digests')
    .option('--public-keys <FILE>', 'the output of `aws cloudtrail list-public-keys`, in place of a call')
    .option('--profile <NAME>', 'profile of the shared AWS config files (else the standard credential chain)')
    .option('--from <TIME>', 'of a bucket, files that were delivered on this day and later', asTime)
    .option('--to <TIME>', 'of a bucket, files that were delivered on this day and before', asTime)
    .addOption(listOutput())
    .option('--no-color', 'no colours (also NO_COLOR)')
    .addHelpText('after', HELP)
    .action(async (source: string, flags: VerifyFlags) => {
      const { printedVerification, verifyExitCode, verifyLogFiles } = await import(
        '../../app/trail/verify-trail.ts'
      );
      const interruption = new Interruption();
      const { signal } = interruption;
      const answer = await verifyLogFiles(source, { ...flags, signal }).finally(() => interruption.done());
      process.stdout.write(printedVerification(answer, flags.output, terminalOf(flags)));
      outcome.exitCode = verifyExitCode(answer);
    });
}
