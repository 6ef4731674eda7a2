import { Command } from 'commander';
import { configOf } from './config-of.ts';
import { Interruption } from './interruption.ts';
import { collectGarbageOften, keepYoungSpaceSmall } from './lean-memory.ts';
import type { Outcome } from './outcome.ts';
import { ProgressLine } from './progress-line.ts';
import { addSourceFlags, type SourceFlags, sourceOptions } from './source-flags.ts';

interface CollectFlags extends SourceFlags {
  readonly out: string;
}

export function collectCommand(outcome: Outcome): Command {
  const command = new Command('collect').description(
    'read AWS into a snapshot file, to be judged later or elsewhere',
  );
  return addSourceFlags(command)
    .requiredOption('-o, --out <FILE>', 'the snapshot file to write')
    .action(async (flags: CollectFlags) => {
      outcome.exitCode = await collect(flags);
    });
}

async function collect(flags: CollectFlags): Promise<number> {
  keepYoungSpaceSmall();
  collectGarbageOften();
  const { takeSnapshot } = await import('../app/snapshot-source.ts');
  const { saveSnapshot } = await import('../app/save-snapshot.ts');
  const { preparePath } = await import('../app/prepare-path.ts');
  const { EXIT } = await import('../app/exit-code.ts');
  await preparePath(flags.out);
  const config = await configOf(flags);
  const progress = new ProgressLine(process.stderr, flags.quiet ?? false);
  const interruption = new Interruption();
  const snapshot = await takeSnapshot({
    ...(config && { objectAclSampleSize: config.settings.objectAclSampleSize }),
    ...sourceOptions(flags, config),
    signal: interruption.signal,
    onProgress: progress.update,
  });
  progress.end();
  await saveSnapshot(flags.out, snapshot);
  interruption.done();
  const { header, resources } = snapshot;
  if (!flags.quiet) {
    const missed = header.calls.reduce((sum, each) => sum + each.failed, 0);
    process.stderr.write(
      `${flags.out}: ${resources.length} resources of ${header.accounts.length} accounts, ${missed} calls without answer${header.complete ? '' : `; incomplete: ${header.incompleteReason}`}\n`,
    );
  }
  if (interruption.happened) return EXIT.interrupted;
  return header.complete && header.notEntered.length === 0 ? EXIT.clean : EXIT.incomplete;
}
