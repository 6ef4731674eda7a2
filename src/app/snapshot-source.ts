import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Snapshot } from '../model/snapshot.ts';
import type { AccountAccess, CollectProgress } from '../sources/aws/collect.ts';
import type { Collector } from '../sources/aws/collector.ts';
import { UsageError } from './errors.ts';
import { TOOL } from './tool.ts';

/** Where a snapshot comes from; exactly one of live, `snapshot`, `awsJson` and `recording`. */
export interface SourceOptions {
  readonly snapshot?: string;
  readonly awsJson?: string;
  readonly recording?: string;
  readonly profile?: string;
  readonly roleArns: readonly string[];
  readonly externalId?: string;
  readonly regions: readonly string[];
  readonly excludedRegions: readonly string[];
  /** Directory that receives the raw answers. */
  readonly record?: string;
  readonly asOf?: string;
  /** Share of AWS's request rates to use; 1 unless said. What is read from files knows no rates. */
  readonly rateFactor?: number;
  readonly objectAclSampleSize?: number;
  readonly collectors?: readonly Collector[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CollectProgress) => void;
}

export async function takeSnapshot(options: SourceOptions): Promise<Snapshot> {
  refuseTwoSources(options);
  if (options.snapshot !== undefined) return fromFile(options.snapshot);
  if (options.awsJson !== undefined) return fromAwsJson(options.awsJson, options);
  if (options.recording !== undefined) return fromRecording(options.recording, options);
  return fromAws(options);
}

async function fromFile(path: string): Promise<Snapshot> {
  const { readSnapshot, SnapshotFileError } = await import('../sources/snapshot-file/snapshot-file.ts');
  return readSnapshot(path).catch((error: unknown) => {
    throw error instanceof SnapshotFileError ? new UsageError(error.message) : error;
  });
}

async function fromAws(options: SourceOptions): Promise<Snapshot> {
  const { enterAccounts } = await import('./live-accounts.ts');
  const [region] = options.regions;
  const live = await enterAccounts({ ...options, ...(region === undefined ? {} : { region }) });
  try {
    const accounts =
      options.record === undefined ? live.accounts : await recorded(live.accounts, options.record);
    return await collectFrom({ ...options, accounts, notEntered: live.notEntered, source: 'aws' });
  } finally {
    await live.close();
  }
}

async function recorded(
  accounts: readonly AccountAccess[],
  directory: string,
): Promise<readonly AccountAccess[]> {
  const { RecordingTransport } = await import('../sources/aws/recording.ts');
  return accounts.map((each) => ({ ...each, transport: new RecordingTransport(each.transport, directory) }));
}

async function fromRecording(directory: string, options: SourceOptions): Promise<Snapshot> {
  await requireFolder(directory, 'a recording made by --record');
  const { ReplayTransport, recordedAccounts } = await import('../sources/aws/recording.ts');
  const transport = await ReplayTransport.open(directory).catch(toUsageError);
  const accounts = (await recordedAccounts(directory)).map((account) => access(account, transport));
  return collectFrom({ ...options, ...AT_ONCE, accounts, source: 'recording' });
}

async function fromAwsJson(directory: string, options: SourceOptions): Promise<Snapshot> {
  await requireFolder(directory, 'a folder of `aws … --output json` files');
  const { openAwsJson } = await import('../sources/aws-json/aws-json.ts');
  const accounts = await openAwsJson(directory).catch(toUsageError);
  return collectFrom({ ...options, ...AT_ONCE, accounts, source: 'aws-json' });
}

function access(account: string, transport: AccountAccess['transport']): AccountAccess {
  return { identity: { account, partition: 'aws', callerArn: `arn:aws:iam::${account}:root` }, transport };
}

/** Files have no request rates. */
const AT_ONCE = { rateFactor: Number.POSITIVE_INFINITY } as const;

interface CollectFrom extends SourceOptions {
  readonly accounts: readonly AccountAccess[];
  readonly notEntered?: Snapshot['header']['notEntered'];
  readonly source: string;
}

async function collectFrom(options: CollectFrom): Promise<Snapshot> {
  const { collect } = await import('../sources/aws/collect.ts');
  const collectors = options.collectors ?? (await import('../sources/aws/services/index.ts')).ALL_COLLECTORS;
  const { rateFactor = 1, asOf = new Date().toISOString() } = options;
  return collect({ ...options, collectors, asOf, tool: TOOL, scheduler: { rateFactor } });
}

async function requireFolder(path: string, what: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new UsageError(`there is no folder ${path.replace(homedir(), '~')}: expected ${what}`);
  if (!found.isDirectory()) throw new UsageError(`${path} is a file: expected ${what}`);
}

function toUsageError(error: unknown): never {
  throw new UsageError(error instanceof Error ? error.message : String(error));
}

function refuseTwoSources({ snapshot, awsJson, recording, roleArns, profile }: SourceOptions): void {
  const given = [
    snapshot !== undefined && '--snapshot',
    awsJson !== undefined && '--aws-json',
    recording !== undefined && '--recording',
    (roleArns.length > 0 || profile !== undefined) && '--role-arn/--profile',
  ].filter((each) => each !== false);
  if (given.length > 1) throw new UsageError(`${given.join(' and ')} name different sources: give one`);
}
