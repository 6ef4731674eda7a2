import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/**
 * AWS shows no policy of a secret that is about to be deleted, which nobody can read.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export const secret = resourcePolicyChecks({
  id: 'secret',
  title: 'secret',
  noun: 'secret',
  resource: 'AWS::SecretsManager::Secret',
  reads: ['secretsmanager:ListSecrets', 'secretsmanager:GetResourcePolicy'],
  changedBy: ['secretsmanager:PutResourcePolicy'],
  equivalents: { public: ['prowler:secretsmanager_not_publicly_accessible'], external: [] },
  harm: 'read the secret, or put another in its place',
  concerns: ({ deletedDate }) => deletedDate === null,
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Save the policy ${what} as a file
      aws secretsmanager get-resource-policy --secret-id {arn} --region {region}
      aws secretsmanager put-resource-policy --secret-id {arn} --resource-policy file://<RESOURCE-POLICY-FILE> --block-public-policy --region {region}`),
    terraform: dedented(`
      # The policy ${what}
      resource "aws_secretsmanager_secret_policy" "this" {
        secret_arn          = "{arn}"
        policy              = file("<RESOURCE-POLICY-FILE>")
        block_public_policy = true
      }`),
  }),
});
