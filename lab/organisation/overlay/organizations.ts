import type {
  DescribeOrganizationResponse,
  ListAccountsForParentResponse,
  ListAccountsResponse,
} from '@aws-sdk/client-organizations';

import { accountIds } from '../accounts.ts';
import { globalError, type OverlayContext } from './context.ts';
import { type Members, type OverlayPatch, type OverlayRecord, patchOf } from './overlay.ts';

const masters = {
  [accountIds.flawed]: { Name: 'harbourline-prod', Email: 'it@harbourline.example' },
  [accountIds.hardened]: { Name: 'meridian-management', Email: 'aws-management@meridian.example' },
};
type MasterId = keyof typeof masters;
const isMaster = (id: string | undefined): id is MasterId => id !== undefined && id in masters;

const reason = 'moto calls every management account "master"';

/** The management accounts by their names. */
export function organizationPatches({ account }: OverlayContext): OverlayPatch[] {
  const renamed = <T extends ListAccountsResponse | ListAccountsForParentResponse>(answer: T): T => ({
    ...answer,
    Accounts: answer.Accounts?.map((each) => (isMaster(each.Id) ? { ...each, ...masters[each.Id] } : each)),
  });
  const service = 'organizations';
  return [
    patchOf<ListAccountsResponse>(account.id, { service, operation: 'ListAccounts', reason }, renamed),
    patchOf<ListAccountsForParentResponse>(
      account.id,
      { service, operation: 'ListAccountsForParent', reason },
      renamed,
    ),
    patchOf<DescribeOrganizationResponse>(
      account.id,
      { service, operation: 'DescribeOrganization', reason },
      ({ Organization: organization }) => ({
        Organization:
          organization && isMaster(organization.MasterAccountId)
            ? { ...organization, MasterAccountEmail: masters[organization.MasterAccountId].Email }
            : organization,
      }),
    ),
  ];
}

const refused = {
  name: 'AccessDeniedException',
  message: "You don't have permissions to access this resource.",
  status: 400,
};

/** What a member may not ask: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_permissions_overview.html */
export async function organizationRecords(context: OverlayContext): Promise<OverlayRecord[]> {
  const place = (operation: string, why: string) => ({ service: 'organizations', operation, reason: why });
  const noPolicy = {
    name: 'ResourcePolicyNotFoundException',
    message: 'There is no resource policy.',
    status: 400,
  };
  return [
    globalError(context, place('DescribeResourcePolicy', 'moto lacks the call'), {}, noPolicy),
    ...(context.name === 'log-archive' ? await managementOnly(context) : []).map(([operation, input]) =>
      globalError(
        context,
        place(operation, 'moto tells members what AWS tells the management account alone'),
        input,
        refused,
      ),
    ),
  ];
}

async function managementOnly({ account }: OverlayContext): Promise<[operation: string, input: Members][]> {
  const { Roots = [] } = await account.home.organizations.listRoots({});
  const filters = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];
  return [
    ['ListRoots', {}],
    ['ListAccounts', {}],
    ...Roots.flatMap(({ Id }): [string, Members][] => [
      ['ListAccountsForParent', { ParentId: Id }],
      ['ListOrganizationalUnitsForParent', { ParentId: Id }],
    ]),
    ...filters.map((Filter): [string, Members] => ['ListPolicies', { Filter }]),
  ];
}
