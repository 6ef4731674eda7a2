import type { Unread } from './reading.ts';
import type { Resource, ResourceType } from './resource-types.ts';

export const SNAPSHOT_SCHEMA_VERSION = 2;

/** Everything read from an organisation at one time: plain data, the only input of an assessment. */
export interface Snapshot {
  readonly header: SnapshotHeader;
  readonly listings: readonly Listing[];
  readonly resources: readonly Resource[];
}

export interface SnapshotHeader {
  readonly schemaVersion: typeof SNAPSHOT_SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly asOf: string;
  /** `aws`, `aws-json`, `authorization-details`, `recording`. */
  readonly source: string;
  /** False: interrupted, expired or timed out; what is here was read, and the listings name what is not. */
  readonly complete: boolean;
  /** Why it is not complete, one sentence; null when it is. */
  readonly incompleteReason: string | null;
  readonly accounts: readonly AccountCoverage[];
  /** Accounts that were asked for and could not be entered. */
  readonly notEntered: readonly AccountNotEntered[];
  /** Accounts of the organisation that nobody asked for: excluded, or closed. */
  readonly leftOut: readonly AccountLeftOut[];
  readonly calls: readonly CallCount[];
}

export interface AccountCoverage {
  readonly account: string;
  /** The organisation's name for it; absent where the organisation was not asked. */
  readonly name?: string;
  readonly partition: string;
  readonly callerArn: string;
  readonly regions: readonly string[];
  /** Enabled regions that were not read, and why. Regions that the account has disabled are not listed. */
  readonly skippedRegions: readonly { readonly region: string; readonly why: string }[];
}

export interface AccountLeftOut {
  readonly account: string;
  readonly name: string;
  readonly why: string;
}

export interface AccountNotEntered {
  readonly account: string;
  readonly name?: string;
  readonly roleArn: string;
  readonly why: string;
}

/** Whether all resources of a type in one region of one account were read. */
export interface Listing {
  readonly account: string;
  readonly region: string;
  readonly type: ResourceType;
  /** Null: complete. */
  readonly gap: Unread | null;
}

export interface CallCount {
  readonly account: string;
  readonly region: string;
  /** `s3:GetBucketPolicy` */
  readonly call: string;
  /** Calls answered or given up, each page one; repeats are not counted. */
  readonly made: number;
  /** Calls that gave no answer in the end. */
  readonly failed: number;
  /** One failure's code and message; null: none. */
  readonly why: string | null;
}
