import type { LoggedCalls, PrincipalUses } from './trail-use.ts';

/** An event of CloudTrail, as a finding carries it. */
export interface ChangeEvent {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly eventId: string;
  /** `ec2.amazonaws.com` */
  readonly source: string;
  /** `AuthorizeSecurityGroupIngress` */
  readonly name: string;
  readonly account: string | null;
  readonly region: string | null;
  /** The role behind a session, else the user, the service or the id. */
  readonly principal: string | null;
  readonly sessionName: string | null;
  readonly sourceIdentity: string | null;
  readonly accessKeyId: string | null;
  /** The service that called for somebody. */
  readonly invokedBy: string | null;
  readonly sourceIpAddress: string | null;
  readonly userAgent: string | null;
  /** The log file that holds it: evidence. */
  readonly file: string;
}

/** What an event was about. */
export interface TouchedResource {
  /** CloudFormation's name. Null: the event has an ARN and no type. */
  readonly type: string | null;
  /** As a finding's resource has it: a name, or an id as `sg-…`; of a key of KMS that is asked for by its alias, that. */
  readonly id: string;
  /** Null: only a name stands there, and the ARN holds more than it. */
  readonly arn: string | null;
}

/** A change that AWS let through, with what it was about. */
export interface TrailChange {
  /** As the `changedBy` of checks names it: `ec2:AuthorizeSecurityGroupIngress`. */
  readonly change: string;
  readonly event: ChangeEvent;
  readonly touched: readonly TouchedResource[];
  /** Which part of it, where the event changes one of many (assess/attribution/parts.ts). */
  readonly parts: readonly string[];
}

/** From the first event to the last that the lake has of an account and a region. */
export interface TrailPeriod {
  readonly account: string;
  readonly region: string;
  readonly from: string;
  readonly to: string;
  readonly events: number;
}

/** What the lake knows of the accounts that were judged. */
export interface TrailCoverage {
  /** Of the lake. */
  readonly folder: string;
  readonly periods: readonly TrailPeriod[];
  /** Accounts and regions that were judged, and of which the lake has no event. */
  readonly without: readonly { readonly account: string; readonly regions: readonly string[] }[];
}

/**
 * Who made a check fail: the latest change before the assessment, among those that can, that names the resource or what
 * the verdict hangs on. `not-found`: the lake has none, of the time that it has; null: it has no event of that account
 * and region. `by-no-event`: nobody's call makes it fail, as where time passes.
 */
export type Introduction =
  | {
      readonly kind: 'event';
      readonly event: ChangeEvent;
      /** What the event names, by which it was found: an ARN, an id, an account. */
      readonly names: string;
      /** Those before it, the latest first, as many as are kept. */
      readonly earlier: readonly ChangeEvent[];
      /** How many there are in all. */
      readonly earlierCount: number;
    }
  | { readonly kind: 'not-found'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'by-no-event' };

/** What the trail tells of before the assessment, for the checks that ask how something is used. */
export interface TrailFacts {
  /** Accounts of which it has any event. */
  readonly accounts: readonly string[];
  readonly rootUses: readonly RootUse[];
  readonly keyUses: readonly KeyUse[];
  readonly uses: readonly PrincipalUses[];
  readonly logged: readonly LoggedCalls[];
}

/** From where a user's access key was used, as far as the lake has it. */
export interface KeyUse {
  readonly accessKeyId: string;
  readonly address: string;
  /** The endpoint of a VPC by which the calls came: the address is one of the VPC. */
  readonly vpcEndpointId: string | null;
  readonly calls: number;
  /** ISO 8601, UTC. */
  readonly first: string;
  readonly last: string;
  /** The last of the calls: `s3:ListBuckets`, its event's id, and the log file that holds it. */
  readonly call: string;
  readonly eventId: string;
  readonly file: string;
}

/** What the root user of an account did, as far as the lake has it. */
export interface RootUse {
  readonly account: string;
  /** `s3:DeleteAccountPublicAccessBlock`, the latest first, each once. */
  readonly calls: readonly { readonly call: string; readonly times: number; readonly last: string }[];
}
