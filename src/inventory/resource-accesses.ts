import { type ResourceAccess, resourceAccess, unknownAccess } from '../iam/answers/public-answer.ts';
import { isServiceLinked } from '../iam/escalate/become-role.ts';
import type { ExternalOptions } from '../iam/index.ts';
import { thenReading, unreadAmong } from '../model/reading.ts';
import type { Inventory } from './inventory.ts';
import { organizationGuards } from './organization-policies.ts';
import { ownAccounts } from './own-accounts.ts';
import { policyOf } from './policy-of.ts';
import { type ResourcePolicy, resourcePolicies } from './resource-policies.ts';
import { restrictedPolicy } from './restricted-policy.ts';

/**
 * Who of outside gets through each resource's own policy, under its organisation's and S3 Block Public Access. Accounts
 * that were read together, and those of their organisation, are not outside.
 */
export function resourceAccesses(
  inventory: Inventory,
  trustedAccounts: readonly string[],
): readonly ResourceAccess[] {
  return resourcePolicies(inventory)
    .filter(
      (each) => !(each.policy.status === 'read' && each.policy.value === null) && !isServiceLinked(each),
    )
    .map((each) => accessOf(inventory, each, trustedAccounts));
}

/** Whoever comes to a role by a federation comes through a provider of its own account, which is no stranger. */
export function askedOf({ type }: { readonly type: string }): Pick<ExternalOptions, 'asked'> {
  return type === 'AWS::IAM::Role' ? { asked: ['sts:AssumeRole'] } : {};
}

function accessOf(
  inventory: Inventory,
  found: ResourcePolicy,
  trustedAccounts: readonly string[],
): ResourceAccess {
  const { arn, account, networkOrigin } = found;
  const resource = { type: found.type, arn, account, ...(networkOrigin && { networkOrigin }) };
  const document = thenReading(found.policy, (text) =>
    thenReading(policyOf(inventory, text ?? '', 'policy of the resource'), (each) =>
      restrictedPolicy(inventory, found, each, { services: false }),
    ),
  );
  if (document.status === 'unread') return unknownAccess(resource, `${document.call}: ${document.why}`);
  const { organization, levels } = organizationGuards(inventory, account);
  const rcps = levels.RESOURCE_CONTROL_POLICY;
  const known = organization.status === 'read' ? organization.value : null;
  const options: ExternalOptions = {
    ...askedOf(found),
    trustedAccounts: [...ownAccounts(inventory, account).known, ...trustedAccounts],
    ...(known && { organization: known.id, managementAccount: known.managementAccountId }),
    ...(rcps.status === 'read' && rcps.value && { resourceControlPolicies: rcps.value }),
  };
  const missing = unreadAmong([rcps]).map(({ call, why }) => ({ call, why }));
  return resourceAccess({ name: arn, document: document.value }, resource, options, missing);
}
