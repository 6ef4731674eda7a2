import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/**
 * The key policy, and grants, which let their grantees in whatever the policy says. Keys that AWS manages have policies
 * that nobody can change.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
export const kmsKey = resourcePolicyChecks({
  id: 'kms-key',
  title: 'KMS key',
  noun: 'key',
  resource: 'AWS::KMS::Key',
  reads: ['kms:ListKeys', 'kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:ListGrants'],
  changedBy: ['kms:CreateKey', 'kms:PutKeyPolicy', 'kms:CreateGrant'],
  controls: { public: ['aws-fsbp:KMS.5'] },
  equivalents: { public: ['prowler:kms_key_not_publicly_accessible'], external: [] },
  harm: 'decrypt whatever they get hold of that the key protects, or sign in its name',
  concerns: ({ metadata }) => !(metadata.status === 'read' && metadata.value.keyManager === 'AWS'),
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Save the key policy ${what} as a file
      aws kms get-key-policy --key-id {id} --policy-name default --region {region}
      aws kms put-key-policy --key-id {id} --policy-name default --policy file://<KEY-POLICY-FILE> --region {region}
      aws kms revoke-grant --key-id {id} --grant-id {evidence.grants[]} --region {region}`),
    terraform: dedented(`
      # The key policy ${what}
      resource "aws_kms_key_policy" "this" {
        key_id = "{id}"
        policy = file("<KEY-POLICY-FILE>")
      }`),
  }),
});
