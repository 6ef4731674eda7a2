import type {
  DescribePolicyResponse,
  PolicySummary,
  PolicyTargetSummary,
  Account as SdkAccount,
  OrganizationalUnit as SdkUnit,
} from '@aws-sdk/client-organizations';
import { mapReading, read } from '../../../model/reading.ts';
import { GLOBAL_REGION } from '../../../model/resource.ts';
import type {
  OrganizationAccount,
  OrganizationalUnit,
  OrganizationMembership,
  OrganizationPolicy,
  OrganizationRoot,
  PolicyTarget,
} from '../../../model/resources/organizations.ts';
import { type Collected, defineCollector, eachListed, mapListed, type ServiceApi } from '../collector.ts';
import { isoTime } from '../mapping.ts';
import { listOfOrganization, organizationMembership } from '../organization-membership.ts';
import { type InTree, organizationTree } from '../organization-tree.ts';

/** Whichever of the three is first walks the tree for all. */
const TREE_CALLS = [
  'organizations:DescribeOrganization',
  'organizations:ListRoots',
  'organizations:ListAccountsForParent',
  'organizations:ListOrganizationalUnitsForParent',
];

const membership = defineCollector({
  type: 'AWS::Organizations::Organization',
  service: 'organizations',
  scope: 'global',
  calls: ['organizations:DescribeOrganization'],
  async collect(api) {
    const organization = await organizationMembership(api);
    if (organization.status === 'unread') return { resources: [], gap: organization };
    return { resources: [toMembership(api, organization.value)], gap: null };
  },
});

/** Known by the account's place in the organisation, since the organisation's own ARN is every member's. */
function toMembership(
  api: ServiceApi,
  organization: OrganizationMembership['organization'],
): OrganizationMembership {
  const { account } = api;
  const arn = organization
    ? api.arn('organizations', `account/${organization.id}/${account}`, {
        region: '',
        account: organization.managementAccountId,
      })
    : api.arn('iam', 'root', { region: '' });
  const type = 'AWS::Organizations::Organization';
  return { type, account, region: GLOBAL_REGION, arn, id: organization?.id ?? account, organization };
}

const roots = defineCollector({
  type: 'AWS::Organizations::Root',
  service: 'organizations',
  scope: 'global',
  calls: TREE_CALLS,
  async collect(api) {
    const tree = await organizationTree(api);
    return mapListed(tree.roots, (root): OrganizationRoot => {
      const policyTypes = (root.PolicyTypes ?? []).map(({ Type = '', Status = '' }) => ({
        type: Type,
        status: Status,
      }));
      return { ...identity(api, 'AWS::Organizations::Root', root), policyTypes };
    });
  },
});

const units = defineCollector({
  type: 'AWS::Organizations::OrganizationalUnit',
  service: 'organizations',
  scope: 'global',
  calls: TREE_CALLS,
  async collect(api) {
    const tree = await organizationTree(api);
    return mapListed(
      tree.units,
      ({ item, parentId }: InTree<SdkUnit>): OrganizationalUnit => ({
        ...identity(api, 'AWS::Organizations::OrganizationalUnit', item),
        parentId,
      }),
    );
  },
});

/** By walking the tree: two calls an organisational unit, instead of ListParents for every account. */
const accounts = defineCollector({
  type: 'AWS::Organizations::Account',
  service: 'organizations',
  scope: 'global',
  calls: TREE_CALLS,
  async collect(api) {
    const tree = await organizationTree(api);
    return mapListed(
      tree.accounts,
      ({ item, parentId }: InTree<SdkAccount>): OrganizationAccount => ({
        ...identity(api, 'AWS::Organizations::Account', item),
        email: item.Email ?? '',
        status: item.State ?? item.Status ?? '',
        joinedTimestamp: isoTime(item.JoinedTimestamp),
        parentId,
      }),
    );
  },
});

/** The two types that limit permissions; the others (tags, backups, AI) do not. */
const POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

const policies = defineCollector({
  type: 'AWS::Organizations::Policy',
  service: 'organizations',
  scope: 'global',
  calls: [
    'organizations:DescribeOrganization',
    'organizations:ListPolicies',
    'organizations:DescribePolicy',
    'organizations:ListTargetsForPolicy',
  ],
  async collect(api) {
    const own = await organizationMembership(api);
    if (own.status === 'read' && !own.value) return { resources: [], gap: null };
    const byType = await Promise.all(POLICY_TYPES.map((type) => policiesOf(api, type)));
    const gap = byType.find((each) => each.gap)?.gap ?? null;
    return { resources: byType.flatMap((each) => each.resources), gap };
  },
});

async function policiesOf(api: ServiceApi, Filter: string): Promise<Collected<OrganizationPolicy>> {
  const listed = await listOfOrganization<PolicySummary>(api, 'ListPolicies', { Filter }, 'Policies');
  return eachListed(api, listed, (policy) => toPolicy(api, policy, Filter));
}

/** Content and targets are a call each, and an organisation has tens of policies. */
async function toPolicy(
  api: ServiceApi,
  policy: PolicySummary,
  policyType: string,
): Promise<OrganizationPolicy> {
  const PolicyId = policy.Id ?? '';
  const [described, targets] = await Promise.all([
    api.read<DescribePolicyResponse>('DescribePolicy', { PolicyId }),
    api.list<PolicyTargetSummary>('ListTargetsForPolicy', { PolicyId }, 'Targets'),
  ]);
  return {
    ...identity(api, 'AWS::Organizations::Policy', policy),
    policyType: policy.Type ?? policyType,
    awsManaged: policy.AwsManaged ?? false,
    content: mapReading(described, (output) => output.Policy?.Content ?? ''),
    targets: targets.gap ?? read(targets.items.map(toTarget)),
  };
}

function toTarget({ TargetId, Type }: PolicyTargetSummary): PolicyTarget {
  return { targetId: TargetId ?? '', targetType: Type ?? 'ACCOUNT' };
}

interface Named {
  readonly Id?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Name?: string | undefined;
}

function identity<Type extends string>(api: ServiceApi, type: Type, { Id, Arn, Name }: Named) {
  const base = { type, account: api.account, region: GLOBAL_REGION, arn: Arn ?? '', id: Id ?? '' };
  return Name ? { ...base, name: Name } : base;
}

export const collectors = [membership, roots, units, accounts, policies];
