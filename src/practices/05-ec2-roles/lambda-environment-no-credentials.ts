import { defineCheck, unknown } from '../check.ts';
import { credentialFix } from '../fix/credential-fix.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
export const lambdaEnvironmentNoCredentials = defineCheck({
  id: 'lambda-environment-no-credentials',
  title: 'Environment variables of Lambda functions hold no long-term credentials',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::Lambda::Function',
  reads: ['lambda:ListFunctions'],
  changedBy: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
  controls: [
    'nist-800-53-r5:IA-5(7)',
    'pci-dss-4.0:8.3.2',
    'pci-dss-4.0:8.6.2',
    'iso-27001-2022:A.5.17',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(5)(ii)(D)',
  ],
  equivalents: ['prowler:awslambda_function_no_secrets_in_variables'],
  rationale:
    'Everybody who may list functions reads their variables, and one injected command in the function prints them.',
  remediation:
    "Revoke the credential, keep its successor in Secrets Manager or Parameter Store, and let the function's role read it.",
  fix: credentialFix(
    `
    # The role of the function must be allowed to read the secret. The file has all variables that stay. Published versions keep theirs
    aws lambda update-function-configuration --function-name {id} --environment file://<ENVIRONMENT-FILE> --region {region}`,
    `
    resource "aws_lambda_function" "this" {
      function_name = "{id}"
      environment {
        # All variables that stay, and where to find the secret
        variables = {
          SECRET_ARN = aws_secretsmanager_secret.this.arn
        }
      }
      # Its other arguments stay as they are.
    }`,
  ),
  evaluate({ id, environment }) {
    if (environment.status === 'unread') return unknown(environment);
    return noCredentialsIn(`Function ${id}`, [{ place: 'environment variables', text: environment.value }]);
  },
});
