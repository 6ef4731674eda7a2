import { administratorGrants, userAdministratorGrants } from '../../inventory/administrators.ts';
import { type LastActivity, roleActivity, userActivity } from '../../inventory/last-activity.ts';
import { daysBetween } from '../../model/days.ts';
import type { Reading } from '../../model/reading.ts';
import type { Role, User } from '../../model/resources/iam.ts';
import {
  type CheckContext,
  defineCheck,
  fail,
  notApplicable,
  type Outcome,
  pass,
  unknown,
} from '../check.ts';
import { idleSummary } from '../idle-summary.ts';

const COMMON = {
  practice: 4,
  severity: 'medium',
  controls: ['nist-800-53-r5:ac_2_3', 'nist-800-53-r5:ac_6', 'iso-27001-2022:A.5.15'],
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
      'iam:GetAccountAuthorizationDetails',
      'iam:ListUsers',
      'iam:GetLoginProfile',
      'iam:ListAccessKeys',
      'iam:GetAccessKeyLastUsed',
      'iam:ListSSHPublicKeys',
      'iam:ListServiceSpecificCredentials',
      'iam:ListSigningCertificates',
      'iam:GenerateServiceLastAccessedDetails',
      'iam:GetServiceLastAccessedDetails',
    ],
    remediation:
      'Take the rights and credentials from the user, and delete the user when nobody asks for it.',
    evaluate(user, context) {
      const grants = userAdministratorGrants(context.inventory, user);
      if (grants.status === 'unread') return unknown(grants);
      return grants.value.length > 0 ? judge(user, userActivity(user), context) : notApplicable();
    },
  }),
  defineCheck({
    ...COMMON,
    id: 'admin-inactive-role',
    title: 'Administrator roles are in use',
    resource: 'AWS::IAM::Role',
    reads: ['iam:GetAccountAuthorizationDetails'],
    remediation:
      'Detach the policy or delete the role; for a role of IAM Identity Center take back the permission set.',
    evaluate: (role, context) =>
      administratorGrants(role).length > 0 ? judge(role, roleActivity(role), context) : notApplicable(),
  }),
];

function judge(principal: User | Role, activity: LastActivity, { asOf, settings }: CheckContext): Outcome {
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
