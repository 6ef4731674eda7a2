import { daysBetween } from '../../model/days.ts';
import { mapReading } from '../../model/reading.ts';
import type { AccessKey } from '../../model/resources/iam.ts';
import { type CheckContext, defineCheck, fail, type Outcome, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { eachOutcome } from '../each-outcome.ts';
import { idleKeyFix } from '../fix/access-key-fix.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKeyLastUsed.html: no date, no use since April 2015. */
export const userAccessKeyNeverUsed = defineCheck({
  id: 'user-access-key-never-used',
  title: 'Active access keys have been used since they were created',
  practice: 8,
  severity: 'low',
  resource: 'AWS::IAM::User',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'],
  changedBy: ['iam:CreateAccessKey'],
  controls: ['nist-csf-2.0:PR.AA-01', 'soc-2:CC6.2'],
  equivalents: ['config:iam-user-unused-credentials-check'],
  rationale:
    'A key that nobody needed was still written down somewhere, and gives the same access as one in use.',
  remediation: 'Delete the key; create one when it is needed, or use a role.',
  fix: idleKeyFix('{evidence.accessKeyId}'),
  evaluate(user, context) {
    const active = mapReading(user.accessKeys, (keys) => keys.filter((key) => key.status === 'Active'));
    return eachOutcome(active, (key) => judge(user.id, key, context));
  },
});

function judge(user: string, key: AccessKey, { asOf, settings }: CheckContext): Outcome {
  const { accessKeyId, createDate, lastUsed } = key;
  const grace = settings.accessKeyFirstUseDays;
  const age = daysBetween(createDate, asOf, 'iam:ListAccessKeys');
  if (age.status === 'read' && age.value < grace) {
    const summary = `Key ${accessKeyId} of ${user} is ${counted(age.value, 'day')} old; it has ${grace} to be used first.`;
    return pass(summary, { accessKeyId, createDate, graceDays: grace }, accessKeyId);
  }
  if (lastUsed.status === 'unread') return unknown(lastUsed, { accessKeyId, createDate }, accessKeyId);
  const { lastUsedDate } = lastUsed.value;
  const evidence = { accessKeyId, createDate, lastUsedDate, graceDays: grace };
  if (lastUsedDate) return pass(`Key ${accessKeyId} of ${user} has been used.`, evidence, accessKeyId);
  if (age.status === 'unread') return unknown(age, evidence, accessKeyId);
  return fail(
    `Key ${accessKeyId} of ${user} was never used in its ${counted(age.value, 'day')}.`,
    evidence,
    accessKeyId,
  );
}
