import { read } from '../../src/model/reading.ts';
import { GLOBAL_REGION } from '../../src/model/resource.ts';
import type {
  OrganizationAccount,
  OrganizationalUnit,
  OrganizationMembership,
  OrganizationPolicy,
  OrganizationRoot,
} from '../../src/model/resources/organizations.ts';
import { ACCOUNT, OTHER_ACCOUNT } from '../inventory-of.ts';

export const ORGANIZATION = 'o-exampleorgid';

/** The account is a member of an organisation that the other account manages. */
export function aMembership(overrides: Partial<OrganizationMembership> = {}): OrganizationMembership {
  const account = overrides.account ?? ACCOUNT;
  return {
    type: 'AWS::Organizations::Organization',
    account,
    region: GLOBAL_REGION,
    arn: `arn:aws:organizations::${OTHER_ACCOUNT}:account/${ORGANIZATION}/${account}`,
    id: ORGANIZATION,
    organization: {
      id: ORGANIZATION,
      arn: `arn:aws:organizations::${OTHER_ACCOUNT}:organization/${ORGANIZATION}`,
      managementAccountId: OTHER_ACCOUNT,
      featureSet: 'ALL',
    },
    ...overrides,
  };
}

/** The account belongs to no organisation. */
export function noMembership(account: string = ACCOUNT): OrganizationMembership {
  const arn = `arn:aws:iam::${account}:root`;
  return { ...aMembership({ account }), arn, id: account, organization: null };
}

/** With service and resource control policies turned on, as the management account sees it. */
export function anOrganizationRoot(overrides: Partial<OrganizationRoot> = {}): OrganizationRoot {
  const id = overrides.id ?? 'r-exam';
  return {
    type: 'AWS::Organizations::Root',
    account: OTHER_ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:organizations::${OTHER_ACCOUNT}:root/${ORGANIZATION}/${id}`,
    id,
    name: 'Root',
    policyTypes: [
      { type: 'SERVICE_CONTROL_POLICY', status: 'ENABLED' },
      { type: 'RESOURCE_CONTROL_POLICY', status: 'ENABLED' },
    ],
    ...overrides,
  };
}

export function anOrganizationalUnit(overrides: Partial<OrganizationalUnit> = {}): OrganizationalUnit {
  const id = overrides.id ?? 'ou-exam-workloads';
  return {
    type: 'AWS::Organizations::OrganizationalUnit',
    account: OTHER_ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:organizations::${OTHER_ACCOUNT}:ou/${ORGANIZATION}/${id}`,
    id,
    parentId: 'r-exam',
    ...overrides,
  };
}

export function anOrganizationAccount(overrides: Partial<OrganizationAccount> = {}): OrganizationAccount {
  const id = overrides.id ?? ACCOUNT;
  return {
    type: 'AWS::Organizations::Account',
    account: OTHER_ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:organizations::${OTHER_ACCOUNT}:account/${ORGANIZATION}/${id}`,
    id,
    name: 'workloads',
    email: 'workloads@example.com',
    status: 'ACTIVE',
    joinedTimestamp: '2025-01-01T00:00:00.000Z',
    parentId: 'ou-exam-workloads',
    ...overrides,
  };
}

/** AWS's own FullAWSAccess, attached to the root. */
export function anOrganizationPolicy(overrides: Partial<OrganizationPolicy> = {}): OrganizationPolicy {
  const id = overrides.id ?? 'p-FullAWSAccess';
  return {
    type: 'AWS::Organizations::Policy',
    account: OTHER_ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:organizations::aws:policy/service_control_policy/${id}`,
    id,
    name: 'FullAWSAccess',
    policyType: 'SERVICE_CONTROL_POLICY',
    awsManaged: true,
    content: read('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'),
    targets: read([{ targetId: 'r-exam', targetType: 'ROOT' }]),
    ...overrides,
  };
}
