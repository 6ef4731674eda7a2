import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/**
 * The table's policy and its stream's. DynamoDB takes no policy that is public.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html
 */
export const dynamodbTable = resourcePolicyChecks({
  id: 'dynamodb-table',
  title: 'DynamoDB table',
  noun: 'table',
  resource: 'AWS::DynamoDB::Table',
  reads: ['dynamodb:ListTables', 'dynamodb:DescribeTable', 'dynamodb:GetResourcePolicy'],
  changedBy: ['dynamodb:CreateTable', 'dynamodb:PutResourcePolicy'],
  equivalents: { public: [], external: ['prowler:dynamodb_table_cross_account_access'] },
  harm: 'read its items and change them',
  neverPublic: true,
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Save the policy ${what} as a file
      aws dynamodb get-resource-policy --resource-arn {evidence.policy} --region {region}
      aws dynamodb put-resource-policy --resource-arn {evidence.policy} --policy file://<RESOURCE-POLICY-FILE> --region {region}`),
    terraform: dedented(`
      # The policy ${what}
      resource "aws_dynamodb_resource_policy" "this" {
        resource_arn = "{evidence.policy}"
        policy       = file("<RESOURCE-POLICY-FILE>")
      }`),
  }),
});
