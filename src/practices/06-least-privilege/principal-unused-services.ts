import { hasNoOperation } from '../../iam/least-privilege/without-operation.ts';
import { isServiceLinked } from '../../inventory/aws-owned-role.ts';
import { roleActivity } from '../../inventory/last-activity.ts';
import { daysBetween } from '../../model/days.ts';
import { type Unread, unread } from '../../model/reading.ts';
import type { Role, ServiceLastAccessed, User } from '../../model/resources/iam.ts';
import {
  type CheckContext,
  defineCheck,
  fail,
  notApplicable,
  type Outcome,
  pass,
  unknown,
} from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

const CALL = 'iam:GetServiceLastAccessedDetails';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html */
const COMMON = {
  practice: 6,
  severity: 'medium',
  reads: ['iam:GetAccountAuthorizationDetails', 'iam:GenerateServiceLastAccessedDetails', CALL],
  controls: [
    'nist-800-53-r5:AC-6',
    'nist-csf-2.0:PR.AA-05',
    'pci-dss-4.0:7.2.2',
    'pci-dss-4.0:7.2.5',
    'iso-27001-2022:A.5.18',
    'soc-2:CC6.3',
    'hipaa:164.308(a)(3)(i)',
  ],
  equivalents: [],
  rationale: 'Rights to services that are never called serve only somebody who takes the identity over.',
  remediation: 'Take the services that are not called out of the policies of this principal.',
  fix: {
    cli: dedented(`
      # Not used: {evidence.unused}. Find the policies that grant it, and take it out of them
      aws iam list-policies-granting-service-access --arn {arn} --service-namespaces {evidence.unused}
      aws iam get-policy-version --policy-arn <POLICY-ARN> --version-id <DEFAULT-VERSION-ID>
      # Save the narrower document as a file. The version before stays, and set-default-policy-version takes it back
      aws iam create-policy-version --policy-arn <POLICY-ARN> --policy-document file://<POLICY-FILE> --set-as-default`),
    terraform: dedented(`
      # The policies of {arn}, without {evidence.unused}
      resource "aws_iam_policy" "this" {
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect   = "Allow"
            Action   = ["<ACTION>"]
            Resource = ["<RESOURCE-ARN>"]
          }]
        })
        # Its other arguments stay as they are.
      }`),
  },
} as const;

/**
 * A principal younger than the limit has had no time to use its rights and passes. AWS counts attempts: a service whose
 * calls were all denied counts as used.
 */
export const principalUnusedServices = [
  defineCheck({
    ...COMMON,
    id: 'principal-unused-services-user',
    title: 'Users use every service that their policies grant',
    resource: 'AWS::IAM::User',
    evaluate: judge,
  }),
  defineCheck({
    ...COMMON,
    id: 'principal-unused-services-role',
    title: 'Roles use every service that their policies grant',
    resource: 'AWS::IAM::Role',
    evaluate: judgeRole,
  }),
];

function judgeRole(role: Role, context: CheckContext): Outcome {
  if (isServiceLinked(role)) return notApplicable();
  return wholeRoleUnused(role, context) ?? judge(role, context);
}

/** A role that nobody has assumed has used none of its services; access advisor is not even asked for some of these. */
function wholeRoleUnused(role: Role, { asOf, settings }: CheckContext): Outcome | null {
  const { id, createDate, attachedPolicies, inlinePolicies } = role;
  const { since, lastUsed, missing } = roleActivity(role);
  const limit = settings.principalUnusedDays;
  const idle = daysBetween(since, asOf, 'iam:GetAccountAuthorizationDetails');
  if (missing.length > 0 || attachedPolicies.length + inlinePolicies.length === 0) return null;
  if (idle.status === 'unread' || idle.value < limit) return null;
  const use = lastUsed ? `was last used ${counted(idle.value, 'day')} ago` : 'has no recorded use';
  const evidence = { createDate, lastUsed, unusedDaysLimit: limit };
  return fail(`${id} ${use}: it needs none of the services that its policies grant.`, evidence);
}

function judge(principal: User | Role, { asOf, settings }: CheckContext): Outcome {
  const { id, createDate, servicesLastAccessed } = principal;
  const limit = settings.principalUnusedDays;
  const age = daysBetween(createDate, asOf, 'iam:GetAccountAuthorizationDetails');
  if (age.status === 'unread') return unknown([age, servicesLastAccessed]);
  if (age.value < limit)
    return pass(`${id} is ${counted(age.value, 'day')} old, too new to be judged.`, { createDate });
  if (servicesLastAccessed.status === 'unread') return unknown(servicesLastAccessed);
  const granted = servicesLastAccessed.value;
  if (granted.length === 0) return notApplicable();
  const unseen = granted
    .filter((service) => isUnused(service, asOf, limit))
    .map((service) => service.serviceNamespace)
    .toSorted();
  const [notTold, unused] = [unseen.filter(hasNoOperation), unseen.filter((each) => !hasNoOperation(each))];
  const told = notTold.length === 0 ? {} : { notTold };
  const evidence = { granted: granted.length, unused, ...told, unusedDaysLimit: limit };
  if (unused.length > 0)
    return fail(
      `${id} may use ${counted(granted.length, 'service')} and has not used ${some(unused)} in ${limit} days.`,
      evidence,
    );
  if (notTold.length > 0) return unknown(untracked(notTold), evidence);
  return pass(
    `${id} has used every service that it may use (${granted.length}) within ${limit} days.`,
    evidence,
  );
}

/** Access advisor has attempts to call an API; of a database's connections and of consoles it may have none. */
function untracked(services: readonly string[]): Unread {
  return unread(CALL, `NotTracked: access advisor tells of calls of an API, and ${some(services)} have none`);
}

function isUnused({ lastAuthenticated }: ServiceLastAccessed, asOf: string, limit: number): boolean {
  const idle = daysBetween(lastAuthenticated, asOf, CALL);
  return idle.status === 'unread' || idle.value >= limit; // no date: not within the 400 days that AWS tracks
}

function some(services: readonly string[]): string {
  const shown = services.slice(0, 5).join(', ');
  return `${services.length} of them (${shown}${services.length > 5 ? ' …' : ''})`;
}
