/** CloudTrail has its own names for some operations of S3: `PutBucketLifecycle`, `PutBucketPublicAccessBlock`. */
export const BLOCK_PUBLIC_ACCESS_CHANGES = [
  's3:PutBucketPublicAccessBlock',
  's3:DeleteBucketPublicAccessBlock',
  's3:PutAccountPublicAccessBlock',
  's3:DeleteAccountPublicAccessBlock',
];

export const BUCKET_POLICY_CHANGES = ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'];

export const BUCKET_ACL_CHANGES = [
  's3:CreateBucket',
  's3:PutBucketAcl',
  's3:PutBucketOwnershipControls',
  's3:DeleteBucketOwnershipControls',
];

export const ACCESS_POINT_CHANGES = [
  's3:CreateAccessPoint',
  's3:PutAccessPointPolicy',
  's3:DeleteAccessPointPolicy',
];

/** Who gets in hangs on all layers together. */
export const BUCKET_ACCESS_CHANGES = [
  ...BUCKET_POLICY_CHANGES,
  ...BUCKET_ACL_CHANGES,
  ...BLOCK_PUBLIC_ACCESS_CHANGES,
  ...ACCESS_POINT_CHANGES,
];

export const BUCKET_LOGGING_CHANGES = ['s3:CreateBucket', 's3:PutBucketLogging'];
export const BUCKET_VERSIONING_CHANGES = ['s3:CreateBucket', 's3:PutBucketVersioning'];
export const BUCKET_LIFECYCLE_CHANGES = [
  's3:CreateBucket',
  's3:PutBucketLifecycle',
  's3:DeleteBucketLifecycle',
];
export const BUCKET_ENCRYPTION_CHANGES = ['s3:PutBucketEncryption', 's3:DeleteBucketEncryption'];
