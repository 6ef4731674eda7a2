import { defineCheck, unknown } from '../check.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
export const lambdaEnvironmentNoCredentials = defineCheck({
  id: 'lambda-environment-no-credentials',
  title: 'Environment variables of Lambda functions hold no long-term credentials',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::Lambda::Function',
  reads: ['lambda:ListFunctions'],
  controls: ['iso-27001-2022:A.5.17', 'nist-800-53-r5:ia_5'],
  equivalents: ['prowler:awslambda_function_no_secrets_in_variables'],
  rationale:
    'Everybody who may list functions reads their variables, and one injected command in the function prints them.',
  remediation:
    "Revoke the credential, keep its successor in Secrets Manager or Parameter Store, and let the function's role read it.",
  evaluate({ id, environment }) {
    if (environment.status === 'unread') return unknown(environment);
    return noCredentialsIn(`Function ${id}`, [{ place: 'environment variables', text: environment.value }]);
  },
});
