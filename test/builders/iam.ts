import { read } from '../../src/model/reading.ts';
import { GLOBAL_REGION } from '../../src/model/resource.ts';
import type {
  AccessKey,
  AccountPasswordPolicy,
  AccountSummary,
  CredentialReport,
  CredentialReportRow,
  Group,
  InstanceProfile,
  LoginProfile,
  ManagedPolicy,
  MfaDevice,
  OidcProvider,
  OrganizationsFeatures,
  Role,
  SamlProvider,
  ServerCertificate,
  ServiceLastAccessed,
  SsoInstance,
  User,
  UserCredential,
  VirtualMfaDevice,
} from '../../src/model/resources/iam.ts';
import { ACCOUNT, AS_OF, REGION } from '../inventory-of.ts';

const CREATED = '2025-01-01T00:00:00.000Z';
const HOUR_AGO = new Date(Date.parse(AS_OF) - 3_600_000).toISOString();
const DAY_AGO = new Date(Date.parse(AS_OF) - 86_400_000).toISOString();
const MONTH_AGO = new Date(Date.parse(AS_OF) - 30 * 86_400_000).toISOString();

export const ADMINISTRATOR_ACCESS = {
  policyName: 'AdministratorAccess',
  policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
} as const;

/** Policy text of one statement that allows `action` on `resource`. */
export function allowing(
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
  });
}

/** Trust policy text that lets `principal` (`{"AWS": …}`, `{"Service": …}`) assume a role, under conditions. */
export function trusting(
  principal: '*' | Readonly<Record<string, string | readonly string[]>>,
  condition?: object,
  action = 'sts:AssumeRole',
): string {
  const conditions = condition && { Condition: condition };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: action, ...conditions }],
  });
}

/** An active key, made a month ago, used a day ago. */
export function anAccessKey(overrides: Partial<AccessKey> = {}): AccessKey {
  return {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    status: 'Active',
    createDate: MONTH_AGO,
    lastUsed: read({ lastUsedDate: DAY_AGO, serviceName: 's3', region: REGION }),
    ...overrides,
  };
}

export function aLoginProfile(overrides: Partial<LoginProfile> = {}): LoginProfile {
  return { createDate: CREATED, passwordResetRequired: false, ...overrides };
}

/** A virtual device; `serialNumber` says of which kind it is. */
export function anMfaDevice(overrides: Partial<MfaDevice> = {}): MfaDevice {
  return { serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/alice`, enableDate: CREATED, ...overrides };
}

/** A security key (FIDO2). */
export function aSecurityKey(user = 'alice'): MfaDevice {
  return anMfaDevice({
    serialNumber: `arn:aws:iam::${ACCOUNT}:u2f/user/${user}/key-ABCDEFGHIJKLMNOPQRSTUVWX`,
  });
}

/** An active SSH key, signing certificate or service-specific credential, made a month ago. */
export function aUserCredential(overrides: Partial<UserCredential> = {}): UserCredential {
  return { id: 'APKAEXAMPLE', status: 'Active', createDate: MONTH_AGO, ...overrides };
}

export function aServiceLastAccessed(overrides: Partial<ServiceLastAccessed> = {}): ServiceLastAccessed {
  return { serviceNamespace: 's3', lastAuthenticated: DAY_AGO, ...overrides };
}

/** A person in the group `developers` with a password in use and a virtual MFA device; no keys, no own policies. */
export function aUser(overrides: Partial<User> = {}): User {
  const id = overrides.id ?? 'alice';
  return {
    type: 'AWS::IAM::User',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:user/${id}`,
    id,
    tags: {},
    path: '/',
    userId: `AIDA${id.toUpperCase()}`,
    createDate: CREATED,
    passwordLastUsed: read(DAY_AGO),
    groups: ['developers'],
    inlinePolicies: [],
    attachedPolicies: [],
    permissionsBoundary: null,
    loginProfile: read(aLoginProfile()),
    mfaDevices: read([anMfaDevice({ serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/${id}` })]),
    accessKeys: read([]),
    signingCertificates: read([]),
    sshPublicKeys: read([]),
    serviceSpecificCredentials: read([]),
    servicesLastAccessed: read([aServiceLastAccessed()]),
    ...overrides,
  };
}

/** A group with one managed policy; its members are the users that name it. */
export function aGroup(overrides: Partial<Group> = {}): Group {
  const id = overrides.id ?? 'developers';
  return {
    type: 'AWS::IAM::Group',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:group/${id}`,
    id,
    path: '/',
    groupId: `AGPA${id.toUpperCase()}`,
    createDate: CREATED,
    inlinePolicies: [],
    attachedPolicies: [
      { policyName: 'AmazonS3ReadOnlyAccess', policyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' },
    ],
    ...overrides,
  };
}

/** A role for EC2 instances, used a day ago, with one-hour sessions. */
export function aRole(overrides: Partial<Role> = {}): Role {
  const id = overrides.id ?? 'web-server';
  return {
    type: 'AWS::IAM::Role',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:role/${id}`,
    id,
    tags: {},
    path: '/',
    roleId: `AROA${id.toUpperCase()}`,
    createDate: CREATED,
    description: null,
    assumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
    inlinePolicies: [],
    attachedPolicies: [
      { policyName: 'AmazonS3ReadOnlyAccess', policyArn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' },
    ],
    permissionsBoundary: null,
    maxSessionDuration: read(3600),
    roleLastUsed: read({ lastUsedDate: DAY_AGO, region: REGION }),
    instanceProfiles: [],
    servicesLastAccessed: read([aServiceLastAccessed()]),
    ...overrides,
  };
}

/** A policy of the account, attached once, that reads one bucket. */
export function aManagedPolicy(overrides: Partial<ManagedPolicy> = {}): ManagedPolicy {
  const id = overrides.id ?? 'read-data-bucket';
  return {
    type: 'AWS::IAM::ManagedPolicy',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:policy/${id}`,
    id,
    path: '/',
    policyId: `ANPA${id.toUpperCase()}`,
    awsManaged: false,
    defaultVersionId: 'v1',
    attachmentCount: 1,
    permissionsBoundaryUsageCount: 0,
    createDate: CREATED,
    updateDate: CREATED,
    document: allowing(
      ['s3:GetObject', 's3:ListBucket'],
      ['arn:aws:s3:::data-bucket', 'arn:aws:s3:::data-bucket/*'],
    ),
    ...overrides,
  };
}

/** AWS's own AdministratorAccess, as an account that uses it sees it. */
export function administratorAccess(overrides: Partial<ManagedPolicy> = {}): ManagedPolicy {
  return aManagedPolicy({
    id: ADMINISTRATOR_ACCESS.policyName,
    arn: ADMINISTRATOR_ACCESS.policyArn,
    awsManaged: true,
    document: allowing('*'),
    ...overrides,
  });
}

export function anInstanceProfile(overrides: Partial<InstanceProfile> = {}): InstanceProfile {
  const id = overrides.id ?? 'web-server';
  return {
    type: 'AWS::IAM::InstanceProfile',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:instance-profile/${id}`,
    id,
    tags: {},
    createDate: CREATED,
    roleArns: [`arn:aws:iam::${ACCOUNT}:role/web-server`],
    ...overrides,
  };
}

/** Assigned to alice. */
export function aVirtualMfaDevice(overrides: Partial<VirtualMfaDevice> = {}): VirtualMfaDevice {
  const id = overrides.id ?? 'alice';
  const arn = `arn:aws:iam::${ACCOUNT}:mfa/${id}`;
  return {
    type: 'AWS::IAM::VirtualMFADevice',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn,
    id,
    serialNumber: arn,
    userArn: `arn:aws:iam::${ACCOUNT}:user/alice`,
    enableDate: CREATED,
    ...overrides,
  };
}

/** Valid for another year. */
export function aServerCertificate(overrides: Partial<ServerCertificate> = {}): ServerCertificate {
  const id = overrides.id ?? 'legacy-site';
  return {
    type: 'AWS::IAM::ServerCertificate',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:server-certificate/${id}`,
    id,
    uploadDate: CREATED,
    expiration: new Date(Date.parse(AS_OF) + 365 * 86_400_000).toISOString(),
    ...overrides,
  };
}

export function aSamlProvider(overrides: Partial<SamlProvider> = {}): SamlProvider {
  const id = overrides.id ?? 'corporate';
  return {
    type: 'AWS::IAM::SAMLProvider',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:saml-provider/${id}`,
    id,
    createDate: CREATED,
    validUntil: null,
    ...overrides,
  };
}

export function anOidcProvider(overrides: Partial<OidcProvider> = {}): OidcProvider {
  const id = overrides.id ?? 'token.actions.githubusercontent.com';
  return {
    type: 'AWS::IAM::OIDCProvider',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/${id}`,
    id,
    url: read(id),
    clientIds: read(['sts.amazonaws.com']),
    ...overrides,
  };
}

/** A root user with a password and MFA, without access keys and signing certificates. */
export function anAccountSummary(overrides: Partial<AccountSummary> = {}): AccountSummary {
  return {
    type: 'AWS::IAM::AccountSummary',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    id: ACCOUNT,
    summary: {
      AccountMFAEnabled: 1,
      AccountPasswordPresent: 1,
      AccountAccessKeysPresent: 0,
      AccountSigningCertificatesPresent: 0,
      MFADevices: 1,
      MFADevicesInUse: 1,
    },
    ...overrides,
  };
}

/** Length 14, all character classes, 24 remembered. */
export function anAccountPasswordPolicy(
  overrides: Partial<AccountPasswordPolicy> = {},
): AccountPasswordPolicy {
  return {
    type: 'AWS::IAM::AccountPasswordPolicy',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    id: ACCOUNT,
    policy: aPasswordPolicy(),
    ...overrides,
  };
}

export function aPasswordPolicy(
  overrides: Partial<NonNullable<AccountPasswordPolicy['policy']>> = {},
): NonNullable<AccountPasswordPolicy['policy']> {
  return {
    minimumPasswordLength: 14,
    requireSymbols: true,
    requireNumbers: true,
    requireUppercaseCharacters: true,
    requireLowercaseCharacters: true,
    allowUsersToChangePassword: true,
    hardExpiry: false,
    maxPasswordAge: null,
    passwordReusePrevention: 24,
    ...overrides,
  };
}

/** A user's row: password and MFA, no keys, no certificates. */
export function aCredentialReportRow(overrides: Partial<CredentialReportRow> = {}): CredentialReportRow {
  const user = overrides.user ?? 'alice';
  return {
    user,
    arn: `arn:aws:iam::${ACCOUNT}:user/${user}`,
    userCreationTime: CREATED,
    passwordEnabled: true,
    passwordLastUsed: DAY_AGO,
    passwordLastChanged: CREATED,
    mfaActive: true,
    accessKeys: [noKey(), noKey()],
    certificates: [noCertificate(), noCertificate()],
    ...overrides,
  };
}

/** The root user's row: never signed in, MFA on, no keys, no certificates. */
export function aRootReportRow(overrides: Partial<CredentialReportRow> = {}): CredentialReportRow {
  return aCredentialReportRow({
    user: '<root_account>',
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    passwordEnabled: null,
    passwordLastUsed: null,
    passwordLastChanged: null,
    ...overrides,
  });
}

function noKey(): CredentialReportRow['accessKeys'][number] {
  return { active: false, lastRotated: null, lastUsedDate: null, lastUsedService: null };
}

function noCertificate(): CredentialReportRow['certificates'][number] {
  return { active: false, lastRotated: null };
}

/** Generated an hour ago, with the rows of root and alice. */
export function aCredentialReport(overrides: Partial<CredentialReport> = {}): CredentialReport {
  return {
    type: 'AWS::IAM::CredentialReport',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    id: ACCOUNT,
    generatedTime: HOUR_AGO,
    rows: [aRootReportRow(), aCredentialReportRow()],
    ...overrides,
  };
}

/** Centralised root access, both features on. */
export function organizationsFeatures(overrides: Partial<OrganizationsFeatures> = {}): OrganizationsFeatures {
  const id = overrides.id ?? 'o-exampleorgid';
  return {
    type: 'AWS::IAM::OrganizationsFeatures',
    account: ACCOUNT,
    region: GLOBAL_REGION,
    arn: `arn:aws:iam::${ACCOUNT}:organizations-features/${id}`,
    id,
    organizationId: id,
    enabledFeatures: ['RootCredentialsManagement', 'RootSessions'],
    ...overrides,
  };
}

export function anSsoInstance(overrides: Partial<SsoInstance> = {}): SsoInstance {
  const id = overrides.id ?? 'ssoins-1111222233334444';
  return {
    type: 'AWS::SSO::Instance',
    account: ACCOUNT,
    region: REGION,
    arn: `arn:aws:sso:::instance/${id}`,
    id,
    identityStoreId: 'd-1234567890',
    status: 'ACTIVE',
    ...overrides,
  };
}
