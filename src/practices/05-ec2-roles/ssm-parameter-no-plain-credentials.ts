import { defineCheck, notApplicable, unknown } from '../check.ts';
import { credentialFix } from '../fix/credential-fix.ts';
import { noCredentialsIn } from '../no-credentials.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-securestring.html */
export const ssmParameterNoPlainCredentials = defineCheck({
  id: 'ssm-parameter-no-plain-credentials',
  title: 'Credentials in Parameter Store are SecureString parameters',
  practice: 5,
  severity: 'critical',
  resource: 'AWS::SSM::Parameter',
  reads: ['ssm:DescribeParameters', 'ssm:GetParameters'],
  changedBy: ['ssm:PutParameter'],
  controls: [
    'nist-800-53-r5:IA-5(7)',
    'pci-dss-4.0:8.3.2',
    'pci-dss-4.0:8.6.2',
    'iso-27001-2022:A.5.17',
    'soc-2:CC6.1',
    'hipaa:164.308(a)(5)(ii)(D)',
  ],
  equivalents: [],
  rationale:
    'A parameter of type String is kept unencrypted: whoever may read parameters reads it, without the right to any key.',
  remediation: 'Revoke the credential, and keep its successor in Secrets Manager or as a SecureString.',
  fix: credentialFix(
    `
    # Once nothing reads the parameter any more, whose history goes with it: aws ssm delete-parameter --name {id} --region {region}`,
    `
    # Once nothing reads the parameter any more, delete the aws_ssm_parameter {id} from the configuration, where Terraform made it`,
  ),
  evaluate({ id, parameterType, plainValue }) {
    if (parameterType === 'SecureString') return notApplicable();
    if (plainValue.status === 'unread') return unknown(plainValue, { parameterType });
    return noCredentialsIn(`Parameter ${id}`, [
      { place: `its ${parameterType} value`, text: plainValue.value },
    ]);
  },
});
