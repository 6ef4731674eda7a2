import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { read } from '../../../../model/reading.ts';
import { collectors as passwordPolicy } from './account-password-policy.ts';
import { collectors as accountSummary } from './account-summary.ts';
import { collectors as groups } from './group.ts';
import { collectors as providers } from './identity-provider.ts';
import { collectors as instanceProfiles } from './instance-profile.ts';
import { collectors as policies } from './managed-policy.ts';
import { collectors as certificates } from './server-certificate.ts';
import { collectors as devices } from './virtual-mfa-device.ts';

const ACCOUNT_BASE = { account: '111122223333', region: 'global' };
const ROOT = { ...ACCOUNT_BASE, arn: 'arn:aws:iam::111122223333:root', id: '111122223333' };

test('a group', async () => {
  const api = apiOf('iam', {
    'GetAccountAuthorizationDetails {"Filter":["Group"],"MaxItems":1000}': {
      GroupDetailList: [
        {
          Path: '/',
          GroupName: 'ops',
          GroupId: 'AGPA1',
          Arn: 'arn:aws:iam::111122223333:group/ops',
          CreateDate: new Date('2024-01-01T00:00:00Z'),
          GroupPolicyList: [{ PolicyName: 'p', PolicyDocument: '%7B%22a%22%3A%20%22100%25%22%7D' }],
          AttachedManagedPolicies: [],
        },
      ],
    },
  });
  expect(await collected(groups, 'AWS::IAM::Group', api)).toEqual({
    gap: null,
    resources: [
      {
        ...ACCOUNT_BASE,
        type: 'AWS::IAM::Group',
        arn: 'arn:aws:iam::111122223333:group/ops',
        id: 'ops',
        path: '/',
        groupId: 'AGPA1',
        createDate: '2024-01-01T00:00:00.000Z',
        inlinePolicies: [{ policyName: 'p', document: '{"a": "100%"}' }],
        attachedPolicies: [],
      },
    ],
  });
});

const LOCAL_POLICY = {
  PolicyName: 'own',
  PolicyId: 'ANPA1',
  Arn: 'arn:aws:iam::111122223333:policy/own',
  Path: '/',
  DefaultVersionId: 'v2',
  AttachmentCount: 0,
  PermissionsBoundaryUsageCount: 0,
  CreateDate: new Date('2024-01-01T00:00:00Z'),
  UpdateDate: new Date('2024-02-01T00:00:00Z'),
  PolicyVersionList: [
    { VersionId: 'v1', IsDefaultVersion: false, Document: '%7B%22old%22%3A1%7D' },
    { VersionId: 'v2', IsDefaultVersion: true, Document: '%7B%22new%22%3A1%7D' },
  ],
};

test("the account's own policies, and AWS's that are in use, with their default versions", async () => {
  const aws = { ...LOCAL_POLICY, Arn: 'arn:aws-cn:iam::aws:policy/X', PolicyName: 'X' };
  const api = apiOf('iam', {
    GetAccountAuthorizationDetails: {
      Policies: [
        LOCAL_POLICY,
        { ...aws, AttachmentCount: 1 },
        { ...aws, PermissionsBoundaryUsageCount: 1 },
        aws,
      ],
    },
  });
  const { resources } = await collected(policies, 'AWS::IAM::ManagedPolicy', api);
  expect(resources).toHaveLength(3);
  expect(resources[0]).toEqual({
    ...ACCOUNT_BASE,
    type: 'AWS::IAM::ManagedPolicy',
    arn: 'arn:aws:iam::111122223333:policy/own',
    id: 'own',
    path: '/',
    policyId: 'ANPA1',
    awsManaged: false,
    defaultVersionId: 'v2',
    attachmentCount: 0,
    permissionsBoundaryUsageCount: 0,
    createDate: '2024-01-01T00:00:00.000Z',
    updateDate: '2024-02-01T00:00:00.000Z',
    document: '{"new":1}',
    otherVersions: [{ versionId: 'v1', document: '{"old":1}' }],
  });
  expect(resources.map((each) => each.awsManaged)).toEqual([false, true, true]);
});

test("a policy that the answer does not name has its ARN's name", async () => {
  const Policies = [{ Arn: 'arn:aws:iam::111122223333:policy/team/own', AttachmentCount: 1 }];
  const api = apiOf('iam', { GetAccountAuthorizationDetails: { Policies } });
  const { resources } = await collected(policies, 'AWS::IAM::ManagedPolicy', api);
  expect(resources).toMatchObject([{ id: 'own', arn: 'arn:aws:iam::111122223333:policy/team/own' }]);
});

test('instance profiles', async () => {
  const arn = 'arn:aws:iam::111122223333:instance-profile/web';
  const api = apiOf('iam', {
    ListInstanceProfiles: {
      InstanceProfiles: [
        {
          InstanceProfileName: 'web',
          Arn: arn,
          CreateDate: new Date('2024-01-01T00:00:00Z'),
          Roles: [{ Arn: 'arn:r' }],
        },
      ],
    },
  });
  const { resources } = await collected(instanceProfiles, 'AWS::IAM::InstanceProfile', api);
  expect(resources).toEqual([
    {
      ...ACCOUNT_BASE,
      type: 'AWS::IAM::InstanceProfile',
      arn,
      id: 'web',
      createDate: '2024-01-01T00:00:00.000Z',
      roleArns: ['arn:r'],
    },
  ]);
});

test('virtual MFA devices, assigned and not', async () => {
  const root = 'arn:aws:iam::111122223333:mfa/root-account-mfa-device';
  const spare = 'arn:aws:iam::111122223333:mfa/spare';
  const api = apiOf('iam', {
    ListVirtualMFADevices: {
      VirtualMFADevices: [
        { SerialNumber: root, User: { Arn: ROOT.arn }, EnableDate: new Date('2024-01-01T00:00:00Z') },
        { SerialNumber: spare },
      ],
    },
  });
  const base = { ...ACCOUNT_BASE, type: 'AWS::IAM::VirtualMFADevice' };
  expect((await collected(devices, 'AWS::IAM::VirtualMFADevice', api)).resources).toEqual([
    {
      ...base,
      arn: root,
      id: 'root-account-mfa-device',
      serialNumber: root,
      userArn: ROOT.arn,
      enableDate: '2024-01-01T00:00:00.000Z',
    },
    { ...base, arn: spare, id: 'spare', serialNumber: spare, userArn: null, enableDate: null },
  ]);
});

test('server certificates', async () => {
  const arn = 'arn:aws:iam::111122223333:server-certificate/site';
  const api = apiOf('iam', {
    ListServerCertificates: {
      ServerCertificateMetadataList: [
        {
          ServerCertificateName: 'site',
          Arn: arn,
          UploadDate: new Date('2024-01-01T00:00:00Z'),
          Expiration: new Date('2025-01-01T00:00:00Z'),
        },
      ],
    },
  });
  expect((await collected(certificates, 'AWS::IAM::ServerCertificate', api)).resources).toEqual([
    {
      ...ACCOUNT_BASE,
      type: 'AWS::IAM::ServerCertificate',
      arn,
      id: 'site',
      uploadDate: '2024-01-01T00:00:00.000Z',
      expiration: '2025-01-01T00:00:00.000Z',
    },
  ]);
});

test('identity providers', async () => {
  const eks = 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC';
  const api = apiOf('iam', {
    ListSAMLProviders: {
      SAMLProviderList: [{ Arn: 'arn:aws:iam::111122223333:saml-provider/corp', CreateDate: '2024-01-01' }],
    },
    ListOpenIDConnectProviders: { OpenIDConnectProviderList: [{ Arn: eks }] },
    GetOpenIDConnectProvider: { Url: 'oidc.eks.us-east-1.amazonaws.com/id/ABC', ClientIDList: ['sts'] },
  });
  expect((await collected(providers, 'AWS::IAM::SAMLProvider', api)).resources).toMatchObject([
    { id: 'corp', createDate: '2024-01-01T00:00:00.000Z', validUntil: null },
  ]);
  expect((await collected(providers, 'AWS::IAM::OIDCProvider', api)).resources).toMatchObject([
    {
      id: 'oidc.eks.us-east-1.amazonaws.com/id/ABC',
      arn: eks,
      url: read('oidc.eks.us-east-1.amazonaws.com/id/ABC'),
      clientIds: read(['sts']),
    },
  ]);
});

test('an OpenID Connect provider whose details are denied is still listed', async () => {
  const api = apiOf('iam', {
    ListOpenIDConnectProviders: { OpenIDConnectProviderList: [{ Arn: 'arn:aws:iam::1:oidc-provider/a' }] },
    GetOpenIDConnectProvider: denied(),
  });
  const lost = deniedReading('iam:GetOpenIDConnectProvider');
  expect(await collected(providers, 'AWS::IAM::OIDCProvider', api)).toMatchObject({
    gap: null,
    resources: [{ id: 'a', url: lost, clientIds: lost }],
  });
});

test('the account summary', async () => {
  const api = apiOf('iam', { GetAccountSummary: { SummaryMap: { AccountMFAEnabled: 1 } } });
  expect((await collected(accountSummary, 'AWS::IAM::AccountSummary', api)).resources).toEqual([
    { ...ROOT, type: 'AWS::IAM::AccountSummary', summary: { AccountMFAEnabled: 1 } },
  ]);
});

test('a password policy without expiry and reuse prevention', async () => {
  const api = apiOf('iam', {
    GetAccountPasswordPolicy: {
      PasswordPolicy: {
        MinimumPasswordLength: 14,
        RequireSymbols: true,
        RequireNumbers: true,
        RequireUppercaseCharacters: false,
        RequireLowercaseCharacters: true,
        AllowUsersToChangePassword: true,
        ExpirePasswords: false,
      },
    },
  });
  expect((await collected(passwordPolicy, 'AWS::IAM::AccountPasswordPolicy', api)).resources).toEqual([
    {
      ...ROOT,
      type: 'AWS::IAM::AccountPasswordPolicy',
      policy: {
        minimumPasswordLength: 14,
        requireSymbols: true,
        requireNumbers: true,
        requireUppercaseCharacters: false,
        requireLowercaseCharacters: true,
        allowUsersToChangePassword: true,
        hardExpiry: false,
        maxPasswordAge: null,
        passwordReusePrevention: null,
      },
    },
  ]);
});

test('an account without a password policy', async () => {
  const api = apiOf('iam', { GetAccountPasswordPolicy: answeredError('NoSuchEntityException') });
  expect(await collected(passwordPolicy, 'AWS::IAM::AccountPasswordPolicy', api)).toMatchObject({
    gap: null,
    resources: [{ policy: null }],
  });
});

test.each([
  [groups, 'AWS::IAM::Group', 'GetAccountAuthorizationDetails'],
  [policies, 'AWS::IAM::ManagedPolicy', 'GetAccountAuthorizationDetails'],
  [instanceProfiles, 'AWS::IAM::InstanceProfile', 'ListInstanceProfiles'],
  [devices, 'AWS::IAM::VirtualMFADevice', 'ListVirtualMFADevices'],
  [certificates, 'AWS::IAM::ServerCertificate', 'ListServerCertificates'],
  [providers, 'AWS::IAM::SAMLProvider', 'ListSAMLProviders'],
  [providers, 'AWS::IAM::OIDCProvider', 'ListOpenIDConnectProviders'],
  [accountSummary, 'AWS::IAM::AccountSummary', 'GetAccountSummary'],
  [passwordPolicy, 'AWS::IAM::AccountPasswordPolicy', 'GetAccountPasswordPolicy'],
] as const)('%#: a denied listing of %s is a gap', async (collectors, type, operation) => {
  const api = apiOf('iam', { [operation]: denied() });
  expect(await collected(collectors, type, api)).toEqual({
    resources: [],
    gap: deniedReading(`iam:${operation}`),
  });
});
