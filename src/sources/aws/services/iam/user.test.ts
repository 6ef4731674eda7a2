import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { read } from '../../../../model/reading.ts';
import { collectors } from './user.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ARN = 'arn:aws:iam::111122223333:user/team/alice';
const POLICY = '{"Version":"2012-10-17","Statement":[]}';

const ANSWERS = {
  'GetAccountAuthorizationDetails {"Filter":["User"],"MaxItems":1000}': {
    UserDetailList: [
      {
        Path: '/team/',
        UserName: 'alice',
        UserId: 'AIDAALICE',
        Arn: ARN,
        CreateDate: new Date('2024-01-02T03:04:05Z'),
        UserPolicyList: [{ PolicyName: 'own', PolicyDocument: encodeURIComponent(POLICY) }],
        GroupList: ['developers'],
        AttachedManagedPolicies: [{ PolicyName: 'P', PolicyArn: 'arn:aws:iam::aws:policy/P' }],
        PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: 'arn:b' },
        Tags: [{ Key: 'team', Value: 'x' }],
      },
    ],
    IsTruncated: false,
  },
  ListUsers: { Users: [{ Arn: ARN, PasswordLastUsed: new Date('2026-10-01T00:00:00Z') }] },
  'ListServiceSpecificCredentials {"AllUsers":true,"MaxItems":1000}': {
    ServiceSpecificCredentials: [
      {
        UserName: 'alice',
        Status: 'Active',
        ServiceName: 'bedrock.amazonaws.com',
        ServiceSpecificCredentialId: 'ACCA1',
        CreateDate: new Date('2026-01-01T00:00:00Z'),
        ExpirationDate: new Date('2027-01-01T00:00:00Z'),
      },
      { UserName: 'bob', Status: 'Active', ServiceSpecificCredentialId: 'ACCA2' },
    ],
  },
  GetLoginProfile: { LoginProfile: { UserName: 'alice', CreateDate: new Date('2024-02-01T00:00:00Z') } },
  'ListMFADevices {"UserName":"alice"}': {
    MFADevices: [{ SerialNumber: 'GAHT12345678', EnableDate: new Date('2024-02-02T00:00:00Z') }],
  },
  'ListAccessKeys {"UserName":"alice"}': {
    AccessKeyMetadata: [
      { AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: new Date('2024-03-01T00:00:00Z') },
      { AccessKeyId: 'AKIA2', Status: 'Inactive', CreateDate: new Date('2024-03-02T00:00:00Z') },
    ],
  },
  'GetAccessKeyLastUsed {"AccessKeyId":"AKIA1"}': {
    AccessKeyLastUsed: {
      LastUsedDate: new Date('2026-09-01T00:00:00Z'),
      ServiceName: 's3',
      Region: 'eu-west-1',
    },
  },
  'GetAccessKeyLastUsed {"AccessKeyId":"AKIA2"}': {
    AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
  },
  ListSigningCertificates: {
    Certificates: [{ CertificateId: 'C1', Status: 'Inactive', UploadDate: new Date('2020-01-01T00:00:00Z') }],
  },
  ListSSHPublicKeys: {
    SSHPublicKeys: [
      { SSHPublicKeyId: 'APKA1', Status: 'Active', UploadDate: new Date('2021-01-01T00:00:00Z') },
    ],
  },
  [`GenerateServiceLastAccessedDetails {"Arn":"${ARN}","Granularity":"SERVICE_LEVEL"}`]: { JobId: 'j' },
  GetServiceLastAccessedDetails: {
    JobStatus: 'COMPLETED',
    ServicesLastAccessed: [
      { ServiceName: 'S3', ServiceNamespace: 's3', LastAuthenticated: new Date('2026-09-01T00:00:00Z') },
      { ServiceName: 'EC2', ServiceNamespace: 'ec2' },
    ],
  },
};

async function usersOf(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('iam', answers);
  const collecting = collected(collectors, 'AWS::IAM::User', api);
  await vi.runAllTimersAsync();
  const { resources, gap } = await collecting;
  return { user: resources[0], gap, calls: api.calls };
}

test('a user with every kind of credential', async () => {
  expect((await usersOf(ANSWERS)).user).toEqual({
    type: 'AWS::IAM::User',
    account: '111122223333',
    region: 'global',
    arn: ARN,
    id: 'alice',
    tags: { team: 'x' },
    path: '/team/',
    userId: 'AIDAALICE',
    createDate: '2024-01-02T03:04:05.000Z',
    passwordLastUsed: read('2026-10-01T00:00:00.000Z'),
    groups: ['developers'],
    inlinePolicies: [{ policyName: 'own', document: POLICY }],
    attachedPolicies: [{ policyName: 'P', policyArn: 'arn:aws:iam::aws:policy/P' }],
    permissionsBoundary: 'arn:b',
    loginProfile: read({ createDate: '2024-02-01T00:00:00.000Z', passwordResetRequired: false }),
    mfaDevices: read([{ serialNumber: 'GAHT12345678', enableDate: '2024-02-02T00:00:00.000Z' }]),
    accessKeys: read([
      {
        accessKeyId: 'AKIA1',
        status: 'Active',
        createDate: '2024-03-01T00:00:00.000Z',
        lastUsed: read({
          lastUsedDate: '2026-09-01T00:00:00.000Z',
          serviceName: 's3',
          region: 'eu-west-1',
        }),
      },
      {
        accessKeyId: 'AKIA2',
        status: 'Inactive',
        createDate: '2024-03-02T00:00:00.000Z',
        lastUsed: read({ lastUsedDate: null, serviceName: null, region: null }),
      },
    ]),
    signingCertificates: read([{ id: 'C1', status: 'Inactive', createDate: '2020-01-01T00:00:00.000Z' }]),
    sshPublicKeys: read([{ id: 'APKA1', status: 'Active', createDate: '2021-01-01T00:00:00.000Z' }]),
    serviceSpecificCredentials: read([
      {
        id: 'ACCA1',
        status: 'Active',
        createDate: '2026-01-01T00:00:00.000Z',
        serviceName: 'bedrock.amazonaws.com',
        expirationDate: '2027-01-01T00:00:00.000Z',
      },
    ]),
    servicesLastAccessed: read([
      { serviceNamespace: 's3', lastAuthenticated: '2026-09-01T00:00:00.000Z' },
      { serviceNamespace: 'ec2', lastAuthenticated: null },
    ]),
  });
});

test('a user costs seven calls beside three for all users, the keys aside', async () => {
  const { calls } = await usersOf(ANSWERS);
  expect(calls.filter((each) => !each.includes('GetAccessKeyLastUsed'))).toHaveLength(10);
});

test.each(['NoSuchEntity', 'NoSuchEntityException'])('%s is "no password"', async (code) => {
  const { user } = await usersOf({ ...ANSWERS, GetLoginProfile: answeredError(code) });
  expect(user?.loginProfile).toEqual(read(null));
});

test.each([
  ['ListUsers', 'passwordLastUsed'],
  ['GetLoginProfile', 'loginProfile'],
  ['ListMFADevices {"UserName":"alice"}', 'mfaDevices'],
  ['ListAccessKeys {"UserName":"alice"}', 'accessKeys'],
  ['ListSigningCertificates', 'signingCertificates'],
  ['ListSSHPublicKeys', 'sshPublicKeys'],
  ['ListServiceSpecificCredentials {"AllUsers":true,"MaxItems":1000}', 'serviceSpecificCredentials'],
  [
    `GenerateServiceLastAccessedDetails {"Arn":"${ARN}","Granularity":"SERVICE_LEVEL"}`,
    'servicesLastAccessed',
  ],
  ['GetServiceLastAccessedDetails', 'servicesLastAccessed'],
] as const)('a denied %s costs %s alone', async (operation, field) => {
  const complete = await usersOf(ANSWERS);
  const { user, gap } = await usersOf({ ...ANSWERS, [operation]: denied() });
  expect(gap).toBeNull();
  const call = `iam:${operation.split(' ')[0]}`;
  expect(user).toEqual({ ...complete.user, [field]: deniedReading(call) });
});

test("a denied GetAccessKeyLastUsed costs one key's last use", async () => {
  const { user } = await usersOf({
    ...ANSWERS,
    'GetAccessKeyLastUsed {"AccessKeyId":"AKIA1"}': denied(),
  });
  expect(user?.accessKeys).toMatchObject({
    status: 'read',
    value: [{ lastUsed: deniedReading('iam:GetAccessKeyLastUsed') }, { lastUsed: { status: 'read' } }],
  });
});

test('a denied listing is a gap', async () => {
  const { user, gap } = await usersOf({
    ...ANSWERS,
    'GetAccountAuthorizationDetails {"Filter":["User"],"MaxItems":1000}': denied(),
  });
  expect(user).toBeUndefined();
  expect(gap).toEqual(deniedReading('iam:GetAccountAuthorizationDetails'));
});

test('a user made during the scan has an unread last use of its password', async () => {
  const { user } = await usersOf({ ...ANSWERS, ListUsers: { Users: [] } });
  expect(user?.passwordLastUsed).toMatchObject({ status: 'unread', call: 'iam:ListUsers' });
});

test('service-specific credentials are asked for by user where AllUsers is not known', async () => {
  const { user } = await usersOf({
    ...ANSWERS,
    'ListServiceSpecificCredentials {"AllUsers":true,"MaxItems":1000}': answeredError('InvalidInput', 400),
    'ListServiceSpecificCredentials {"UserName":"alice"}': {
      ServiceSpecificCredentials: [
        { UserName: 'alice', ServiceSpecificCredentialId: 'ACCA9', Status: 'Expired' },
      ],
    },
  });
  expect(user?.serviceSpecificCredentials).toEqual(
    read([{ id: 'ACCA9', status: 'Expired', createDate: '' }]),
  );
});

test('the last use of services is not asked for where no policy grants any', async () => {
  const { user, calls } = await usersOf({
    ...ANSWERS,
    'GetAccountAuthorizationDetails {"Filter":["User"],"MaxItems":1000}': {
      UserDetailList: [{ UserName: 'alice', Arn: ARN }],
    },
  });
  expect(user?.servicesLastAccessed).toEqual(read([]));
  expect(calls.join()).not.toContain('ServiceLastAccessed');
});
