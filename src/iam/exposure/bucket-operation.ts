/** What somebody could do with a bucket. */
export type BucketOperation =
  | 'read'
  | 'list'
  | 'write'
  | 'delete'
  | 'read-acl'
  | 'write-acl'
  | 'change-policy';

interface OperationFacts {
  /** Before `bucket NAME`. */
  readonly does: string;
  readonly actions: readonly string[];
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const BUCKET_OPERATIONS: Readonly<Record<BucketOperation, OperationFacts>> = {
  read: { does: 'read objects of', actions: ['s3:GetObject', 's3:GetObjectVersion'] },
  list: {
    does: 'list',
    actions: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
  },
  write: { does: 'write objects to', actions: ['s3:PutObject'] },
  delete: { does: 'delete objects from', actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'] },
  'read-acl': {
    does: 'read ACLs of',
    actions: ['s3:GetBucketAcl', 's3:GetObjectAcl', 's3:GetObjectVersionAcl'],
  },
  'write-acl': {
    does: 'write ACLs of',
    actions: ['s3:PutBucketAcl', 's3:PutObjectAcl', 's3:PutObjectVersionAcl'],
  },
  'change-policy': { does: 'change the policy of', actions: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'] },
};

/**
 * What nobody does by an access point.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-service-api-support.html
 */
const NOT_BY_ACCESS_POINT: ReadonlySet<string> = new Set([
  's3:PutBucketAcl',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
]);

export function actionsByAccessPoint(operation: BucketOperation): readonly string[] {
  return BUCKET_OPERATIONS[operation].actions.filter((action) => !NOT_BY_ACCESS_POINT.has(action));
}
