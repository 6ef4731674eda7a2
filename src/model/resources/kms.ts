import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';
import type { PolicyText } from './iam.ts';

export interface KmsGrant {
  readonly grantId: string;
  readonly granteePrincipal: string | null;
  readonly retiringPrincipal: string | null;
  readonly operations: readonly string[];
  readonly encryptionContextEquals: Readonly<Record<string, string>> | null;
  readonly encryptionContextSubset: Readonly<Record<string, string>> | null;
}

/** What DescribeKey tells. */
export interface KmsKeyMetadata {
  readonly keyManager: 'AWS' | 'CUSTOMER';
  readonly keyState: string;
  readonly keySpec: string;
  readonly keyUsage: string;
  /** AWS_KMS, EXTERNAL, AWS_CLOUDHSM or EXTERNAL_KEY_STORE: only the first rotates by itself. */
  readonly origin: string;
  readonly creationDate: string;
  readonly deletionDate: string | null;
  readonly multiRegionKeyType: 'PRIMARY' | 'REPLICA' | null;
  readonly description: string;
}

export interface KmsKey extends ResourceBase<'AWS::KMS::Key'> {
  readonly metadata: Reading<KmsKeyMetadata>;
  /** Alias names, `alias/x`. */
  readonly aliases: Reading<readonly string[]>;
  /** Null where AWS does not offer rotation (AWS-managed, asymmetric, HMAC, imported, custom store keys). */
  readonly rotation: Reading<{
    readonly enabled: boolean;
    readonly rotationPeriodInDays: number | null;
  } | null>;
  /** The default policy; not asked for AWS-managed keys. */
  readonly policy: Reading<PolicyText | null>;
  readonly grants: Reading<readonly KmsGrant[]>;
}
