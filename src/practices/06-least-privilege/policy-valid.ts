import { type LintFinding, lintPolicy, type PolicyKind } from '../../iam/index.ts';
import { heldPolicies, holdsNone } from '../../inventory/held-policies.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { policyOf } from '../../inventory/policy-of.ts';
import { read } from '../../model/reading.ts';
import { HELD_POLICY_CHANGES } from '../changes/iam-changes.ts';
import { type CheckContext, defineCheck, fail, type Outcome, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { eachOutcome } from '../each-outcome.ts';
import { correctedPolicyFix } from '../fix/policy-document-fix.ts';

const CALL = 'iam:GetAccountAuthorizationDetails';

const HOLDERS = [
  {
    id: 'policy-valid',
    resource: 'AWS::IAM::ManagedPolicy',
    title: 'Customer managed policies say what they mean',
    kind: 'managed-policy',
  },
  {
    id: 'policy-valid-user',
    resource: 'AWS::IAM::User',
    title: 'Inline policies of users say what they mean',
    kind: 'user-policy',
  },
  {
    id: 'policy-valid-group',
    resource: 'AWS::IAM::Group',
    title: 'Inline policies of groups say what they mean',
    kind: 'group-policy',
  },
  {
    id: 'policy-valid-role',
    resource: 'AWS::IAM::Role',
    title: 'Inline policies of roles say what they mean',
    kind: 'role-policy',
  },
] as const;

/**
 * The linter's errors and warnings: unknown actions, wrong ARNs, conditions that never hold, statements without effect.
 * Its suggestions do no harm, and are in the evidence alone. What allows too much is for the other checks of the practice.
 */
export const policyValid = HOLDERS.map(({ kind, ...holder }) =>
  defineCheck({
    ...holder,
    practice: 6,
    severity: 'low',
    reads: [CALL],
    changedBy: HELD_POLICY_CHANGES[holder.resource],
    controls: [],
    equivalents: [],
    rationale:
      'A misspelt action or a condition that never holds allows or denies other than its author believes, and nobody is told.',
    remediation: 'Correct each line that the finding names; rampart iam lint says more of each rule.',
    fix: correctedPolicyFix(holder.resource),
    evaluate: (resource, context) =>
      holdsNone(resource)
        ? pass(`${resource.id} has no inline policy.`)
        : eachOutcome(read(heldPolicies(resource)), (policy) => judge(policy, kind, context)),
  }),
);

function judge(
  { name, document, key }: ReturnType<typeof heldPolicies>[number],
  kind: PolicyKind,
  { inventory }: CheckContext,
): Outcome {
  const parsed = policyOf(inventory, document, CALL);
  if (parsed.status === 'unread') return unknown(parsed, {}, key);
  const remarks = linted(inventory, document, kind).filter(({ id }) => !OF_OTHER_CHECKS.has(id));
  const bad = remarks.filter(({ severity }) => severity !== 'suggestion');
  const evidence = {
    policy: key ?? name,
    mistakes: bad.map(shown),
    suggestions: remarks.filter((each) => !bad.includes(each)).map(shown),
  };
  const [first] = bad;
  return first
    ? fail(`Policy ${name} has ${counted(bad.length, 'mistake')}: ${sentence(first)}`, evidence, key)
    : pass(`Policy ${name} says what it means.`, evidence, key);
}

/** `policy-no-not-action-allow`, `policy-no-wildcard-pass-role` */
const OF_OTHER_CHECKS: ReadonlySet<string> = new Set(['not-action-allow', 'pass-role-anywhere']);

function shown({ id, severity, message, place: { line, column } }: LintFinding) {
  return { rule: id, severity, message, line, column };
}

function sentence({ message }: LintFinding): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** Once for each text and kind, however many hold it. */
function linted(inventory: Inventory, text: string, kind: PolicyKind): readonly LintFinding[] {
  const known = inventory.derive(linted, () => new Map<string, readonly LintFinding[]>());
  const found = known.get(`${kind} ${text}`) ?? lintPolicy(text, { kind });
  known.set(`${kind} ${text}`, found);
  return found;
}
