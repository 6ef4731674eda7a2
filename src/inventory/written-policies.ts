import type { PolicyKind } from '../iam/index.ts';
import { eachOnce, type Unread } from '../model/reading.ts';
import type { ResourceType } from '../model/resource-types.ts';
import type { PolicyText } from '../model/resources/iam.ts';
import type { Inventory } from './inventory.ts';
import { resourcePolicies, unlistedResourcePolicies } from './resource-policies.ts';

/** A policy that the account's people wrote, wherever it is kept. */
export interface WrittenPolicy {
  /** `deploy`, an inline policy's name; `trust policy`. */
  readonly name: string;
  readonly kind: PolicyKind;
  readonly account: string;
  /** What it is of or held by. */
  readonly resource: string;
  readonly text: PolicyText;
}

export interface WrittenPolicies {
  readonly policies: readonly WrittenPolicy[];
  readonly unread: readonly Unread[];
}

/** Not AWS's own policies, which AWS alone can change. */
export function writtenPolicies(inventory: Inventory): WrittenPolicies {
  const ofResources = resourcePolicies(inventory);
  return {
    policies: [
      ...managed(inventory),
      ...inline(inventory, 'AWS::IAM::User', 'user-policy'),
      ...inline(inventory, 'AWS::IAM::Group', 'group-policy'),
      ...inline(inventory, 'AWS::IAM::Role', 'role-policy'),
      ...ofOrganization(inventory),
      ...ofResources.flatMap(({ type, arn, account, policy }) =>
        policy.status === 'read' && policy.value !== null && !isServiceLinked(arn)
          ? [{ ...kindOf(type), account, resource: arn, text: policy.value }]
          : [],
      ),
    ],
    unread: eachOnce([
      ...LISTED.flatMap((type) => inventory.gaps(type)),
      ...unlistedResourcePolicies(inventory),
      ...inventory
        .of('AWS::Organizations::Policy')
        .flatMap(({ content }) => (content.status === 'unread' ? [content] : [])),
      ...ofResources.flatMap(({ policy }) => (policy.status === 'unread' ? [policy] : [])),
    ]),
  };
}

const LISTED: readonly ResourceType[] = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::User', 'AWS::IAM::Group'];

function managed(inventory: Inventory): readonly WrittenPolicy[] {
  return inventory
    .of('AWS::IAM::ManagedPolicy')
    .filter(({ awsManaged }) => !awsManaged)
    .map(({ name, id, account, arn, document }) => ({
      name: name ?? id,
      kind: 'managed-policy',
      account,
      resource: arn,
      text: document,
    }));
}

function inline(
  inventory: Inventory,
  type: 'AWS::IAM::User' | 'AWS::IAM::Group' | 'AWS::IAM::Role',
  kind: PolicyKind,
): readonly WrittenPolicy[] {
  return inventory
    .of(type)
    .filter(({ arn }) => !isServiceLinked(arn))
    .flatMap(({ account, arn, inlinePolicies }) =>
      inlinePolicies.map(({ policyName, document }) => ({
        name: policyName,
        kind,
        account,
        resource: arn,
        text: document,
      })),
    );
}

/** Its service writes its policies. */
function isServiceLinked(arn: string): boolean {
  return /:role\/aws-service-role\//.test(arn);
}

function ofOrganization(inventory: Inventory): readonly WrittenPolicy[] {
  return inventory.of('AWS::Organizations::Policy').flatMap((policy) => {
    const kind = ORGANIZATION_KINDS[policy.policyType];
    if (!kind || policy.awsManaged || policy.content.status === 'unread') return [];
    const { name, id, account, arn, content } = policy;
    return [{ name: name ?? id, kind, account, resource: arn, text: content.value }];
  });
}

const ORGANIZATION_KINDS: Readonly<Record<string, PolicyKind>> = {
  SERVICE_CONTROL_POLICY: 'service-control-policy',
  RESOURCE_CONTROL_POLICY: 'resource-control-policy',
};

function kindOf(type: ResourceType): { readonly name: string; readonly kind: PolicyKind } {
  return RESOURCE_KINDS[type] ?? { name: 'resource policy', kind: 'resource-policy' };
}

const RESOURCE_KINDS: Readonly<
  Partial<Record<ResourceType, { readonly name: string; readonly kind: PolicyKind }>>
> = {
  'AWS::IAM::Role': { name: 'trust policy', kind: 'trust-policy' },
  'AWS::S3::Bucket': { name: 'bucket policy', kind: 'bucket-policy' },
  'AWS::KMS::Key': { name: 'key policy', kind: 'key-policy' },
};
