import { type Unread, unread } from '../../model/reading.ts';
import { GLOBAL_REGION } from '../../model/resource.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { Account, Region } from '../../model/resources/account.ts';
import type { AccountCoverage, CallCount, Listing } from '../../model/snapshot.ts';
import type { SharedValues } from '../shared-values.ts';
import { AccountReader } from './account-reader.ts';
import type { ApiError } from './api-error.ts';
import type { Collector } from './collector.ts';
import { type EnabledRegion, enabledRegions, homeRegion } from './regions.ts';
import type { Scheduler } from './scheduler.ts';
import type { Transport } from './transport.ts';

export interface AccountIdentity {
  readonly account: string;
  /** The organisation's name for it. */
  readonly name?: string;
  readonly partition: string;
  readonly callerArn: string;
}

export interface CollectAccountOptions {
  readonly identity: AccountIdentity;
  readonly transport: Transport;
  readonly scheduler: Scheduler;
  /** Of all accounts of the run: they say the same things. */
  readonly values: SharedValues;
  readonly collectors: readonly Collector[];
  /** Only these; empty: every region that the account has enabled. */
  readonly regions: readonly string[];
  readonly excludedRegions: readonly string[];
  readonly objectAclSampleSize: number;
  /** Calls that the chosen checks read; absent: all. */
  readonly wantedCalls?: ReadonlySet<string>;
  readonly onExpired: (error: ApiError) => void;
  /** Told of every collector that ended, once a region. */
  readonly onCollected: () => void;
  /** Told how many collector runs are planned, once the regions are known. */
  readonly onPlanned: (runs: number) => void;
}

export interface CollectedAccount {
  readonly coverage: AccountCoverage;
  readonly calls: readonly CallCount[];
  readonly listings: readonly Listing[];
  readonly resources: readonly Resource[];
}

interface RegionPlan {
  readonly read: readonly EnabledRegion[];
  readonly skipped: AccountCoverage['skippedRegions'];
  /** The account would not tell its regions: only the home region is read, and every regional listing has this gap. */
  readonly unlisted: Unread | null;
}

/** The region of a listing that nobody could try, because the account's regions are not known. */
const UNKNOWN_REGION = 'unknown';

/** Reads everything of one account, every region in parallel; what fails costs its own readings and nothing else. */
export async function collectAccount(options: CollectAccountOptions): Promise<CollectedAccount> {
  const { identity } = options;
  const home = homeRegion(identity.partition);
  const plan = await planRegions(options, home);
  const regions = plan.read.map((each) => each.region);
  const reader = new AccountReader({ ...options, ...identity, regions });
  const runs = options.collectors.flatMap((collector) =>
    (collector.scope === 'global' ? [GLOBAL_REGION] : regions).map((region) => ({ collector, region })),
  );
  options.onPlanned(runs.length);
  const collected = await Promise.all(
    runs.map(async (run) => {
      const result = await collectOnce(reader, run.collector, run.region, home);
      for (const resource of result.resources) options.values.share(resource);
      options.onCollected();
      return { ...result, ...run };
    }),
  );
  const { account } = identity;
  const listings = collected.map(({ collector, region, gap }) => ({
    account,
    region,
    type: collector.type,
    gap,
  }));
  return {
    coverage: { ...identity, regions, skippedRegions: plan.skipped },
    calls: reader.calls,
    listings: [...listings, ...unlistedRegions(options, plan), ...ownListings(account, plan)],
    resources: [
      anAccount(identity, regions),
      ...plan.read.map((each) => aRegion(identity, each)),
      ...collected.flatMap((each) => each.resources),
    ],
  };
}

async function planRegions(options: CollectAccountOptions, home: string): Promise<RegionPlan> {
  const { regions: wanted, excludedRegions, identity } = options;
  const reader = new AccountReader({ ...options, ...identity, regions: [home] });
  const enabled = await enabledRegions(reader.service('ec2', home));
  const isChosen = (region: string): boolean =>
    (wanted.length === 0 || wanted.includes(region)) && !excludedRegions.includes(region);
  if (enabled.status === 'unread') {
    const chosen = (wanted.length > 0 ? wanted : [home]).filter(isChosen);
    const read = chosen.map((region) => ({ region, optInStatus: UNKNOWN_REGION }));
    if (wanted.length === 0) return { read, skipped: [], unlisted: enabled };
    // INVARIANT: what the account has besides the chosen regions stays unknown, as when they can be listed.
    const why = `not asked for; the account's regions could not be listed (${enabled.why})`;
    return { read, skipped: [{ region: UNKNOWN_REGION, why }], unlisted: null };
  }
  const sorted = [...enabled.value].sort((a, b) => (a.region < b.region ? -1 : 1));
  const isEnabled = new Set(sorted.map(({ region }) => region));
  const skipped = sorted.filter(({ region }) => !isChosen(region));
  return {
    read: sorted.filter(({ region }) => isChosen(region)),
    skipped: [
      ...skipped.map(({ region }) => ({
        region,
        why: excludedRegions.includes(region) ? 'excluded' : 'not asked for',
      })),
      ...wanted
        .filter((region) => !isEnabled.has(region))
        .map((region) => ({ region, why: 'asked for, but the account has not enabled it' })),
    ],
    unlisted: null,
  };
}

async function collectOnce(
  reader: AccountReader,
  collector: Collector,
  region: string,
  home: string,
): Promise<{ readonly resources: readonly Resource[]; readonly gap: Unread | null }> {
  const api = reader.service(collector.service, region === GLOBAL_REGION ? home : region);
  try {
    return await collector.collect(api);
  } catch (error) {
    // A mapper that stumbles over an answer loses its own type only; the listing says so.
    const message = error instanceof Error ? error.message : String(error);
    return { resources: [], gap: unread(collector.calls[0] ?? collector.type, `InternalError: ${message}`) };
  }
}

function unlistedRegions(
  { identity, collectors }: CollectAccountOptions,
  { unlisted }: RegionPlan,
): readonly Listing[] {
  if (!unlisted) return [];
  const regional = collectors.filter((each) => each.scope === 'regional');
  return regional.map(({ type }) => ({
    account: identity.account,
    region: UNKNOWN_REGION,
    type,
    gap: unlisted,
  }));
}

function ownListings(account: string, { unlisted }: RegionPlan): readonly Listing[] {
  const listing = (type: ResourceType, gap: Unread | null): Listing => ({
    account,
    region: GLOBAL_REGION,
    type,
    gap,
  });
  return [listing('AWS::::Account', null), listing('AWS::::Region', unlisted)];
}

function anAccount(identity: AccountIdentity, regions: readonly string[]): Account {
  const { account, partition, callerArn, name } = identity;
  const arn = `arn:${partition}:iam::${account}:root`;
  return {
    type: 'AWS::::Account',
    account,
    region: GLOBAL_REGION,
    arn,
    id: account,
    partition,
    callerArn,
    regions,
    ...(name === undefined ? {} : { name }),
  };
}

function aRegion({ account, partition }: AccountIdentity, { region, optInStatus }: EnabledRegion): Region {
  const arn = `arn:${partition}:ec2:${region}:${account}:region/${region}`;
  return { type: 'AWS::::Region', account, region, arn, id: region, optInStatus };
}
