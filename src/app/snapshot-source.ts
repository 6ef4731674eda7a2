import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Snapshot } from '../model/snapshot.ts';
import type { AccountAccess, CollectProgress } from '../sources/aws/collect.ts';
import type { Collector } from '../sources/aws/collector.ts';
import { UsageError } from './errors.ts';
import type { OrganizationEntry } from './organization-accounts.ts';
import { TOOL } from './tool.ts';

/** Where a snapshot comes from; exactly one of live, `snapshot`, `awsJson`, `authorizationDetails` and `recording`. */
export interface SourceOptions {
  readonly snapshot?: string;
  readonly awsJson?: string;
  /** A file with the output of `aws iam get-account-authorization-details`. */
  readonly authorizationDetails?: string;
  readonly recording?: string;
  readonly profile?: string;
  readonly roleArns: readonly string[];
  readonly externalId?: string;
  /** Reads every account of the organisation; `roleArns` may name one role, from which its accounts are listed. */
  readonly organization?: OrganizationEntry;
  readonly regions: readonly string[];
  readonly excludedRegions: readonly string[];
  /** Directory that receives the raw answers. */
  readonly record?: string;
  readonly asOf?: string;
  /** Share of AWS's request rates to use; 1 unless said. What is read from files knows no rates. */
  readonly rateFactor?: number;
  readonly objectAclSampleSize?: number;
  readonly collectors?: readonly Collector[];
  /** Calls that the chosen checks read; absent: all. */
  readonly wantedCalls?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CollectProgress) => void;
}

export async function takeSnapshot(options: SourceOptions): Promise<Snapshot> {
  refuseTwoSources(options);
  refuseWithoutEffect(options);
  if (options.snapshot !== undefined) return fromFile(options.snapshot);
  if (options.awsJson !== undefined) return fromAwsJson(options.awsJson, options);
  if (options.authorizationDetails !== undefined)
    return fromAuthorizationDetails(options.authorizationDetails, options);
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
    const { notEntered, leftOut } = live;
    return await collectFrom({ ...options, accounts, notEntered, leftOut, source: 'aws' });
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
  const accounts = (await recordedAccounts(directory)).map((identity) => ({ identity, transport }));
  return collectFrom({ ...options, ...AT_ONCE, accounts, source: 'recording' });
}

async function fromAwsJson(directory: string, options: SourceOptions): Promise<Snapshot> {
  await requireFolder(directory, 'a folder of `aws … --output json` files');
  const { openAwsJson } = await import('../sources/aws-json/aws-json.ts');
  const accounts = await openAwsJson(directory).catch(toUsageError);
  return collectFrom({ ...options, ...AT_ONCE, accounts, source: 'aws-json' });
}

async function fromAuthorizationDetails(path: string, options: SourceOptions): Promise<Snapshot> {
  const found = await stat(path).catch(() => null);
  const what = 'the output of `aws iam get-account-authorization-details`';
  if (!found) throw new UsageError(`there is no file ${path.replace(homedir(), '~')}: expected ${what}`);
  if (found.isDirectory()) throw new UsageError(`${path} is a folder: expected ${what}`);
  const { openAuthorizationDetails } = await import('../sources/aws-json/aws-json.ts');
  const accounts = await openAuthorizationDetails(path).catch(toUsageError);
  return collectFrom({ ...options, ...AT_ONCE, accounts, source: 'authorization-details' });
}

/** Files have no request rates. */
const AT_ONCE = { rateFactor: Number.POSITIVE_INFINITY } as const;

interface CollectFrom extends SourceOptions {
  readonly accounts: readonly AccountAccess[];
  readonly notEntered?: Snapshot['header']['notEntered'];
  readonly leftOut?: Snapshot['header']['leftOut'];
  readonly source: string;
}

async function collectFrom(options: CollectFrom): Promise<Snapshot> {
  const { collect } = await import('../sources/aws/collect.ts');
  const collectors = options.collectors ?? (await import('../sources/aws/services/index.ts')).ALL_COLLECTORS;
  const { rateFactor = 1, asOf = new Date().toISOString() } = options;
  const snapshot = await collect({ ...options, collectors, asOf, tool: TOOL, scheduler: { rateFactor } });
  refuseNoRegion(snapshot, options);
  return snapshot;
}

/** Without any region only IAM and its like are read, which looks like a small account without a fault. */
function refuseNoRegion({ header }: Snapshot, { regions, excludedRegions }: SourceOptions): void {
  if (header.accounts.length === 0 || header.accounts.some((each) => each.regions.length > 0)) return;
  const flags = [
    ...regions.map((each) => `--region ${each}`),
    ...excludedRegions.map((each) => `--exclude-region ${each}`),
  ];
  throw new UsageError(
    `${flags.join(' ')} leaves no region to read: no account has enabled what is asked for`,
  );
}

async function requireFolder(path: string, what: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new UsageError(`there is no folder ${path.replace(homedir(), '~')}: expected ${what}`);
  if (!found.isDirectory()) throw new UsageError(`${path} is a file: expected ${what}`);
}

function toUsageError(error: unknown): never {
  throw new UsageError(error instanceof Error ? error.message : String(error));
}

function refuseTwoSources(options: SourceOptions): void {
  const { snapshot, awsJson, authorizationDetails, recording, roleArns, profile, organization } = options;
  const given = [
    snapshot !== undefined && '--snapshot',
    awsJson !== undefined && '--aws-json',
    authorizationDetails !== undefined && '--authorization-details',
    recording !== undefined && '--recording',
    (roleArns.length > 0 || profile !== undefined) && '--role-arn/--profile',
    organization !== undefined && roleArns.length === 0 && profile === undefined && '--org',
  ].filter((each) => each !== false);
  if (given.length > 1) throw new UsageError(`${given.join(' and ')} name different sources: give one`);
}

/** A flag that is passed over in silence would let somebody take the answer for another one. */
function refuseWithoutEffect(options: SourceOptions): void {
  const { snapshot, awsJson, authorizationDetails, recording, roleArns, regions, excludedRegions } = options;
  const file = [
    snapshot !== undefined && '--snapshot',
    awsJson !== undefined && '--aws-json',
    authorizationDetails !== undefined && '--authorization-details',
    recording !== undefined && '--recording',
  ].find((each) => each !== false);
  const idle = [
    file && options.record !== undefined && '--record',
    file && options.rateFactor !== undefined && '--rate',
    snapshot !== undefined && regions.length > 0 && '--region',
    snapshot !== undefined && excludedRegions.length > 0 && '--exclude-region',
  ].filter((each) => typeof each === 'string');
  if (idle.length > 0) throw new UsageError(`${idle.join(' and ')} has no effect with ${file}: leave it out`);
  if (options.organization !== undefined && roleArns.length > 1)
    throw new UsageError('--org lists the accounts from one of them: name one role by --role-arn, not more');
  if (options.externalId !== undefined && roleArns.length === 0 && options.organization === undefined)
    throw new UsageError('--external-id is told to a role: name it by --role-arn');
}
