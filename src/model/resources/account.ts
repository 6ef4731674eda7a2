import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';

/** One per account that was read: what account-wide checks judge. */
export interface Account extends ResourceBase<'AWS::::Account'> {
  readonly partition: string;
  /** Who read it: the ARN of the caller's identity. */
  readonly callerArn: string;
  /** Enabled regions of the account that were read. A skipped region has no `AWS::::Region` resource. */
  readonly regions: readonly string[];
}

/** One per enabled region of an account that was read: what region-wide checks judge. */
export interface Region extends ResourceBase<'AWS::::Region'> {
  readonly optInStatus: string;
}

export interface AlternateContact {
  readonly name: string;
  readonly title: string;
  readonly emailAddress: string;
  readonly phoneNumber: string;
}

/** One per account. */
export interface AlternateContacts extends ResourceBase<'AWS::Account::AlternateContacts'> {
  readonly security: Reading<AlternateContact | null>;
  readonly billing: Reading<AlternateContact | null>;
  readonly operations: Reading<AlternateContact | null>;
}
