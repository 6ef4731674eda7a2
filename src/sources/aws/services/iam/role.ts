import type { RoleDetail, Role as SdkRole } from '@aws-sdk/client-iam';
import { mapReading, type Reading, read } from '../../../../model/reading.ts';
import type { Role } from '../../../../model/resources/iam.ts';
import { defineCollector, eachListed, type ServiceApi } from '../../collector.ts';
import {
  attachedPolicies,
  FULL_PAGE,
  iamResource,
  inlinePolicies,
  lookUp,
  paged,
} from '../../iam-resource.ts';
import { isoTime, tagsOf } from '../../mapping.ts';
import { policyText } from '../../policy-text.ts';
import {
  notAsked,
  SERVICES_LAST_ACCESSED_CALLS,
  servicesLastAccessed,
} from '../../services-last-accessed.ts';

const roles = defineCollector({
  type: 'AWS::IAM::Role',
  service: 'iam',
  scope: 'global',
  calls: ['iam:GetAccountAuthorizationDetails', 'iam:ListRoles', ...SERVICES_LAST_ACCESSED_CALLS],
  onDemand: SERVICES_LAST_ACCESSED_CALLS,
  async collect(api) {
    const [details, summaries] = await Promise.all([
      api.list<RoleDetail>(
        'GetAccountAuthorizationDetails',
        { Filter: ['Role'], ...FULL_PAGE },
        paged('RoleDetailList'),
      ),
      api.list<SdkRole>('ListRoles', FULL_PAGE, paged('Roles')),
    ]);
    const summaryOf = lookUp(summaries, 'iam:ListRoles');
    return eachListed(api, details, async (role) =>
      toRole(api, role, summaryOf(role.Arn), await lastAccessed(api, role)),
    );
  },
});

/**
 * Not asked, and known to be empty, for a role without policies: AWS lists the services that policies grant. Nor
 * for a service-linked role, whose policy is its service's and nobody else's to narrow. Nor for a role without any
 * recorded use, of which real accounts have hundreds: it has used none of its services in the same 400 days.
 */
async function lastAccessed(api: ServiceApi, role: RoleDetail): Promise<Role['servicesLastAccessed']> {
  const policies = [...(role.RolePolicyList ?? []), ...(role.AttachedManagedPolicies ?? [])];
  const isServiceLinked = role.Path?.startsWith('/aws-service-role/') ?? false;
  if (policies.length === 0 || isServiceLinked) return read([]);
  if (!role.RoleLastUsed?.LastUsedDate) return notAsked('AWS recorded no use of the role at all');
  return servicesLastAccessed(api, role.Arn ?? '');
}

function toRole(
  api: ServiceApi,
  role: RoleDetail,
  summary: Reading<SdkRole>,
  servicesUsed: Role['servicesLastAccessed'],
): Role {
  const { RoleLastUsed: used } = role;
  return {
    ...iamResource(api, 'AWS::IAM::Role', { id: role.RoleName, arn: role.Arn, path: 'role' }),
    tags: tagsOf(role.Tags),
    path: role.Path ?? '/',
    roleId: role.RoleId ?? '',
    createDate: isoTime(role.CreateDate) ?? '',
    description: summary.status === 'read' ? (summary.value.Description ?? null) : null,
    assumeRolePolicyDocument: policyText(role.AssumeRolePolicyDocument),
    inlinePolicies: inlinePolicies(role.RolePolicyList),
    attachedPolicies: attachedPolicies(role.AttachedManagedPolicies),
    permissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
    maxSessionDuration: mapReading(summary, (each) => each.MaxSessionDuration ?? DEFAULT_SESSION_SECONDS),
    roleLastUsed: read({ lastUsedDate: isoTime(used?.LastUsedDate), region: used?.Region ?? null }),
    instanceProfiles: (role.InstanceProfileList ?? []).flatMap(({ Arn }) => (Arn ? [Arn] : [])),
    servicesLastAccessed: servicesUsed,
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const DEFAULT_SESSION_SECONDS = 3600;

export const collectors = [roles];
