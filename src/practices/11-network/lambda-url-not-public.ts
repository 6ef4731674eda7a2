import type { LambdaFunction } from '../../model/resources/compute.ts';
import { defineCheck, fail, notApplicable, pass, unknown } from '../check.ts';

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
  controls: [
    'nist-800-53-r5:ac_2_6',
    'nist-800-53-r5:ac_3',
    'nist-800-53-r5:ac_3_7',
    'nist-800-53-r5:ac_4_21',
    'nist-800-53-r5:ac_6',
    'nist-800-53-r5:ac_17_b',
    'nist-800-53-r5:ac_17_1',
    'nist-800-53-r5:ac_17_4_a',
    'nist-800-53-r5:ac_17_9',
    'nist-800-53-r5:ac_17_10',
    'nist-800-53-r5:mp_2',
    'nist-800-53-r5:sc_7_2',
    'nist-800-53-r5:sc_7_3',
    'nist-800-53-r5:sc_7_7',
    'nist-800-53-r5:sc_7_9_a',
    'nist-800-53-r5:sc_7_11',
    'nist-800-53-r5:sc_7_12',
    'nist-800-53-r5:sc_7_16',
    'nist-800-53-r5:sc_7_20',
    'nist-800-53-r5:sc_7_21',
    'nist-800-53-r5:sc_7_24_b',
    'nist-800-53-r5:sc_7_25',
    'nist-800-53-r5:sc_7_26',
    'nist-800-53-r5:sc_7_27',
    'nist-800-53-r5:sc_7_28',
    'nist-800-53-r5:sc_7_a',
    'nist-800-53-r5:sc_7_b',
    'nist-800-53-r5:sc_7_c',
    'nist-800-53-r5:sc_25',
    'iso-27001-2022:A.8.1',
  ],
  equivalents: ['prowler:awslambda_function_url_public'],
  rationale:
    'A URL without authentication lets anybody who learns it run the function, at your expense and with its role.',
  remediation:
    "Set the URL's AuthType to AWS_IAM, or put the function behind an API that authenticates its callers.",
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
