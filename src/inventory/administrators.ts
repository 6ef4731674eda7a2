import { type Reading, read, unread } from '../model/reading.ts';
import type { AttachedPolicy, Group, Role, User } from '../model/resources/iam.ts';
import type { Inventory } from './inventory.ts';

/** Where an administrator's rights come from; `group` is null for a policy attached to the principal itself. */
export interface AdministratorGrant {
  readonly policyArn: string;
  readonly group: string | null;
}

/**
 * An administrator is who holds AWS's own AdministratorAccess policy, directly or through a group. The IAM engine will
 * widen this to effective administrators (any statements that together amount to it) and narrow it by boundaries and
 * service control policies.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html
 */
export function isAdministratorPolicy(policyArn: string): boolean {
  return ADMINISTRATOR_ACCESS.test(policyArn);
}

const ADMINISTRATOR_ACCESS = /^arn:[^:]+:iam::aws:policy\/AdministratorAccess$/;

/** Grants of a role, or of a group to its members; none: no administrator. */
export function administratorGrants({ attachedPolicies }: Role | Group): readonly AdministratorGrant[] {
  return grantsOf(attachedPolicies, null);
}

/** None: no administrator. Unread only where a group that was not read could make the user one. */
export function userAdministratorGrants(
  inventory: Inventory,
  user: User,
): Reading<readonly AdministratorGrant[]> {
  const groups = user.groups.map((name) => ({ name, group: groupNamed(inventory, user.account, name) }));
  const grants = [
    ...grantsOf(user.attachedPolicies, null),
    ...groups.flatMap(({ name, group }) => grantsOf(group?.attachedPolicies ?? [], name)),
  ];
  const missing = groups.find(({ group }) => !group);
  if (grants.length > 0 || !missing) return read(grants);
  const [gap] = inventory.gaps('AWS::IAM::Group', { account: user.account });
  return (
    gap ?? unread('iam:GetAccountAuthorizationDetails', `NotListed: no group ${missing.name} was listed`)
  );
}

/** For summaries: `directly`, `through the group ops`. */
export function describeGrants(grants: readonly AdministratorGrant[]): string {
  const groups = grants.flatMap(({ group }) => group ?? []);
  return groups.length > 0 ? `through the group ${groups.join(', ')}` : 'directly';
}

function grantsOf(policies: readonly AttachedPolicy[], group: string | null): readonly AdministratorGrant[] {
  return policies
    .filter(({ policyArn }) => isAdministratorPolicy(policyArn))
    .map(({ policyArn }) => ({ policyArn, group }));
}

function groupNamed(inventory: Inventory, account: string, name: string): Group | undefined {
  const byName = inventory.derive(
    'groups by account and name',
    () => new Map(inventory.of('AWS::IAM::Group').map((group) => [`${group.account} ${group.id}`, group])),
  );
  return byName.get(`${account} ${name}`);
}
