import { heldPolicies, holdsNone } from '../../inventory/held-policies.ts';
import { policyOf } from '../../inventory/policy-of.ts';
import { read } from '../../model/reading.ts';
import { HELD_POLICY_CHANGES } from '../changes/iam-changes.ts';
import { type CheckContext, defineCheck, fail, type Outcome, pass, unknown } from '../check.ts';
import { eachOutcome } from '../each-outcome.ts';
import { narrowerPolicyFix } from '../fix/policy-document-fix.ts';

const CALL = 'iam:GetAccountAuthorizationDetails';

/** Each judges the holder of the policy: a managed policy itself, else the principal with its inline policies. */
const HOLDERS = [
  {
    id: 'policy-no-not-action-allow',
    resource: 'AWS::IAM::ManagedPolicy',
    title: 'Customer managed policies do not allow by NotAction',
  },
  {
    id: 'policy-no-not-action-allow-user',
    resource: 'AWS::IAM::User',
    title: 'Inline policies of users do not allow by NotAction',
  },
  {
    id: 'policy-no-not-action-allow-group',
    resource: 'AWS::IAM::Group',
    title: 'Inline policies of groups do not allow by NotAction',
  },
  {
    id: 'policy-no-not-action-allow-role',
    resource: 'AWS::IAM::Role',
    title: 'Inline policies of roles do not allow by NotAction',
  },
] as const;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html */
export const policyNoNotActionAllow = HOLDERS.map((holder) =>
  defineCheck({
    ...holder,
    practice: 6,
    severity: 'medium',
    reads: [CALL],
    changedBy: HELD_POLICY_CHANGES[holder.resource],
    controls: [
      'nist-800-53-r5:AC-6',
      'nist-800-53-r5:AC-6(10)',
      'nist-csf-2.0:PR.AA-05',
      'pci-dss-4.0:7.2.2',
      'pci-dss-4.0:7.2.5',
      'iso-27001-2022:A.5.15',
      'soc-2:CC6.3',
      'hipaa:164.308(a)(3)(i)',
      'hipaa:164.312(a)(1)',
    ],
    equivalents: [],
    rationale:
      'Allowing all but a list allows thousands of actions that nobody chose, and every one still to come.',
    remediation: 'List what is allowed with Action; keep NotAction for Deny statements.',
    fix: narrowerPolicyFix(holder.resource),
    evaluate: (resource, context) =>
      holdsNone(resource)
        ? pass(`${resource.id} has no inline policy.`)
        : eachOutcome(read(heldPolicies(resource)), (policy) => judge(policy, context)),
  }),
);

function judge(
  { name, document, key }: ReturnType<typeof heldPolicies>[number],
  { inventory }: CheckContext,
): Outcome {
  const policy = policyOf(inventory, document, CALL);
  if (policy.status === 'unread') return unknown(policy, {}, key);
  const offending = policy.value.statements.flatMap(({ effect, notActions, sid, resources }, index) =>
    effect === 'Allow' && notActions ? [{ statement: index + 1, sid, notActions, resources }] : [],
  );
  const excepted = [...new Set(offending.flatMap((each) => each.notActions))];
  return offending.length > 0
    ? fail(
        `Policy ${name} allows every action but ${excepted.join(', ')}.`,
        { policy: key ?? name, statements: offending },
        key,
      )
    : pass(`Policy ${name} allows nothing by NotAction.`, {}, key);
}
