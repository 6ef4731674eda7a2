import { isIdentityCenterRole, isServiceLinked } from '../../inventory/aws-owned-role.ts';
import type { Group, Role, User } from '../../model/resources/iam.ts';
import { HELD_POLICY_CHANGES } from '../changes/iam-changes.ts';
import { defineCheck, fail, notApplicable, pass } from '../check.ts';
import { inlinePolicyFix } from '../fix/policy-document-fix.ts';

const HOLDERS = [
  { id: 'policy-inline-user', resource: 'AWS::IAM::User', title: 'Users have no inline policies' },
  { id: 'policy-inline-group', resource: 'AWS::IAM::Group', title: 'Groups have no inline policies' },
  { id: 'policy-inline-role', resource: 'AWS::IAM::Role', title: 'Roles have no inline policies' },
] as const;

/**
 * AWS itself writes the inline policies of its reserved roles, which nobody else may edit.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 */
export const policyInline = HOLDERS.map((holder) =>
  defineCheck({
    ...holder,
    practice: 6,
    severity: 'low',
    reads: ['iam:GetAccountAuthorizationDetails'],
    changedBy: HELD_POLICY_CHANGES[holder.resource],
    controls: [],
    equivalents: ['config:iam-no-inline-policy-check'],
    rationale:
      'An inline policy has no versions, no name to search for and no list of users: extra rights hide in it.',
    remediation: 'Make the inline policy a customer managed policy, attach that, and delete the inline one.',
    fix: inlinePolicyFix(holder.resource),
    evaluate(holder) {
      if (isReserved(holder)) return notApplicable();
      const { id, inlinePolicies } = holder;
      const names = inlinePolicies.map((policy) => policy.policyName);
      return names.length > 0
        ? fail(`${id} has inline policies: ${names.join(', ')}.`, { inlinePolicies: names })
        : pass(`${id} has no inline policy.`, { inlinePolicies: names });
    },
  }),
);

function isReserved(holder: User | Group | Role): boolean {
  return holder.type === 'AWS::IAM::Role' && (isServiceLinked(holder) || isIdentityCenterRole(holder));
}
