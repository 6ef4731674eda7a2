import type { AclGrant } from '../../model/resources/s3.ts';

type Permission = AclGrant['permission'];

const LIST = ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'];
const READ = ['s3:GetObject', 's3:GetObjectVersion'];
const READ_OBJECT_ACL = ['s3:GetObjectAcl', 's3:GetObjectVersionAcl'];
const WRITE_OBJECT_ACL = ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'];

/**
 * The actions of policies that a permission in a bucket's ACL equals. WRITE lets strangers make objects; only owners
 * of a bucket and of an object overwrite and delete by it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping
 */
export const BUCKET_ACL_ACTIONS: Readonly<Record<Permission, readonly string[]>> = {
  READ: LIST,
  WRITE: ['s3:PutObject'],
  READ_ACP: ['s3:GetBucketAcl'],
  WRITE_ACP: ['s3:PutBucketAcl'],
  FULL_CONTROL: [...LIST, 's3:PutObject', 's3:GetBucketAcl', 's3:PutBucketAcl'],
};

/** The same of an object's ACL; WRITE means nothing there. */
export const OBJECT_ACL_ACTIONS: Readonly<Record<Permission, readonly string[]>> = {
  READ,
  WRITE: [],
  READ_ACP: READ_OBJECT_ACL,
  WRITE_ACP: WRITE_OBJECT_ACL,
  FULL_CONTROL: [...READ, ...READ_OBJECT_ACL, ...WRITE_OBJECT_ACL],
};
