import type { DescribeOrganizationResponse } from '@aws-sdk/client-organizations';
import { mapReading, type Reading } from '../../model/reading.ts';
import type { OrganizationMembership } from '../../model/resources/organizations.ts';
import type { ServiceApi } from './collector.ts';

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
