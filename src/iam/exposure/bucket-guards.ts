import type { Reading } from '../../model/reading.ts';
import type { PublicAccessBlock } from '../../model/resources/s3.ts';
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
  /** Those that take requests from the internet. */
  readonly accessPoints: Reading<readonly AccessPointDoor[]>;
}
