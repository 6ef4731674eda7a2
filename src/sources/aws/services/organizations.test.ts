import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './organizations.ts';

const ORGANIZATION = {
  Id: 'o-1',
  Arn: 'arn:aws:organizations::999999999999:organization/o-1',
  MasterAccountId: '999999999999',
  FeatureSet: 'ALL',
};

const ANSWERS = {
  DescribeOrganization: { Organization: ORGANIZATION },
  ListRoots: {
    Roots: [
      {
        Id: 'r-1',
        Arn: 'arn:root',
        Name: 'Root',
        PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
      },
    ],
  },
  'ListAccountsForParent {"ParentId":"r-1"}': {
    Accounts: [
      {
        Id: '999999999999',
        Arn: 'arn:m',
        Email: 'm@example.com',
        Name: 'management',
        Status: 'ACTIVE',
        JoinedTimestamp: new Date('2020-01-01T00:00:00Z'),
      },
    ],
  },
  'ListOrganizationalUnitsForParent {"ParentId":"r-1"}': {
    OrganizationalUnits: [{ Id: 'ou-a', Arn: 'arn:a', Name: 'A' }],
  },
  'ListAccountsForParent {"ParentId":"ou-a"}': { Accounts: [] },
  'ListOrganizationalUnitsForParent {"ParentId":"ou-a"}': {
    OrganizationalUnits: [{ Id: 'ou-b', Arn: 'arn:b', Name: 'B' }],
  },
  'ListAccountsForParent {"ParentId":"ou-b"}': {
    Accounts: [],
    NextToken: 't',
  },
  'ListAccountsForParent {"ParentId":"ou-b","NextToken":"t"}': {
    Accounts: [{ Id: '111122223333', Arn: 'arn:x', State: 'SUSPENDED', Status: 'SUSPENDED' }],
  },
  'ListOrganizationalUnitsForParent {"ParentId":"ou-b"}': { OrganizationalUnits: [] },
  'ListPolicies {"Filter":"SERVICE_CONTROL_POLICY"}': {
    Policies: [{ Id: 'p-1', Arn: 'arn:p1', Name: 'deny', Type: 'SERVICE_CONTROL_POLICY', AwsManaged: false }],
  },
  'ListPolicies {"Filter":"RESOURCE_CONTROL_POLICY"}': {
    Policies: [{ Id: 'p-2', Arn: 'arn:p2', Name: 'rcp', Type: 'RESOURCE_CONTROL_POLICY', AwsManaged: true }],
  },
  DescribePolicy: { Policy: { Content: '{"Version":"2012-10-17"}' } },
  ListTargetsForPolicy: { Targets: [{ TargetId: 'ou-a', Type: 'ORGANIZATIONAL_UNIT' }] },
};

const MEMBERS = [
  'AWS::Organizations::Root',
  'AWS::Organizations::OrganizationalUnit',
  'AWS::Organizations::Account',
  'AWS::Organizations::Policy',
] as const;

test('the membership is known by the account, not by the organisation', async () => {
  const api = apiOf('organizations', ANSWERS);
  expect(await collected(collectors, 'AWS::Organizations::Organization', api)).toEqual({
    gap: null,
    resources: [
      {
        type: 'AWS::Organizations::Organization',
        account: '111122223333',
        region: 'global',
        arn: 'arn:aws:organizations::999999999999:account/o-1/111122223333',
        id: 'o-1',
        organization: {
          id: 'o-1',
          arn: 'arn:aws:organizations::999999999999:organization/o-1',
          managementAccountId: '999999999999',
          featureSet: 'ALL',
        },
      },
    ],
  });
});

test('the tree with parents, over pages that may be empty', async () => {
  const api = apiOf('organizations', ANSWERS);
  const base = { account: '111122223333', region: 'global' };
  expect((await collected(collectors, 'AWS::Organizations::Root', api)).resources).toEqual([
    {
      ...base,
      type: 'AWS::Organizations::Root',
      arn: 'arn:root',
      id: 'r-1',
      name: 'Root',
      policyTypes: [{ type: 'SERVICE_CONTROL_POLICY', status: 'ENABLED' }],
    },
  ]);
  expect((await collected(collectors, 'AWS::Organizations::OrganizationalUnit', api)).resources).toEqual([
    {
      ...base,
      type: 'AWS::Organizations::OrganizationalUnit',
      arn: 'arn:a',
      id: 'ou-a',
      name: 'A',
      parentId: 'r-1',
    },
    {
      ...base,
      type: 'AWS::Organizations::OrganizationalUnit',
      arn: 'arn:b',
      id: 'ou-b',
      name: 'B',
      parentId: 'ou-a',
    },
  ]);
  expect((await collected(collectors, 'AWS::Organizations::Account', api)).resources).toEqual([
    {
      ...base,
      type: 'AWS::Organizations::Account',
      arn: 'arn:m',
      id: '999999999999',
      name: 'management',
      email: 'm@example.com',
      status: 'ACTIVE',
      joinedTimestamp: '2020-01-01T00:00:00.000Z',
      parentId: 'r-1',
    },
    {
      ...base,
      type: 'AWS::Organizations::Account',
      arn: 'arn:x',
      id: '111122223333',
      email: '',
      status: 'SUSPENDED',
      joinedTimestamp: null,
      parentId: 'ou-b',
    },
  ]);
  expect(api.calls.filter((call) => call.includes('ListRoots'))).toHaveLength(1);
});

test('service and resource control policies with contents and targets', async () => {
  const { resources } = await collected(
    collectors,
    'AWS::Organizations::Policy',
    apiOf('organizations', ANSWERS),
  );
  expect(resources).toEqual([
    {
      type: 'AWS::Organizations::Policy',
      account: '111122223333',
      region: 'global',
      arn: 'arn:p1',
      id: 'p-1',
      name: 'deny',
      policyType: 'SERVICE_CONTROL_POLICY',
      awsManaged: false,
      content: read('{"Version":"2012-10-17"}'),
      targets: read([{ targetId: 'ou-a', targetType: 'ORGANIZATIONAL_UNIT' }]),
    },
    expect.objectContaining({ id: 'p-2', policyType: 'RESOURCE_CONTROL_POLICY', awsManaged: true }),
  ]);
});

test.each([
  ['DescribePolicy', 'content'],
  ['ListTargetsForPolicy', 'targets'],
])('a denied %s costs the %s', async (operation, field) => {
  const api = apiOf('organizations', { ...ANSWERS, [operation]: denied() });
  const { resources, gap } = await collected(collectors, 'AWS::Organizations::Policy', api);
  expect(gap).toBeNull();
  expect(resources[0]).toMatchObject({ id: 'p-1', [field]: deniedReading(`organizations:${operation}`) });
});

test.each(MEMBERS)('an account outside any organisation has no %s, and no gap', async (type) => {
  const DescribeOrganization = answeredError('AWSOrganizationsNotInUseException', 400);
  const api = apiOf('organizations', { DescribeOrganization });
  expect(await collected(collectors, type, api)).toEqual({ resources: [], gap: null });
});

test('an account outside any organisation says so', async () => {
  const DescribeOrganization = answeredError('AWSOrganizationsNotInUseException', 400);
  const api = apiOf('organizations', { DescribeOrganization });
  expect(await collected(collectors, 'AWS::Organizations::Organization', api)).toMatchObject({
    gap: null,
    resources: [{ id: '111122223333', organization: null }],
  });
});

test.each(MEMBERS)('a member account that may not list has a gap in %s', async (type) => {
  const { DescribeOrganization } = ANSWERS;
  const api = apiOf('organizations', { DescribeOrganization, ListRoots: denied(), ListPolicies: denied() });
  const { resources, gap } = await collected(collectors, type, api);
  expect(resources).toEqual([]);
  // Every member of every organisation is answered so: no right is missing, and no call counts as failed.
  expect(gap).toMatchObject({ status: 'unread', why: expect.stringMatching(/^NotOffered: /) });
  const failed = { ListRoots: denied('ServiceException'), ListPolicies: denied('ServiceException') };
  const other = await collected(
    collectors,
    type,
    apiOf('organizations', { DescribeOrganization, ...failed }),
  );
  expect(other.gap).toMatchObject({ why: expect.stringMatching(/^ServiceException: /) });
});

test.each(MEMBERS)('a denial in the management account is a missing right: %s', async (type) => {
  const { DescribeOrganization } = ANSWERS;
  const answers = { DescribeOrganization, ListRoots: denied(), ListPolicies: denied() };
  const { gap } = await collected(
    collectors,
    type,
    apiOf('organizations', answers, { account: '999999999999' }),
  );
  expect(gap).toMatchObject({ status: 'unread', why: expect.stringMatching(/^AccessDeniedException: /) });
});

test('a denied DescribeOrganization is a gap in the membership alone', async () => {
  const api = apiOf('organizations', { ...ANSWERS, DescribeOrganization: denied() });
  expect((await collected(collectors, 'AWS::Organizations::Organization', api)).gap).toEqual(
    deniedReading('organizations:DescribeOrganization'),
  );
  expect(await collected(collectors, 'AWS::Organizations::Account', api)).toMatchObject({ gap: null });
});

test('a branch that could not be listed is a gap in what lies below it', async () => {
  const api = apiOf('organizations', {
    ...ANSWERS,
    'ListAccountsForParent {"ParentId":"ou-a"}': denied(),
  });
  const accounts = await collected(collectors, 'AWS::Organizations::Account', api);
  expect(accounts.resources).toHaveLength(2);
  expect(accounts.gap).toEqual(deniedReading('organizations:ListAccountsForParent'));
  expect(await collected(collectors, 'AWS::Organizations::OrganizationalUnit', api)).toMatchObject({
    gap: null,
  });
});

test('without the units of a branch neither units nor accounts are complete', async () => {
  const api = apiOf('organizations', {
    ...ANSWERS,
    'ListOrganizationalUnitsForParent {"ParentId":"ou-a"}': denied(),
  });
  const gap = deniedReading('organizations:ListOrganizationalUnitsForParent');
  expect(await collected(collectors, 'AWS::Organizations::OrganizationalUnit', api)).toMatchObject({ gap });
  expect(await collected(collectors, 'AWS::Organizations::Account', api)).toMatchObject({ gap });
});
