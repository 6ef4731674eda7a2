import type { Command } from 'commander';
import type { IamReading } from '../../app/iam/iam-snapshot.ts';
import type { SourceOptions } from '../../app/snapshot-source.ts';
import type { NetworkIntents } from '../../model/network-intent.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { DEFAULT_SURGE, type SurgeSettings } from '../../model/surge-settings.ts';
import { configOf } from '../config-of.ts';
import { Interruption } from '../interruption.ts';
import { collectGarbageOften, keepYoungSpaceSmall } from '../lean-memory.ts';
import { ProgressLine } from '../progress-line.ts';
import { addSourceFlags, type SourceFlags, sourceOptions } from '../source-flags.ts';

const NO_INTENTS: NetworkIntents = { selectors: {}, rules: [] };

/** Below the command's own, in its help. */
export function addAccountFlags(command: Command): Command {
  return addSourceFlags(command.optionsGroup('Which accounts (without any: those of your credentials):'));
}

interface ReadSource {
  readonly snapshot: Snapshot;
  /** Null: the reading was not interrupted. */
  readonly exitCode: number | null;
  /** As rampart.yaml has them. */
  readonly trustedAccounts: readonly string[];
  readonly surge: SurgeSettings;
  readonly intents: NetworkIntents;
}

/** What a command of `rampart iam` asks about: the accounts that the flags name. */
export async function readSource(flags: SourceFlags, reading: IamReading): Promise<ReadSource> {
  const { takeIamSnapshot } = await import('../../app/iam/iam-snapshot.ts');
  return readSourceBy(flags, (options) => takeIamSnapshot(options, reading));
}

/** The accounts that the flags name, as far as `take` reads them. */
export async function readSourceBy(
  flags: SourceFlags,
  take: (options: SourceOptions) => Promise<Snapshot>,
): Promise<ReadSource> {
  if (flags.snapshot === undefined) {
    keepYoungSpaceSmall();
    collectGarbageOften();
  }
  const { EXIT } = await import('../../app/exit-code.ts');
  const config = await configOf(flags);
  const progress = new ProgressLine(process.stderr, flags.quiet ?? false);
  const interruption = new Interruption();
  const options = {
    ...sourceOptions(flags, config),
    signal: interruption.signal,
    onProgress: progress.update,
  };
  const snapshot = await take(options);
  progress.end();
  interruption.done();
  return {
    snapshot,
    exitCode: interruption.happened ? EXIT.interrupted : null,
    trustedAccounts: config?.settings.trustedAccounts ?? [],
    surge: config?.settings.surge ?? DEFAULT_SURGE,
    intents: config?.settings.intents ?? NO_INTENTS,
  };
}
