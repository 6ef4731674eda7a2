/** A bucket in AWS's words. */
export interface BucketSettings {
  readonly account: BlockPublicAccess;
  readonly bucket: BlockPublicAccess;
  readonly ownership: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';
  readonly acl: CannedAcl;
  readonly policy: PolicyEffect;
}

export interface BlockPublicAccess {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

export type CannedAcl =
  | 'private'
  | 'public-read'
  | 'public-read-write'
  | 'authenticated-read'
  | 'aws-exec-read'
  | 'log-delivery-write';

/** What a bucket policy does for somebody whom it does not tell. */
export interface PolicyEffect {
  /** What S3 calls it. */
  readonly isPublic: boolean;
  /** Actions that it allows. */
  readonly allows: readonly string[];
  /** It denies strangers everything. */
  readonly shutsOut: boolean;
}

/** Whether some request of a stranger for one of the actions is allowed. */
export function strangersMay(settings: BucketSettings, actions: readonly string[]): boolean {
  if (settings.policy.shutsOut) return false;
  return actions.some((action) => policyLets(settings, action) || aclLets(settings, action));
}

/**
 * "Setting this option to TRUE restricts access to an access point or bucket with a public policy to only AWS service
 * principals and authorized users within the bucket owner's account." Of bucket and account "the most restrictive
 * combination" counts.
 */
function policyLets({ account, bucket, policy }: BucketSettings, action: string): boolean {
  const isRestricted = account.restrictPublicBuckets || bucket.restrictPublicBuckets;
  return policy.allows.includes(action) && !(policy.isPublic && isRestricted);
}

/**
 * "Bucket owner enforced (default) – ACLs are disabled"; "Setting this option to TRUE causes Amazon S3 to ignore all
 * public ACLs on a bucket and any objects that it contains."
 */
function aclLets({ account, bucket, ownership, acl }: BucketSettings, action: string): boolean {
  if (ownership === 'BucketOwnerEnforced') return false;
  if (account.ignorePublicAcls || bucket.ignorePublicAcls) return false;
  return GRANTED_TO_THE_PUBLIC[acl].includes(action);
}

const READ = ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'];
const WRITE = ['s3:PutObject'];

/** LogDelivery is no group of the public, nor is EC2's account of aws-exec-read. */
const GRANTED_TO_THE_PUBLIC: Readonly<Record<CannedAcl, readonly string[]>> = {
  private: [],
  'public-read': READ,
  'public-read-write': [...READ, ...WRITE],
  'authenticated-read': READ,
  'aws-exec-read': [],
  'log-delivery-write': [],
};
