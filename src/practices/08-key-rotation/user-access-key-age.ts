import { daysBetween } from '../../model/days.ts';
import { mapReading } from '../../model/reading.ts';
import { ACCESS_KEY_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { eachOutcome } from '../each-outcome.ts';
import { OLD_KEY_FIX } from '../fix/access-key-fix.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html */
export const userAccessKeyAge = defineCheck({
  id: 'user-access-key-age',
  title: 'Active access keys are rotated in time',
  practice: 8,
  severity: 'high',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:ListAccessKeys'],
  changedBy: ACCESS_KEY_CHANGES,
  controls: [
    'cis-aws-1.4.0:1.14',
    'cis-aws-1.5.0:1.14',
    'cis-aws-2.0.0:1.14',
    'cis-aws-3.0.0:1.14',
    'cis-aws-4.0.0:1.14',
    'cis-aws-5.0.0:1.13',
    'cis-aws-6.0.0:2.13',
    'cis-aws-7.0.0:2.12',
    'aws-fsbp:IAM.3',
    'nist-800-53-r5:IA-5',
    'nist-800-53-r5:IA-5f',
    'nist-csf-2.0:PR.AA-01',
    'pci-dss-4.0:8.6.3',
    'iso-27001-2022:A.5.17',
    'soc-2:CC6.1',
  ],
  equivalents: ['prowler:iam_rotate_access_key_90_days', 'config:access-keys-rotated'],
  rationale:
    'An old key has been copied to more laptops, logs and repositories, and works for whoever finds it.',
  remediation:
    'Create a second key, move the workload to it, make the old one inactive, and delete it once nothing breaks; better, replace it by a role.',
  fix: OLD_KEY_FIX,
  evaluate(user, { asOf, settings }) {
    const limit = settings.accessKeyMaxAgeDays;
    const active = mapReading(user.accessKeys, (keys) => keys.filter((key) => key.status === 'Active'));
    return eachOutcome(active, ({ accessKeyId, createDate }) => {
      const age = daysBetween(createDate, asOf, 'iam:ListAccessKeys');
      if (age.status === 'unread') return unknown(age, { accessKeyId }, accessKeyId);
      const evidence = { accessKeyId, createDate, ageDays: age.value, maxAgeDays: limit };
      const summary = `Key ${accessKeyId} of ${user.id} is ${counted(age.value, 'day')} old; the limit is ${limit}.`;
      return age.value > limit ? fail(summary, evidence, accessKeyId) : pass(summary, evidence, accessKeyId);
    });
  },
});
