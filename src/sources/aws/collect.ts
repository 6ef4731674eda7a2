import type { Resource } from '../../model/resource-types.ts';
import type {
  AccountCoverage,
  AccountLeftOut,
  AccountNotEntered,
  CallCount,
  Listing,
  Snapshot,
} from '../../model/snapshot.ts';
import { SNAPSHOT_SCHEMA_VERSION } from '../../model/snapshot.ts';
import { SharedValues } from '../shared-values.ts';
import type { ApiError } from './api-error.ts';
import { type AccountIdentity, collectAccount } from './collect-account.ts';
import type { Collector } from './collector.ts';
import { inWindow } from './in-window.ts';
import { Scheduler, type SchedulerOptions, type SchedulerProgress } from './scheduler.ts';
import type { Transport } from './transport.ts';

export interface AccountAccess {
  readonly identity: AccountIdentity;
  readonly transport: Transport;
  /** Frees what the transport holds, once the account is read. */
  readonly close?: () => Promise<void>;
}

export interface CollectProgress extends SchedulerProgress {
  readonly accountsDone: number;
  readonly accounts: number;
  /** Of the accounts that have been begun. */
  readonly collectorsDone: number;
  readonly collectors: number;
}

export interface CollectOptions {
  readonly accounts: readonly AccountAccess[];
  readonly notEntered?: readonly AccountNotEntered[];
  readonly leftOut?: readonly AccountLeftOut[];
  readonly collectors: readonly Collector[];
  /** ISO 8601: the time that the snapshot stands for. */
  readonly asOf: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: string;
  readonly regions?: readonly string[];
  readonly excludedRegions?: readonly string[];
  readonly objectAclSampleSize?: number;
  /** Calls that the chosen checks read; absent: all. */
  readonly wantedCalls?: ReadonlySet<string>;
  /** Aborting keeps what was read; the reason's message becomes the snapshot's `incompleteReason`. */
  readonly signal?: AbortSignal;
  readonly scheduler?: Omit<SchedulerOptions, 'signal' | 'onSilence'>;
  /** Called often; the listener decides how often to draw. */
  readonly onProgress?: (progress: CollectProgress) => void;
}

/**
 * Each account has rates of its own, so more at once is faster; each also holds clients and answers in memory, and
 * sixteen keep this machine's requests busy already.
 */
const ACCOUNTS_AT_ONCE = 16;

/** Reads the accounts into a snapshot. Never rejects for what AWS answers: gaps are in the snapshot. */
export async function collect(options: CollectOptions): Promise<Snapshot> {
  const { regions = [], excludedRegions = [], objectAclSampleSize = 0, asOf, tool, source } = options;
  const stop = new AbortController();
  const abort = (): void => stop.abort(options.signal?.reason);
  if (options.signal?.aborted) abort();
  options.signal?.addEventListener('abort', abort, { once: true });
  const onSilence = (error: ApiError): void =>
    stop.abort(new Error(`AWS stopped answering (${error.why}); what was read before is kept`));
  const scheduler = new Scheduler({ ...options.scheduler, signal: stop.signal, onSilence });
  const values = new SharedValues();
  const counts = { accounts: options.accounts.length, accountsDone: 0, collectors: 0, collectorsDone: 0 };
  const report = (): void => options.onProgress?.({ ...scheduler.progress, ...counts });
  const onExpired = (error: ApiError): void =>
    stop.abort(new Error(`the credentials ended (${error.code}); what was read before is kept`));
  const collected = await inWindow(ACCOUNTS_AT_ONCE, options.accounts, async (access) => {
    const account = await collectAccount({
      ...access,
      scheduler,
      values,
      collectors: options.collectors,
      regions,
      excludedRegions,
      objectAclSampleSize,
      ...(options.wantedCalls ? { wantedCalls: options.wantedCalls } : {}),
      onExpired,
      onPlanned: (runs) => {
        counts.collectors += runs;
        report();
      },
      onCollected: () => {
        counts.collectorsDone++;
        report();
      },
    });
    scheduler.forget(access.identity.account);
    await access.close?.();
    counts.accountsDone++;
    report();
    return account;
  });
  options.signal?.removeEventListener('abort', abort);
  const incompleteReason = stop.signal.aborted ? messageOf(stop.signal.reason) : null;
  return {
    header: {
      schemaVersion: SNAPSHOT_SCHEMA_VERSION,
      tool,
      asOf,
      source,
      complete: incompleteReason === null,
      incompleteReason,
      accounts: collected.map((each) => each.coverage).sort(by<AccountCoverage>('account')),
      notEntered: options.notEntered ?? [],
      leftOut: options.leftOut ?? [],
      calls: collected.flatMap((each) => each.calls).sort(by<CallCount>('account', 'call', 'region')),
    },
    listings: collected.flatMap((each) => each.listings).sort(by<Listing>('account', 'type', 'region')),
    resources: onceEach(collected.flatMap((each) => each.resources)),
  };
}

/** Sorted; a list that moved between two pages may name a resource twice. */
function onceEach(resources: readonly Resource[]): readonly Resource[] {
  const order = by<Resource>('type', 'account', 'region', 'arn');
  return resources
    .toSorted(order)
    .filter((each, index, all) => index === 0 || order(all[index - 1] ?? each, each) !== 0);
}

type TextField<T> = { [Field in keyof T]: T[Field] extends string ? Field : never }[keyof T];

/** By the first of the fields that differs, in the order of code units: the same on every machine. */
function by<T>(...fields: readonly TextField<T>[]): (a: T, b: T) => number {
  return (a, b) => {
    const field = fields.find((each) => a[each] !== b[each]);
    if (field === undefined) return 0;
    return a[field] < b[field] ? -1 : 1;
  };
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : 'the scan was stopped';
}
