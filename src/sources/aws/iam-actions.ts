import type { ServiceName } from './services.ts';

/**
 * The IAM actions that AWS asks for before it answers an operation, where they are not the one of the same name:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
  's3:ListBuckets': ['s3:ListAllMyBuckets'],
  's3:HeadBucket': ['s3:ListBucket'],
  's3:ListObjectsV2': ['s3:ListBucket'],
  's3:GetBucketEncryption': ['s3:GetEncryptionConfiguration'],
  's3:GetBucketLifecycleConfiguration': ['s3:GetLifecycleConfiguration'],
  's3:GetObjectLockConfiguration': ['s3:GetBucketObjectLockConfiguration'],
  's3:GetPublicAccessBlock': ['s3:GetBucketPublicAccessBlock'],
  // WAF asks the load balancer's own service too:
  // https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html
  'wafv2:ListResourcesForWebACL': [
    'wafv2:ListResourcesForWebACL',
    'elasticloadbalancing:DescribeWebACLAssociation',
  ],
  // Answered to everybody: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  'sts:GetCallerIdentity': [],
};

/** One operation of the account, another of a bucket, have the same name in two APIs of S3. */
const OF_S3_CONTROL: Readonly<Record<string, readonly string[]>> = {
  's3:GetPublicAccessBlock': ['s3:GetAccountPublicAccessBlock'],
};

/** Of a call (`s3:ListBuckets`) that a collector of that service makes. */
export function iamActions(call: string, service?: ServiceName): readonly string[] {
  return (service === 's3-control' ? OF_S3_CONTROL[call] : undefined) ?? OTHERWISE[call] ?? [call];
}
