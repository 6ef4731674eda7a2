import type { Call } from './calls.ts';
import { type Technique, technique } from './technique.ts';

/** A way to open a resource, or to take a user's MFA away: no road to more rights by itself. */
export interface Weakening extends Technique {
  readonly calls: readonly Call[];
  readonly assumes: readonly string[];
}

function weakening(id: string, does: string, action: string, assumes: readonly string[] = []): Weakening {
  return { ...technique(id, does), calls: [{ action, on: 'some' }], assumes };
}

const IAM_POLICIES = "the key's policy lets IAM policies decide";

/** Whoever may write a resource's policy may do all with the resource, and let others do it. */
export const WEAKENINGS: readonly Weakening[] = [
  weakening('kms-put-key-policy', 'rewrites the policy of a KMS key', 'kms:PutKeyPolicy', [IAM_POLICIES]),
  weakening('kms-create-grant', 'grants the use of a KMS key', 'kms:CreateGrant', [IAM_POLICIES]),
  weakening('s3-put-bucket-policy', 'rewrites the policy of a bucket', 's3:PutBucketPolicy'),
  weakening(
    'secretsmanager-put-resource-policy',
    'rewrites the policy of a secret',
    'secretsmanager:PutResourcePolicy',
  ),
  weakening('ecr-set-repository-policy', 'rewrites the policy of a repository', 'ecr:SetRepositoryPolicy'),
  weakening('lambda-add-permission', 'lets others invoke a function', 'lambda:AddPermission'),
  weakening('iam-deactivate-mfa-device', 'deactivates the MFA device of a user', 'iam:DeactivateMFADevice', [
    "the caller has the user's password or key",
  ]),
];
