import type { DescribeOrganizationResponse } from '@aws-sdk/client-organizations';
import { mapReading, type Reading } from '../../model/reading.ts';
import type { OrganizationMembership } from '../../model/resources/organizations.ts';
import type { Listed, ServiceApi } from './collector.ts';

/** The code by which Organizations says that the account belongs to none. */
const NOT_IN_ORGANIZATION = 'AWSOrganizationsNotInUseException';

/** Every member may ask: https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html */
export function organizationMembership(
  api: ServiceApi,
): Promise<Reading<OrganizationMembership['organization']>> {
  const organizations = api.at({ service: 'organizations' });
  return organizations.shared('membership', async () => {
    const answer = await organizations.readOrNull<DescribeOrganizationResponse>('DescribeOrganization', {}, [
      NOT_IN_ORGANIZATION,
    ]);
    return mapReading(answer, (output) => (output ? toOrganization(output.Organization ?? {}) : null));
  });
}

function toOrganization(
  organization: NonNullable<DescribeOrganizationResponse['Organization']>,
): OrganizationMembership['organization'] {
  return {
    id: organization.Id ?? '',
    arn: organization.Arn ?? '',
    managementAccountId: organization.MasterAccountId ?? '',
    featureSet: organization.FeatureSet ?? '',
  };
}

/**
 * A listing that AWS gives to the management account and to delegated administrators only: no right of the caller's
 * would open it to another member, so that a denial there is a gap, but no failed call.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html
 */
export async function listOfOrganization<Item>(
  api: ServiceApi,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  items: string,
): Promise<Listed<Item>> {
  const paging = (await isMember(api)) ? { items, withheld: WITHHELD } : items;
  return api.list<Item>(operation, input, paging);
}

const WITHHELD = {
  codes: ['AccessDeniedException'],
  why: "NotOffered: AWS tells only the organisation's management account and its delegates",
} as const;

async function isMember(api: ServiceApi): Promise<boolean> {
  const membership = await organizationMembership(api);
  if (membership.status === 'unread' || !membership.value) return false;
  return membership.value.managementAccountId !== api.account;
}
