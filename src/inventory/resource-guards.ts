import type { ExternalOptions } from '../iam/index.ts';
import { type Reading, type Unread, unreadAmong } from '../model/reading.ts';
import type { Inventory } from './inventory.ts';
import { organizationGuards } from './organization-policies.ts';

/** What an organisation says of requests for an account's resources. */
export interface ResourceGuards {
  readonly options: Pick<ExternalOptions, 'organization' | 'managementAccount' | 'resourceControlPolicies'>;
  /** Null: nothing of them, or they do not bind the account. */
  readonly missing: Unread | null;
}

/** Made once for each account. */
export function resourceGuards(inventory: Inventory, account: string): ResourceGuards {
  return inventory.derive(`guards of the resources of ${account}`, () => {
    const { organization, levels } = organizationGuards(inventory, account);
    const rcps: Reading<ExternalOptions['resourceControlPolicies'] | null> = levels.RESOURCE_CONTROL_POLICY;
    const known = organization.status === 'read' ? organization.value : null;
    const [missing = null] = known?.managementAccountId === account ? [] : unreadAmong([rcps]);
    return {
      options: {
        ...(known && { organization: known.id, managementAccount: known.managementAccountId }),
        ...(rcps.status === 'read' && rcps.value && { resourceControlPolicies: rcps.value }),
      },
      missing,
    };
  });
}
