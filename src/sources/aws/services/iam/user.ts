import type {
  AccessKeyMetadata,
  GetAccessKeyLastUsedResponse,
  GetLoginProfileResponse,
  MFADevice,
  User as SdkUser,
  ServiceSpecificCredentialMetadata,
  SigningCertificate,
  SSHPublicKeyMetadata,
  UserDetail,
} from '@aws-sdk/client-iam';
import { mapReading, type Reading, read } from '../../../../model/reading.ts';
import type { AccessKey, AccessKeyLastUsed, User } from '../../../../model/resources/iam.ts';
import { defineCollector, eachListed, type Listed, type ServiceApi } from '../../collector.ts';
import {
  attachedPolicies,
  FULL_PAGE,
  iamResource,
  inlinePolicies,
  lookUp,
  paged,
} from '../../iam-resource.ts';
import { isoTime, tagsOf } from '../../mapping.ts';
import { type CredentialsOf, serviceSpecificCredentials } from '../../service-specific-credentials.ts';
import { SERVICES_LAST_ACCESSED_CALLS, servicesLastAccessed } from '../../services-last-accessed.ts';

/**
 * IAM answers for one user at a time. The credential report would save most of these calls, but AWS makes a new one
 * only every four hours: a password, key or MFA device that came or went since then would turn a verdict round. It is
 * read for the root user alone, of whom nothing else tells the last use.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
const users = defineCollector({
  type: 'AWS::IAM::User',
  service: 'iam',
  scope: 'global',
  calls: [
    'iam:GetAccountAuthorizationDetails',
    'iam:ListUsers',
    'iam:ListServiceSpecificCredentials',
    'iam:GetLoginProfile',
    'iam:ListMFADevices',
    'iam:ListAccessKeys',
    'iam:GetAccessKeyLastUsed',
    'iam:ListSigningCertificates',
    'iam:ListSSHPublicKeys',
    ...SERVICES_LAST_ACCESSED_CALLS,
  ],
  onDemand: SERVICES_LAST_ACCESSED_CALLS,
  async collect(api) {
    const [details, summaries] = await Promise.all([
      api.list<UserDetail>(
        'GetAccountAuthorizationDetails',
        { Filter: ['User'], ...FULL_PAGE },
        paged('UserDetailList'),
      ),
      api.list<SdkUser>('ListUsers', FULL_PAGE, paged('Users')),
    ]);
    const serviceCredentials = details.items.length > 0 ? await serviceSpecificCredentials(api) : NONE;
    const summaryOf = lookUp(summaries, 'iam:ListUsers');
    return eachListed(api, details, (user) => toUser(api, user, summaryOf(user.Arn), serviceCredentials));
  },
});

const NONE: CredentialsOf = async () => read([]);

async function toUser(
  api: ServiceApi,
  user: UserDetail,
  summary: Reading<SdkUser>,
  serviceCredentials: CredentialsOf,
): Promise<User> {
  const UserName = user.UserName ?? '';
  const [login, devices, keys, certificates, sshKeys, credentials, servicesUsed] = await Promise.all([
    loginProfile(api, UserName),
    api.list<MFADevice>('ListMFADevices', { UserName }, paged('MFADevices')),
    accessKeys(api, UserName),
    api.list<SigningCertificate>('ListSigningCertificates', { UserName }, paged('Certificates')),
    api.list<SSHPublicKeyMetadata>('ListSSHPublicKeys', { UserName }, paged('SSHPublicKeys')),
    serviceCredentials(UserName),
    lastAccessed(api, user),
  ]);
  return {
    ...iamResource(api, 'AWS::IAM::User', { id: UserName, arn: user.Arn, path: 'user' }),
    tags: tagsOf(user.Tags),
    path: user.Path ?? '/',
    userId: user.UserId ?? '',
    createDate: isoTime(user.CreateDate) ?? '',
    passwordLastUsed: mapReading(summary, (each) => isoTime(each.PasswordLastUsed)),
    groups: user.GroupList ?? [],
    inlinePolicies: inlinePolicies(user.UserPolicyList),
    attachedPolicies: attachedPolicies(user.AttachedManagedPolicies),
    permissionsBoundary: user.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
    loginProfile: login,
    mfaDevices: readingOf(devices, toDevice),
    accessKeys: keys,
    signingCertificates: readingOf(certificates, toCertificate),
    sshPublicKeys: readingOf(sshKeys, toSshKey),
    serviceSpecificCredentials: mapReading(credentials, (found) => found.map(toServiceCredential)),
    servicesLastAccessed: servicesUsed,
  };
}

function readingOf<Item, T>(listed: Listed<Item>, map: (item: Item) => T): Reading<readonly T[]> {
  return listed.gap ?? read(listed.items.map(map));
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html: NoSuchEntity is "no password". */
async function loginProfile(api: ServiceApi, UserName: string): Promise<User['loginProfile']> {
  const answer = await api.readOrNull<GetLoginProfileResponse>('GetLoginProfile', { UserName }, [
    'NoSuchEntity',
    'NoSuchEntityException',
  ]);
  return mapReading(answer, (output) =>
    output
      ? {
          createDate: isoTime(output.LoginProfile?.CreateDate) ?? '',
          passwordResetRequired: output.LoginProfile?.PasswordResetRequired ?? false,
        }
      : null,
  );
}

async function accessKeys(api: ServiceApi, UserName: string): Promise<User['accessKeys']> {
  const listed = await api.list<AccessKeyMetadata>(
    'ListAccessKeys',
    { UserName },
    paged('AccessKeyMetadata'),
  );
  return listed.gap ?? read(await api.each(listed.items, (key) => toAccessKey(api, key)));
}

async function toAccessKey(api: ServiceApi, key: AccessKeyMetadata): Promise<AccessKey> {
  const AccessKeyId = key.AccessKeyId ?? '';
  const used = await api.read<GetAccessKeyLastUsedResponse>('GetAccessKeyLastUsed', { AccessKeyId });
  return {
    accessKeyId: AccessKeyId,
    status: key.Status === 'Inactive' ? 'Inactive' : 'Active',
    createDate: isoTime(key.CreateDate) ?? '',
    lastUsed: mapReading(used, toLastUsed),
  };
}

/** AWS writes N/A for the service and region of a key that was not used. */
function toLastUsed({ AccessKeyLastUsed: used }: GetAccessKeyLastUsedResponse): AccessKeyLastUsed {
  const known = (text: string | undefined): string | null => (text && text !== 'N/A' ? text : null);
  return {
    lastUsedDate: isoTime(used?.LastUsedDate),
    serviceName: known(used?.ServiceName),
    region: known(used?.Region),
  };
}

/** Known to be empty, without asking, where no policy grants anything. */
async function lastAccessed(api: ServiceApi, user: UserDetail): Promise<User['servicesLastAccessed']> {
  const grants = [
    ...(user.UserPolicyList ?? []),
    ...(user.AttachedManagedPolicies ?? []),
    ...(user.GroupList ?? []),
  ];
  return grants.length > 0 ? servicesLastAccessed(api, user.Arn ?? '') : read([]);
}

function toDevice(device: MFADevice): { readonly serialNumber: string; readonly enableDate: string | null } {
  return { serialNumber: device.SerialNumber ?? '', enableDate: isoTime(device.EnableDate) };
}

type Credential = Extract<User['signingCertificates'], { status: 'read' }>['value'][number];

function toCertificate({ CertificateId, Status, UploadDate }: SigningCertificate): Credential {
  return { id: CertificateId ?? '', status: statusOf(Status), createDate: isoTime(UploadDate) ?? '' };
}

function toSshKey({ SSHPublicKeyId, Status, UploadDate }: SSHPublicKeyMetadata): Credential {
  return { id: SSHPublicKeyId ?? '', status: statusOf(Status), createDate: isoTime(UploadDate) ?? '' };
}

function toServiceCredential(credential: ServiceSpecificCredentialMetadata): Credential {
  const expirationDate = isoTime(credential.ExpirationDate);
  return {
    id: credential.ServiceSpecificCredentialId ?? '',
    status: statusOf(credential.Status),
    createDate: isoTime(credential.CreateDate) ?? '',
    ...(credential.ServiceName ? { serviceName: credential.ServiceName } : {}),
    ...(expirationDate ? { expirationDate } : {}),
  };
}

function statusOf(status: string | undefined): Credential['status'] {
  return status === 'Inactive' || status === 'Expired' ? status : 'Active';
}

export const collectors = [users];
