import type { Reading } from '../reading.ts';
import type { ResourceBase } from '../resource.ts';
import type { PolicyText } from './iam.ts';

export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

export interface AclGrantee {
  readonly type: 'CanonicalUser' | 'AmazonCustomerByEmail' | 'Group';
  /** Canonical user id, e-mail address, or the group's URI. */
  readonly id: string;
}

export interface AclGrant {
  readonly grantee: AclGrantee;
  readonly permission: 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP';
}

export interface BucketAcl {
  readonly ownerId: string;
  readonly grants: readonly AclGrant[];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html; days or ISO date, whichever AWS has. */
export interface LifecycleRule {
  readonly id: string | null;
  readonly status: 'Enabled' | 'Disabled';
  readonly filter: {
    readonly prefix: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly objectSizeGreaterThan: number | null;
    readonly objectSizeLessThan: number | null;
  };
  readonly expiration: {
    readonly days?: number;
    readonly date?: string;
    readonly expiredObjectDeleteMarker?: boolean;
  } | null;
  readonly transitions: readonly {
    readonly days?: number;
    readonly date?: string;
    readonly storageClass: string;
  }[];
  readonly noncurrentVersionExpiration: {
    readonly noncurrentDays: number;
    readonly newerNoncurrentVersions: number | null;
  } | null;
  readonly noncurrentVersionTransitions: readonly {
    readonly noncurrentDays: number;
    readonly newerNoncurrentVersions: number | null;
    readonly storageClass: string;
  }[];
  readonly abortIncompleteMultipartUploadDays: number | null;
}

export interface ObjectLock {
  readonly enabled: boolean;
  readonly defaultRetention: {
    readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
    readonly days?: number;
    readonly years?: number;
  } | null;
}

export interface BucketEncryptionRule {
  readonly sseAlgorithm: 'AES256' | 'aws:kms' | 'aws:kms:dsse' | string;
  readonly kmsMasterKeyId: string | null;
  readonly bucketKeyEnabled: boolean;
}

/** `status` null: versioning was never turned on. */
export interface BucketVersioning {
  readonly status: 'Enabled' | 'Suspended' | null;
  readonly mfaDelete: boolean;
}

export interface BucketLogging {
  readonly targetBucket: string;
  readonly targetPrefix: string;
}

export interface BucketWebsite {
  readonly indexDocument: string | null;
  readonly redirectAllRequestsTo: string | null;
}

export interface ObjectAcl {
  readonly key: string;
  readonly acl: Reading<BucketAcl>;
}

/**
 * Its region is `unknown` where neither ListBuckets nor GetBucketLocation told it; its readings are unread then, unless
 * they came from a folder of `aws` output, which needs no region.
 */
export interface Bucket extends ResourceBase<'AWS::S3::Bucket'> {
  readonly creationDate: string | null;
  /** Null values are AWS's "no such configuration": the setting is absent, which is a fact, not a gap. */
  readonly publicAccessBlock: Reading<PublicAccessBlock | null>;
  /** Null: no ownership controls, which means ObjectWriter: ACLs are on. */
  readonly objectOwnership: Reading<'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter' | null>;
  readonly acl: Reading<BucketAcl>;
  readonly policy: Reading<PolicyText | null>;
  /** AWS's own opinion (GetBucketPolicyStatus); null without a policy, or where AWS does not say. */
  readonly policyIsPublic: Reading<boolean | null>;
  readonly encryption: Reading<readonly BucketEncryptionRule[]>;
  readonly versioning: Reading<BucketVersioning>;
  readonly logging: Reading<BucketLogging | null>;
  /** Who pays for requests: with Requester Pays whoever asks. */
  readonly requestPayer: Reading<'BucketOwner' | 'Requester'>;
  readonly lifecycleRules: Reading<readonly LifecycleRule[]>;
  /**
   * The least size that lifecycle rules without a size filter move to a colder class:
   * `all_storage_classes_128K` (AWS's default) or `varies_by_storage_class`; null: AWS does not say.
   */
  readonly transitionDefaultMinimumObjectSize: Reading<string | null>;
  readonly website: Reading<BucketWebsite | null>;
  readonly objectLock: Reading<ObjectLock | null>;
  /**
   * Only with the opt-in sampling of object ACLs, and unread (`NotAskedFor`) without it; empty for an empty
   * bucket, and for one whose ACLs are off (BucketOwnerEnforced): there object ACLs grant nothing.
   */
  readonly objectAclSample: Reading<readonly ObjectAcl[]>;
}

/** One per account: null when the account never set one. */
export interface AccountPublicAccessBlock extends ResourceBase<'AWS::S3::AccountPublicAccessBlock'> {
  readonly publicAccessBlock: PublicAccessBlock | null;
}

export interface AccessPoint extends ResourceBase<'AWS::S3::AccessPoint'> {
  readonly bucket: string;
  readonly bucketAccountId: string | null;
  readonly networkOrigin: 'Internet' | 'VPC';
  readonly vpcId: string | null;
  readonly publicAccessBlock: Reading<PublicAccessBlock | null>;
  readonly policy: Reading<PolicyText | null>;
}

export interface MultiRegionAccessPoint extends ResourceBase<'AWS::S3::MultiRegionAccessPoint'> {
  readonly alias: string | null;
  readonly status: string;
  readonly buckets: readonly {
    readonly bucket: string;
    readonly region: string | null;
    readonly bucketAccountId: string | null;
  }[];
  readonly publicAccessBlock: PublicAccessBlock | null;
  readonly policy: Reading<PolicyText | null>;
}
