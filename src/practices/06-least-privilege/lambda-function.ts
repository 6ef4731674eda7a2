import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/**
 * The function's own policy, and those of aliases that have a URL; policies of other aliases and of versions are not
 * read. https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export const lambdaFunction = resourcePolicyChecks({
  id: 'lambda-function',
  title: 'Lambda function',
  noun: 'function',
  resource: 'AWS::Lambda::Function',
  reads: ['lambda:ListFunctions', 'lambda:ListFunctionUrlConfigs', 'lambda:GetPolicy'],
  changedBy: ['lambda:AddPermission'],
  controls: { public: ['aws-fsbp:Lambda.1'] },
  equivalents: {
    public: [
      'prowler:awslambda_function_not_publicly_accessible',
      'config:lambda-function-public-access-prohibited',
    ],
    external: [],
  },
  harm: 'run the function at your expense and with its role, or change its code',
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Then grant anew what is left of the policy ${what}
      aws lambda get-policy --function-name {evidence.policy} --region {region}
      aws lambda remove-permission --function-name {evidence.policy} --statement-id {evidence.statements[].sid} --region {region}
      # Whoever is meant: aws lambda add-permission --function-name {evidence.policy} --statement-id <STATEMENT-ID> --action lambda:InvokeFunction --principal <PRINCIPAL-ARN> --region {region}`),
    terraform: dedented(`
      # In the place of the aws_lambda_permission that lets them in: the policy ${what}
      resource "aws_lambda_permission" "this" {
        function_name = "{evidence.policy}"
        action        = "lambda:InvokeFunction"
        principal     = "<PRINCIPAL-ARN>"
      }`),
  }),
});
