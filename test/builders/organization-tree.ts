import { read } from '../../src/model/reading.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import type { OrganizationPolicy } from '../../src/model/resources/organizations.ts';
import { ACCOUNT, OTHER_ACCOUNT } from '../inventory-of.ts';
import {
  aMembership,
  anOrganizationAccount,
  anOrganizationalUnit,
  anOrganizationPolicy,
  anOrganizationRoot,
} from './organizations.ts';

/**
 * An organisation that the other account manages, as it sees it, with the account in a unit of it, and AWS's own
 * FullAWSAccess policies. More policies: `[type, statement]`, attached to the root.
 */
export function anOrganization(
  ...policies: readonly (readonly ['SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY', object])[]
): readonly Resource[] {
  return [
    aMembership(),
    aMembership({ account: OTHER_ACCOUNT }),
    anOrganizationRoot(),
    anOrganizationalUnit(),
    anOrganizationAccount({ id: ACCOUNT }),
    anOrganizationAccount({ id: OTHER_ACCOUNT, parentId: 'r-exam' }),
    everywhere({}),
    everywhere({ id: 'p-RCPFullAWSAccess', policyType: 'RESOURCE_CONTROL_POLICY', content: FULL_RCP }),
    ...policies.map(([policyType, statement], at) =>
      everywhere({
        id: `p-own${at}`,
        name: `own${at}`,
        awsManaged: false,
        policyType,
        content: read(JSON.stringify({ Version: '2012-10-17', Statement: [statement] })),
      }),
    ),
  ];
}

const FULL_RCP = read(
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
);

/** AWS's own policies are attached to every root, unit and account. */
function everywhere(overrides: Partial<OrganizationPolicy>): OrganizationPolicy {
  const targets = read([
    { targetId: 'r-exam', targetType: 'ROOT' as const },
    { targetId: 'ou-exam-workloads', targetType: 'ORGANIZATIONAL_UNIT' as const },
    { targetId: ACCOUNT, targetType: 'ACCOUNT' as const },
    { targetId: OTHER_ACCOUNT, targetType: 'ACCOUNT' as const },
  ]);
  return anOrganizationPolicy({ targets, ...overrides });
}
