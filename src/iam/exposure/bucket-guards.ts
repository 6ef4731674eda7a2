import type { Reading, Unread } from '../../model/reading.ts';
import type { AccessPoint, PublicAccessBlock } from '../../model/resources/s3.ts';
import type { PolicyLevels } from '../view/iam-view.ts';
import type { AccessPointDoor } from './access-point-door.ts';

/** What binds a bucket, or leads into it, beside its own settings. */
export interface BucketGuards {
  /**
   * Of its account, as its organization's policy makes it where there is one; null: never set.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
   */
  readonly accountBlock: Reading<PublicAccessBlock | null>;
  /** Null: none binds it, as in a management account. */
  readonly resourceControlPolicies: Reading<PolicyLevels | null>;
  readonly accessPoints: KnownAccessPoints;
}

/** What leads into a bucket as far as it was read: what is known opens, whatever is missing. */
export interface KnownAccessPoints {
  /** Those that take requests from the internet. */
  readonly known: readonly AccessPointDoor[];
  /** Those that take requests from one VPC alone, and so from no stranger. */
  readonly ofVpcs: readonly AccessPoint[];
  /** Accounts that may have more. */
  readonly unlisted: readonly UnlistedAccessPoints[];
}

export interface UnlistedAccessPoints {
  /** Twelve digits; null: the bucket's own. */
  readonly account: string | null;
  readonly why: Unread;
}
