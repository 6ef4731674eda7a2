import { administratorBy } from '../../inventory/administrators.ts';
import { type LastActivity, roleActivity, userActivity } from '../../inventory/last-activity.ts';
import { daysBetween } from '../../model/days.ts';
import type { Reading } from '../../model/reading.ts';
import type { Role, User } from '../../model/resources/iam.ts';
import { ROLE_RIGHT_CHANGES, USER_RIGHT_CHANGES } from '../changes/iam-changes.ts';
import {
  type CheckContext,
  defineCheck,
  fail,
  notApplicable,
  type Outcome,
  pass,
  unknown,
} from '../check.ts';
import { ESCALATION_READS } from '../escalation-reads.ts';
import { IDLE_ROLE_FIX, IDLE_USER_FIX } from '../fix/idle-principal-fix.ts';
import { idleSummary } from '../idle-summary.ts';

const COMMON = {
  practice: 4,
  severity: 'medium',
  controls: [
    'nist-csf-2.0:PR.AA-01',
    'iso-27001-2022:A.5.18',
    'iso-27001-2022:A.8.2',
    'soc-2:CC6.2',
    'hipaa:164.308(a)(3)(ii)(C)',
  ],
  equivalents: [],
  rationale:
    'Whoever left or changed duty does not notice that somebody else now signs in as administrator in their name.',
} as const;

/** A new administrator's days count from its creation, or from its newest credential's. */
export const adminInactive = [
  defineCheck({
    ...COMMON,
    id: 'admin-inactive-user',
    title: 'Users who are administrators are active',
    resource: 'AWS::IAM::User',
    reads: [
      ...ESCALATION_READS,
      'iam:ListUsers',
      'iam:GetAccessKeyLastUsed',
      'iam:ListSSHPublicKeys',
      'iam:ListServiceSpecificCredentials',
      'iam:ListSigningCertificates',
      'iam:GenerateServiceLastAccessedDetails',
      'iam:GetServiceLastAccessedDetails',
    ],
    changedBy: USER_RIGHT_CHANGES,
    remediation:
      'Take the rights and credentials from the user, and delete the user when nobody asks for it.',
    fix: IDLE_USER_FIX,
    evaluate: (user, context) => judge(user, userActivity(user), context),
  }),
  defineCheck({
    ...COMMON,
    id: 'admin-inactive-role',
    title: 'Administrator roles are in use',
    resource: 'AWS::IAM::Role',
    reads: ESCALATION_READS,
    changedBy: ROLE_RIGHT_CHANGES,
    remediation:
      'Detach the policy or delete the role; for a role of IAM Identity Center take back the permission set.',
    fix: IDLE_ROLE_FIX,
    evaluate: (role, context) => judge(role, roleActivity(role), context),
  }),
];

function judge(principal: User | Role, activity: LastActivity, context: CheckContext): Outcome {
  const { asOf, settings, inventory } = context;
  const administrator = administratorBy(inventory, principal, asOf);
  if (administrator.status === 'unread') return unknown(administrator);
  if (administrator.value === null) return notApplicable();
  const { createDate } = principal;
  const { lastUsed, since, missing } = activity;
  const limit = settings.administratorInactiveDays;
  const idle: Reading<number> = daysBetween(since, asOf, 'iam:GetAccountAuthorizationDetails');
  if (idle.status === 'unread') return unknown([idle, ...missing], { lastUsed });
  const evidence = { createDate, since, lastUsed, inactiveDays: idle.value, inactiveDaysLimit: limit };
  const summary = `Administrator ${idleSummary(principal, activity, idle.value)}.`;
  if (idle.value < limit) return pass(summary, evidence);
  return missing.length > 0 ? unknown(missing, evidence) : fail(summary, evidence);
}
