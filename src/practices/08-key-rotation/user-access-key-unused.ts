import { daysBetween, latestTime } from '../../model/days.ts';
import { mapReading } from '../../model/reading.ts';
import type { AccessKey } from '../../model/resources/iam.ts';
import { type CheckContext, defineCheck, fail, type Outcome, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { eachOutcome } from '../each-outcome.ts';
import { idleKeyFix } from '../fix/access-key-fix.ts';

/**
 * A key without recorded use counts from its creation, so a new key is not "unused for 45 days".
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKeyLastUsed.html
 */
export const userAccessKeyUnused = defineCheck({
  id: 'user-access-key-unused',
  title: 'Active access keys are in use',
  practice: 8,
  severity: 'medium',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'],
  controls: [
    'cis-aws-1.4.0:1.12',
    'cis-aws-1.5.0:1.12',
    'cis-aws-2.0.0:1.12',
    'cis-aws-3.0.0:1.12',
    'cis-aws-4.0.0:1.12',
    'cis-aws-5.0.0:1.11',
    'cis-aws-6.0.0:2.11',
    'cis-aws-7.0.0:2.11',
    'aws-fsbp:IAM.8',
    'aws-fsbp:IAM.22',
    'nist-800-53-r5:AC-2(3)',
    'nist-800-53-r5:AC-2(3)(d)',
    'nist-csf-2.0:PR.AA-01',
    'pci-dss-4.0:8.2.6',
    'iso-27001-2022:A.5.18',
    'soc-2:CC6.2',
    'hipaa:164.308(a)(3)(ii)(C)',
  ],
  equivalents: ['prowler:iam_user_accesskey_unused', 'config:iam-user-unused-credentials-check'],
  rationale: 'Nobody misses a forgotten key, and nobody notices when somebody else begins to use it.',
  remediation: 'Make the key inactive, then delete it when nothing has asked for it.',
  fix: idleKeyFix('{evidence.accessKeyId}'),
  evaluate(user, context) {
    const active = mapReading(user.accessKeys, (keys) => keys.filter((key) => key.status === 'Active'));
    return eachOutcome(active, (key) => judge(user.id, key, context));
  },
});

function judge(user: string, key: AccessKey, { asOf, settings }: CheckContext): Outcome {
  const { accessKeyId, createDate, lastUsed } = key;
  const limit = settings.credentialUnusedDays;
  const age = daysBetween(createDate, asOf, 'iam:ListAccessKeys');
  if (age.status === 'read' && age.value < limit) {
    const summary = `Key ${accessKeyId} of ${user} is ${counted(age.value, 'day')} old, too new to be unused for ${limit}.`;
    return pass(summary, { accessKeyId, createDate, unusedDaysLimit: limit }, accessKeyId);
  }
  if (lastUsed.status === 'unread') return unknown(lastUsed, { accessKeyId, createDate }, accessKeyId);
  const { lastUsedDate } = lastUsed.value;
  const idle = daysBetween(latestTime([createDate, lastUsedDate]), asOf, 'iam:ListAccessKeys');
  if (idle.status === 'unread') return unknown(idle, { accessKeyId }, accessKeyId);
  const since = lastUsedDate
    ? `was last used ${counted(idle.value, 'day')} ago`
    : `has not been used in its ${counted(idle.value, 'day')}`;
  const summary = `Key ${accessKeyId} of ${user} ${since}.`;
  const evidence = { accessKeyId, createDate, lastUsedDate, unusedDays: idle.value, unusedDaysLimit: limit };
  return idle.value >= limit ? fail(summary, evidence, accessKeyId) : pass(summary, evidence, accessKeyId);
}
