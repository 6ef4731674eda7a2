import type { Reading } from '../../model/reading.ts';
import type { PublicAccessBlock } from '../../model/resources/s3.ts';
import type { PolicyLevels } from '../view/iam-view.ts';

/** What binds a bucket beside its own settings. */
export interface BucketGuards {
  /** Of its account; null: never set. */
  readonly accountBlock: Reading<PublicAccessBlock | null>;
  /** Null: none binds it, as in a management account. */
  readonly resourceControlPolicies: Reading<PolicyLevels | null>;
}
