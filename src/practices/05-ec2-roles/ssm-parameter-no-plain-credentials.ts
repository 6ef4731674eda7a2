import { defineCheck, notApplicable, unknown } from '../check.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-securestring.html */
export const ssmParameterNoPlainCredentials = defineCheck({
  id: 'ssm-parameter-no-plain-credentials',
  title: 'Credentials in Parameter Store are SecureString parameters',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::SSM::Parameter',
  reads: ['ssm:DescribeParameters', 'ssm:GetParameters'],
  controls: ['iso-27001-2022:A.5.17', 'nist-800-53-r5:ia_5'],
  equivalents: [],
  rationale:
    'A parameter of type String is kept unencrypted: whoever may read parameters reads it, without the right to any key.',
  remediation: 'Revoke the credential, and keep its successor in Secrets Manager or as a SecureString.',
  evaluate({ id, parameterType, plainValue }) {
    if (parameterType === 'SecureString') return notApplicable();
    if (plainValue.status === 'unread') return unknown(plainValue, { parameterType });
    return noCredentialsIn(`Parameter ${id}`, [
      { place: `its ${parameterType} value`, text: plainValue.value },
    ]);
  },
});
