import { heldPolicies } from '../inventory/held-policies.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { policyOf } from '../inventory/policy-of.ts';
import { type HolderKind, policyReach } from '../inventory/policy-reach.ts';
import type { WideReach } from '../inventory/wide-reach.ts';
import type { WideRight } from '../inventory/wide-right.ts';
import { parseArn } from '../model/arn.ts';
import type { JsonObject } from '../model/json.ts';
import { read, unread } from '../model/reading.ts';
import type { Group, ManagedPolicy, Role, User } from '../model/resources/iam.ts';
import { HELD_POLICY_CHANGES } from './changes/iam-changes.ts';
import {
  type Check,
  type CheckMetadata,
  defineCheck,
  fail,
  type Outcome,
  pass,
  sparing,
  unknown,
} from './check.ts';
import { eachOutcome } from './each-outcome.ts';
import { narrowerPolicyFix } from './fix/policy-document-fix.ts';

const CALL = 'iam:GetAccountAuthorizationDetails';

type HolderType = 'AWS::IAM::ManagedPolicy' | 'AWS::IAM::User' | 'AWS::IAM::Group' | 'AWS::IAM::Role';

/** What policies should not give: a check for each kind of holder. */
export interface PolicyRight
  extends Pick<CheckMetadata<HolderType>, 'id' | 'severity' | 'rationale' | 'remediation'> {
  /** `full administration`, for titles and summaries. */
  readonly what: string;
  /** One of each list makes the whole. */
  readonly rights: readonly (readonly WideRight[])[];
  readonly controls: Readonly<Record<'managed' | 'inline', readonly string[]>>;
  /** Of the controls of managed policies, those about attached ones alone. */
  readonly attachedOnly?: readonly string[];
  readonly equivalents: Readonly<Record<'managed' | 'inline', readonly string[]>>;
}

interface Holder {
  readonly resource: HolderType;
  readonly suffix: string;
  readonly of: string;
  readonly kind: HolderKind;
}

const HOLDERS: readonly Holder[] = [
  { resource: 'AWS::IAM::ManagedPolicy', suffix: '', of: 'Customer managed policies', kind: 'any' },
  { resource: 'AWS::IAM::User', suffix: '-user', of: 'Inline policies of users', kind: 'user' },
  { resource: 'AWS::IAM::Group', suffix: '-group', of: 'Inline policies of groups', kind: 'user' },
  { resource: 'AWS::IAM::Role', suffix: '-role', of: 'Inline policies of roles', kind: 'role' },
];

/** Judges each policy by itself, whatever bounds its holder: what all together come to is asked of principals. */
export function policyRightChecks(right: PolicyRight): readonly Check[] {
  return HOLDERS.map((holder) => {
    const form = holder.kind === 'any' ? 'managed' : 'inline';
    return defineCheck({
      id: `${right.id}${holder.suffix}`,
      title: `${holder.of} do not give ${right.what}`,
      practice: 6,
      severity: right.severity,
      resource: holder.resource,
      reads: [CALL],
      changedBy: HELD_POLICY_CHANGES[holder.resource],
      controls: right.controls[form],
      equivalents: right.equivalents[form],
      rationale: right.rationale,
      remediation: right.remediation,
      fix: narrowerPolicyFix(holder.resource),
      evaluate: (resource, { inventory }) =>
        eachOutcome(read(heldPolicies(resource)), (policy) =>
          judge(policy, { resource, inventory, right, kind: holder.kind }),
        ),
    });
  });
}

interface Asked {
  readonly resource: ManagedPolicy | User | Group | Role;
  readonly inventory: Inventory;
  readonly right: PolicyRight;
  readonly kind: HolderKind;
}

function judge(
  { name, document, key }: ReturnType<typeof heldPolicies>[number],
  { resource, inventory, right, kind }: Asked,
): Outcome {
  const policy = policyOf(inventory, document, CALL);
  if (policy.status === 'unread') return unknown(policy, {}, key);
  const partition = parseArn(resource.arn)?.partition ?? 'aws';
  const reaches: WideReach[] = [];
  for (const rights of right.rights) {
    const reach = policyReach(inventory, policy.value, rights, {
      account: resource.account,
      partition,
      kind,
    });
    if (reach.answer === 'limited') return pass(`Policy ${name} does not give ${right.what}.`, {}, key);
    reaches.push(reach);
  }
  const unsure = reaches.flatMap((each) => (each.answer === 'unknown' ? [each.reason] : []));
  if (unsure.length > 0)
    return unknown(
      [...new Set(unsure)].map((reason) => unread(CALL, `NotProved: ${reason}`)),
      {},
      key,
    );
  const evidence = { policy: key ?? name, requests: reaches.flatMap(shown) };
  const failure = fail(`Policy ${name} gives ${right.what}.`, evidence, key);
  return 'attachmentCount' in resource && resource.attachmentCount === 0
    ? sparing(failure, right.attachedOnly ?? [])
    : failure;
}

function shown(reach: WideReach): readonly JsonObject[] {
  if (reach.answer !== 'unlimited') return [];
  const { request, statements } = reach;
  return [
    {
      request: { ...request },
      statements: statements
        .filter(({ source }) => source === 'identityPolicies')
        .map(({ statement, sid }) => ({ statement: statement + 1, sid })),
    },
  ];
}
