import type { ListOrganizationsFeaturesResponse } from '@aws-sdk/client-iam';
import { mapReading, type Reading } from '../../../../model/reading.ts';
import type { OrganizationsFeatures } from '../../../../model/resources/iam.ts';
import { defineCollector, type ServiceApi } from '../../collector.ts';
import { ofAccount } from '../../iam-resource.ts';
import { organizationMembership } from '../../organization-membership.ts';

type Features = Pick<OrganizationsFeatures, 'organizationId' | 'enabledFeatures'>;

/**
 * Either this account is not the one that AWS tells, or (the management account only) nothing can have been enabled.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html
 */
const NONE_TOLD = [
  'AccountNotManagementOrDelegatedAdministratorException',
  'CallerIsNotManagementAccountException',
  'OrganizationNotFoundException',
  'OrganizationNotInAllFeaturesModeException',
  'ServiceAccessNotEnabledException',
];

const organizationsFeatures = defineCollector({
  type: 'AWS::IAM::OrganizationsFeatures',
  service: 'iam',
  scope: 'global',
  calls: ['iam:ListOrganizationsFeatures', 'organizations:DescribeOrganization'],
  async collect(api) {
    const features = await featuresOf(api);
    if (features.status === 'unread') return { resources: [], gap: features };
    if (!features.value) return { resources: [], gap: null };
    const base = ofAccount(api, 'AWS::IAM::OrganizationsFeatures');
    return { resources: [{ ...base, ...features.value }], gap: null };
  },
});

/** Null: not told in this account. */
async function featuresOf(api: ServiceApi): Promise<Reading<Features | null>> {
  const answer = await api.readOrNull<ListOrganizationsFeaturesResponse>(
    'ListOrganizationsFeatures',
    {},
    NONE_TOLD,
  );
  if (answer.status === 'unread') return answer;
  const { OrganizationId, EnabledFeatures = [] } = answer.value ?? {};
  if (OrganizationId) return mapReading(answer, () => toFeatures(OrganizationId, EnabledFeatures));
  const membership = await organizationMembership(api);
  return mapReading(membership, (own) =>
    own?.managementAccountId === api.account ? toFeatures(own.id, EnabledFeatures) : null,
  );
}

function toFeatures(organizationId: string, enabledFeatures: readonly string[]): Features {
  return { organizationId, enabledFeatures };
}

export const collectors = [organizationsFeatures];
