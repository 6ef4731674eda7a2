import { namesWholeService } from '../../iam/action-pattern.ts';
import type { Statement } from '../../iam/policy-document.ts';
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
    id: 'policy-no-service-wildcard',
    resource: 'AWS::IAM::ManagedPolicy',
    title: 'Customer managed policies do not allow every action of a service',
    controls: [
      'aws-fsbp:IAM.21',
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
    equivalents: ['config:iam-policy-no-statements-with-full-access'],
  },
  {
    id: 'policy-no-service-wildcard-user',
    resource: 'AWS::IAM::User',
    title: 'Inline policies of users do not allow every action of a service',
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
  },
  {
    id: 'policy-no-service-wildcard-group',
    resource: 'AWS::IAM::Group',
    title: 'Inline policies of groups do not allow every action of a service',
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
  },
  {
    id: 'policy-no-service-wildcard-role',
    resource: 'AWS::IAM::Role',
    title: 'Inline policies of roles do not allow every action of a service',
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
  },
] as const;

/** Says what is written, one statement at a time; what a principal may do in the end is the IAM engine's answer. */
export const policyNoServiceWildcard = HOLDERS.map((holder) =>
  defineCheck({
    ...holder,
    practice: 6,
    severity: 'medium',
    reads: [CALL],
    changedBy: HELD_POLICY_CHANGES[holder.resource],
    rationale:
      'A whole service includes its deletions, its sharing with strangers, and whatever AWS adds tomorrow.',
    remediation: 'List the actions that are used; IAM Access Analyzer can generate them from CloudTrail.',
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
  const offending = policy.value.statements.flatMap(wholeServices);
  const actions = [...new Set(offending.flatMap((each) => each.actions))];
  return offending.length > 0
    ? fail(
        `Policy ${name} allows whole services: ${actions.join(', ')}.`,
        { policy: key ?? name, statements: offending },
        key,
      )
    : pass(`Policy ${name} names no whole service in what it allows.`, {}, key);
}

function wholeServices({ effect, actions, sid, resources }: Statement, index: number) {
  const whole = effect === 'Allow' ? (actions ?? []).filter(namesWholeService) : [];
  return whole.length > 0 ? [{ statement: index + 1, sid, actions: whole, resources }] : [];
}
