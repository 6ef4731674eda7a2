import { isPolicyError, parsePolicyDocument } from '../iam/policy-document.ts';
import type { NamedPolicy } from '../iam/policy-set.ts';
import type { PolicyLevels } from '../iam/view/iam-view.ts';
import { allRead, mapReading, type Reading, read, thenReading, unread } from '../model/reading.ts';
import type { OrganizationMembership, OrganizationPolicy } from '../model/resources/organizations.ts';
import type { Inventory } from './inventory.ts';

export type OrganizationPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

/** What an organisation's policies say of one account. */
export interface OrganizationGuards {
  /** Null: of none. Unread: nobody told. */
  readonly organization: Reading<OrganizationMembership['organization']>;
  /** A list a level, the root's first, the account's last; null: none binds it. */
  readonly levels: Readonly<Record<OrganizationPolicyType, Reading<PolicyLevels | null>>>;
}

interface Tree {
  readonly parents: ReadonlyMap<string, string>;
  readonly enabled: ReadonlySet<string>;
  readonly policies: readonly OrganizationPolicy[];
}

/**
 * Service and resource control policies on an account's way up to the root. Only the organisation's management and
 * delegated accounts can list them.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_auth.html
 */
export function organizationGuards(inventory: Inventory, account: string): OrganizationGuards {
  const membership = inventory.one('AWS::Organizations::Organization', account);
  const organization = mapReading(membership, (each) => each.organization);
  const levelsOf = (type: OrganizationPolicyType): Reading<PolicyLevels | null> => {
    if (organization.status === 'unread') return organization;
    if (!organization.value) return read(null);
    const tree = treeOf(inventory, organization.value.id, account);
    return tree.status === 'unread' ? tree : levels(tree.value, type, account);
  };
  return {
    organization,
    levels: {
      SERVICE_CONTROL_POLICY: levelsOf('SERVICE_CONTROL_POLICY'),
      RESOURCE_CONTROL_POLICY: levelsOf('RESOURCE_CONTROL_POLICY'),
    },
  };
}

/** As an account sees it that may list the whole of it. */
function treeOf(inventory: Inventory, organizationId: string, account: string): Reading<Tree> {
  return inventory.derive(`organization tree of ${organizationId} for ${account}`, () => {
    const trees = inventory
      .of('AWS::Organizations::Organization')
      .filter((each) => each.organization?.id === organizationId)
      .map((each) => treeSeenFrom(inventory, each.account));
    return trees.find((each) => each.status === 'read') ?? treeSeenFrom(inventory, account);
  });
}

function treeSeenFrom(inventory: Inventory, account: string): Reading<Tree> {
  const listed = allRead([
    inventory.all('AWS::Organizations::Root', { account }),
    inventory.all('AWS::Organizations::OrganizationalUnit', { account }),
    inventory.all('AWS::Organizations::Account', { account }),
    inventory.all('AWS::Organizations::Policy', { account }),
  ]);
  return thenReading(listed, ([roots, units, accounts, policies]) => {
    if (roots.length === 0) return unread('organizations:ListRoots', 'NotListed: no root was listed');
    return read({
      parents: new Map([...units, ...accounts].map((each) => [each.id, each.parentId])),
      enabled: new Set(
        roots.flatMap(({ policyTypes }) => policyTypes.filter(isEnabled).map(({ type }) => type)),
      ),
      policies,
    });
  });
}

function isEnabled({ status }: { readonly status: string }): boolean {
  return status === 'ENABLED';
}

function levels(tree: Tree, type: OrganizationPolicyType, account: string): Reading<PolicyLevels | null> {
  if (!tree.enabled.has(type)) return read(null);
  if (!tree.parents.has(account))
    return unread('organizations:ListAccountsForParent', `NotListed: no account ${account} was listed`);
  const way = [account];
  for (let id = tree.parents.get(account); id !== undefined; id = tree.parents.get(id)) way.unshift(id);
  const policies = tree.policies.filter(({ policyType }) => policyType === type);
  const attached = allRead(policies.map(({ targets }) => targets));
  if (attached.status === 'unread') return attached;
  const byLevel = way.map((id) =>
    allRead(
      policies
        .filter((_, at) => attached.value[at]?.some(({ targetId }) => targetId === id))
        .map((each) => namedPolicy(each)),
    ),
  );
  return allRead(byLevel);
}

function namedPolicy({ name, id, content }: OrganizationPolicy): Reading<NamedPolicy> {
  if (content.status === 'unread') return content;
  const document = parsePolicyDocument(content.value);
  return isPolicyError(document)
    ? unread('organizations:DescribePolicy', `MalformedPolicyDocument: ${document.error}`)
    : read({ name: name ?? id, document });
}
