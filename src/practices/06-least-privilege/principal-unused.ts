import { isServiceLinked } from '../../inventory/aws-owned-role.ts';
import { type LastActivity, roleActivity, userActivity } from '../../inventory/last-activity.ts';
import { daysBetween } from '../../model/days.ts';
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
import { IDLE_ROLE_FIX, IDLE_USER_FIX } from '../fix/idle-principal-fix.ts';
import { idleSummary } from '../idle-summary.ts';

const USER_CALLS = [
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
];

const COMMON = {
  practice: 6,
  severity: 'medium',
  controls: [
    'nist-800-53-r5:AC-2(3)',
    'nist-800-53-r5:AC-2(3)(d)',
    'nist-csf-2.0:PR.AA-01',
    'iso-27001-2022:A.5.16',
    'iso-27001-2022:A.5.18',
    'soc-2:CC6.2',
    'hipaa:164.308(a)(3)(ii)(C)',
  ],
  equivalents: [],
  rationale:
    'Nobody watches an identity that nobody uses: whoever takes it over is not noticed, and keeps its rights.',
} as const;

/** A new principal, or one with a new credential, is not "unused for 90 days". */
export const principalUnused = [
  defineCheck({
    ...COMMON,
    id: 'principal-unused-user',
    title: 'Users are in use',
    resource: 'AWS::IAM::User',
    reads: USER_CALLS,
    remediation: "Take away the user's credentials, and delete the user when nobody asks for it.",
    fix: IDLE_USER_FIX,
    evaluate: (user, context) => judge(user, userActivity(user), context),
  }),
  defineCheck({
    ...COMMON,
    id: 'principal-unused-role',
    title: 'Roles are in use',
    resource: 'AWS::IAM::Role',
    reads: ['iam:GetAccountAuthorizationDetails'],
    remediation:
      'Delete the role, after denying its trust for a while; for a role of IAM Identity Center take back the permission set.',
    fix: IDLE_ROLE_FIX,
    evaluate: (role, context) =>
      isServiceLinked(role) ? notApplicable() : judge(role, roleActivity(role), context),
  }),
];

function judge(principal: User | Role, activity: LastActivity, context: CheckContext): Outcome {
  const { asOf, settings } = context;
  const { createDate } = principal;
  const { lastUsed, since, missing } = activity;
  const limit = settings.principalUnusedDays;
  const idle = daysBetween(since, asOf, 'iam:GetAccountAuthorizationDetails');
  if (idle.status === 'unread') return unknown([idle, ...missing], { lastUsed });
  const evidence = { createDate, since, lastUsed, unusedDays: idle.value, unusedDaysLimit: limit };
  const summary = `${idleSummary(principal, activity, idle.value)}.`;
  if (idle.value < limit) return pass(summary, evidence);
  return missing.length > 0 ? unknown(missing, evidence) : fail(summary, evidence);
}
