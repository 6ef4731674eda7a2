import type { LambdaFunction } from '../../model/resources/compute.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/**
 * Whether a function URL asks its callers to sign. Without that, the function's policy alone decides who may call.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export const lambdaUrlNotPublic = defineCheck({
  id: 'lambda-url-not-public',
  title: "The function's URLs ask for IAM authentication",
  practice: 11,
  severity: 'high',
  resource: 'AWS::Lambda::Function',
  reads: ['lambda:ListFunctions', 'lambda:ListFunctionUrlConfigs', 'lambda:GetPolicy'],
  changedBy: ['lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig', 'lambda:AddPermission'],
  controls: [
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-03',
    'pci-dss-4.0:1.4.2',
    'pci-dss-4.0:7.3.1',
    'iso-27001-2022:A.8.3',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(3)(i)',
    'hipaa:164.312(a)(1)',
  ],
  equivalents: ['prowler:awslambda_function_url_public'],
  rationale:
    'A URL without authentication lets anybody who learns it run the function, at your expense and with its role.',
  remediation:
    "Set the URL's AuthType to AWS_IAM, or put the function behind an API that authenticates its callers.",
  fix: {
    cli: dedented(`
      # Its callers must sign their requests then, and be allowed lambda:InvokeFunctionUrl. For the URL of an alias add --qualifier with its name
      aws lambda update-function-url-config --function-name {id} --auth-type AWS_IAM --region {region}`),
    terraform: dedented(`
      # Its callers must sign their requests then, and be allowed lambda:InvokeFunctionUrl; the URL of an alias has its qualifier
      resource "aws_lambda_function_url" "this" {
        function_name      = "{id}"
        authorization_type = "AWS_IAM"
      }`),
  },
  evaluate(lambda) {
    const { urls } = lambda;
    if (urls.status === 'unread') return unknown(urls);
    if (urls.value.length === 0) return notApplicable();
    const open = urls.value.filter((url) => url.authType === 'NONE').map((url) => url.functionUrl);
    const evidence = {
      urls: urls.value.map(({ functionUrl, authType, qualifier }) => ({ functionUrl, authType, qualifier })),
      resourcePolicy: policyNote(lambda),
    };
    if (open.length === 0) return pass(`The URLs of ${lambda.id} ask for IAM authentication.`, evidence);
    return fail(
      `${open.join(', ')} of function ${lambda.id} asks for no authentication (${policyNote(lambda)}).`,
      evidence,
    );
  },
});

/** Policies are not evaluated here: only whether there are any. A URL of an alias is governed by the alias's own. */
function policyNote({ policy, urls }: LambdaFunction): string {
  const open = urls.status === 'read' ? urls.value.filter((url) => url.authType === 'NONE') : [];
  const policies = open.map((url) => (url.qualifier === null ? policy : url.policy));
  if (policies.some((each) => each?.status !== 'read')) return 'its resource policy was not read';
  return policies.every((each) => each?.status === 'read' && each.value === null)
    ? 'it has no resource policy, so AWS refuses callers until one is added'
    : 'whom its resource policy lets in is not evaluated here';
}
