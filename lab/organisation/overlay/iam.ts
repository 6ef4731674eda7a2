import type {
  GetAccessKeyLastUsedRequest,
  GetAccessKeyLastUsedResponse,
  GetAccountAuthorizationDetailsResponse,
  GetAccountSummaryResponse,
  GetCredentialReportResponse,
  GetRoleResponse,
  GetServerCertificateResponse,
  GetUserResponse,
  ListServerCertificatesResponse,
  ListUsersResponse,
  ListVirtualMFADevicesResponse,
  ServerCertificateMetadata,
} from '@aws-sdk/client-iam';

import { NEVER, type Use } from '../activity.ts';
import { given } from '../lab-account.ts';
import type { OverlayContext } from './context.ts';
import { keyUse, parseReport, printReport, type ReportRow, reportTime } from './credential-report.ts';
import { type OverlayPatch, type Place, patchOf } from './overlay.ts';
import { rootFacts } from './root.ts';

/** Who used nothing on record: in the flawed account nobody signs in, roles run everywhere. */
const usual = {
  flawed: { password: NEVER, role: { daysAgo: 3, region: 'us-east-1' } },
  hardened: { password: { daysAgo: 2 }, role: { daysAgo: 1, region: 'us-east-1' } },
  'log-archive': { password: { daysAgo: 20 }, role: { daysAgo: 1, region: 'us-east-1' } },
} as const;

const place = (operation: string, reason: string): Place => ({ service: 'iam', operation, reason });

/** `keys` lists the access keys of each user in the order of the credential report. */
export function iamPatches(
  context: OverlayContext,
  keys: ReadonlyMap<string, readonly string[]>,
): OverlayPatch[] {
  return [
    ...accountPatches(context),
    ...usePatches(context, keys),
    ...devicePatches(context),
    ...certificatePatches(context),
  ];
}

function accountPatches(context: OverlayContext): OverlayPatch[] {
  const { summary, hardwareDevices, virtualDevices } = rootFacts[context.name];
  return [
    patchOf<GetAccountSummaryResponse>(
      context.account.id,
      place('GetAccountSummary', "moto's root user has no facts of its own, nor devices"),
      ({ SummaryMap: map = {} }) => {
        const devices = (map['MFADevicesInUse'] ?? 0) + hardwareDevices + virtualDevices.length;
        return { SummaryMap: { ...map, ...summary, MFADevices: devices, MFADevicesInUse: devices } };
      },
    ),
    patchOf<GetAccountAuthorizationDetailsResponse>(
      context.account.id,
      place(
        'GetAccountAuthorizationDetails',
        'moto lists every AWS policy, not those in use, no last use of roles, and no boundaries of users',
      ),
      (details) =>
        withBoundaries(context, {
          ...details,
          Policies: (details.Policies ?? []).filter(
            ({ Arn = '', AttachmentCount = 0 }) =>
              AttachmentCount > 0 || !Arn.startsWith('arn:aws:iam::aws:'),
          ),
          RoleDetailList: (details.RoleDetailList ?? []).map((role) => ({
            ...role,
            RoleLastUsed: lastUsed(context, role.RoleName ?? ''),
          })),
        }),
    ),
  ];
}

/** Which users are bounded, and how many each policy bounds. */
function withBoundaries(
  { account: { boundaries } }: OverlayContext,
  details: GetAccountAuthorizationDetailsResponse,
): GetAccountAuthorizationDetailsResponse {
  const bounds = [...boundaries.values()];
  return {
    ...details,
    UserDetailList: details.UserDetailList?.map((user) => {
      const arn = boundaries.get(user.Arn ?? '');
      return arn === undefined ? user : { ...user, PermissionsBoundary: boundary(arn) };
    }),
    Policies: details.Policies?.map((policy) => ({
      ...policy,
      PermissionsBoundaryUsageCount: bounds.filter((arn) => arn === policy.Arn).length,
    })),
  };
}

const boundary = (arn: string) => ({
  PermissionsBoundaryType: 'PermissionsBoundaryPolicy' as const,
  PermissionsBoundaryArn: arn,
});

function usePatches(context: OverlayContext, keys: ReadonlyMap<string, readonly string[]>): OverlayPatch[] {
  const { account, daysAgo } = context;
  const withUse = <T extends { UserName?: string | undefined }>(user: T): T => {
    const use = passwordUse(context, user.UserName ?? '');
    return use === NEVER ? user : { ...user, PasswordLastUsed: daysAgo(use.daysAgo) };
  };
  return [
    patchOf<ListUsersResponse>(account.id, place('ListUsers', 'moto records no sign-in'), (answer) => ({
      ...answer,
      Users: answer.Users?.map(withUse),
    })),
    patchOf<GetUserResponse>(account.id, place('GetUser', 'moto records no sign-in'), ({ User }) => ({
      User: User && withUse(User),
    })),
    patchOf<GetRoleResponse>(account.id, place('GetRole', 'moto records no use of roles'), ({ Role }) => ({
      Role: Role && { ...Role, RoleLastUsed: lastUsed(context, Role.RoleName ?? '') },
    })),
    patchOf<GetAccessKeyLastUsedResponse, GetAccessKeyLastUsedRequest>(
      account.id,
      place('GetAccessKeyLastUsed', 'moto records no use of keys in the past'),
      (answer, { AccessKeyId = '' }) => {
        const use = account.activity.keys.get(AccessKeyId);
        if (use === undefined) return answer;
        const AccessKeyLastUsed =
          use === NEVER
            ? { LastUsedDate: undefined, ServiceName: 'N/A', Region: 'N/A' }
            : {
                LastUsedDate: daysAgo(use.daysAgo),
                ServiceName: use.service ?? 's3',
                Region: use.region ?? 'us-east-1',
              };
        return { ...answer, AccessKeyLastUsed };
      },
    ),
    patchOf<GetCredentialReportResponse>(
      account.id,
      place('GetCredentialReport', 'moto leaves out the root user and every last use'),
      (answer) => ({
        ...answer,
        GeneratedTime: context.asOf,
        Content: completeReport(context, keys, given(answer.Content)),
      }),
    ),
  ];
}

function devicePatches({ account, name, daysAgo }: OverlayContext): OverlayPatch[] {
  const Arn = account.arn('iam', 'root');
  const ofRoot = rootFacts[name].virtualDevices.map((device) => ({
    SerialNumber: account.arn('iam', `mfa/${device}`),
    User: { Path: '/', UserId: account.id, Arn, UserName: 'root', CreateDate: daysAgo(2200) },
    EnableDate: daysAgo(2000),
  }));
  return [
    patchOf<ListVirtualMFADevicesResponse>(
      account.id,
      place(
        'ListVirtualMFADevices',
        'moto shows the secret seed of each device, AWS once, when it is made; and its root user has none',
      ),
      (answer) => ({
        ...answer,
        VirtualMFADevices: [
          ...(answer.VirtualMFADevices ?? []).map(
            ({ Base32StringSeed: _seed, QRCodePNG: _code, ...device }) => device,
          ),
          ...ofRoot,
        ],
      }),
    ),
  ];
}

/** flaw: iam-server-certificate-valid (the one of 2022). */
function certificatePatches({ account, daysAgo }: OverlayContext): OverlayPatch[] {
  const dated = <T extends ServerCertificateMetadata | undefined>(certificate: T): T =>
    certificate && {
      ...certificate,
      ...(certificate.ServerCertificateName === 'storefront-fallback'
        ? { UploadDate: daysAgo(40), Expiration: daysAgo(-325) }
        : { UploadDate: daysAgo(900), Expiration: daysAgo(170) }),
    };
  const reason = 'moto gives every certificate the same dates, of 2010 and 2012';
  return [
    patchOf<ListServerCertificatesResponse>(
      account.id,
      place('ListServerCertificates', reason),
      (answer) => ({
        ...answer,
        ServerCertificateMetadataList: answer.ServerCertificateMetadataList?.map(dated),
      }),
    ),
    patchOf<GetServerCertificateResponse>(
      account.id,
      place('GetServerCertificate', reason),
      ({ ServerCertificate: certificate }) => ({
        ServerCertificate: certificate && {
          ...certificate,
          ServerCertificateMetadata: dated(certificate.ServerCertificateMetadata),
        },
      }),
    ),
  ];
}

const passwordUse = ({ account, name }: OverlayContext, user: string): Use | typeof NEVER =>
  user.startsWith('svc-') || user === 'ci-deploy'
    ? NEVER
    : (account.activity.passwords.get(user) ?? usual[name].password);

function lastUsed({ account, name, daysAgo }: OverlayContext, role: string) {
  const use = account.activity.roles.get(role) ?? usual[name].role;
  return use === NEVER ? {} : { LastUsedDate: daysAgo(use.daysAgo), Region: use.region ?? 'us-east-1' };
}

function completeReport(
  context: OverlayContext,
  keys: ReadonlyMap<string, readonly string[]>,
  content: Uint8Array,
): Uint8Array {
  const { account, daysAgo } = context;
  const { columns, rows } = parseReport(new TextDecoder().decode(content));
  const users = rows.map((row): ReportRow => {
    const user = row['user'] ?? '';
    const ids = keys.get(user) ?? [];
    const uses = ids.map((id, index) => keyUse(index + 1, account.activity.keys.get(id), daysAgo));
    return Object.assign({}, row, passwordCells(context, row), ...uses);
  });
  return new TextEncoder().encode(printReport(columns, [rootRow(context), ...users]));
}

function passwordCells(context: OverlayContext, row: ReportRow): ReportRow {
  if (row['password_enabled'] !== 'true') {
    return { password_last_used: 'N/A', password_last_changed: 'N/A', password_next_rotation: 'N/A' };
  }
  const use = passwordUse(context, row['user'] ?? '');
  return {
    password_last_used: use === NEVER ? 'no_information' : reportTime(context.daysAgo(use.daysAgo)),
    password_next_rotation: 'N/A',
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
function rootRow({ account, name, daysAgo }: OverlayContext): ReportRow {
  const { summary, passwordUsedDaysAgo, keyUsedDaysAgo } = rootFacts[name];
  const used =
    typeof passwordUsedDaysAgo === 'number' ? reportTime(daysAgo(passwordUsedDaysAgo)) : 'no_information';
  const key = keyUsedDaysAgo === undefined ? NEVER : { daysAgo: keyUsedDaysAgo, service: 'ec2' };
  const has = (fact: string): string => String(summary[fact] === 1);
  return {
    user: '<root_account>',
    arn: account.arn('iam', 'root'),
    user_creation_time: reportTime(daysAgo(2200)),
    password_enabled: has('AccountPasswordPresent'),
    password_last_used: passwordUsedDaysAgo === undefined ? 'N/A' : used,
    password_last_changed: reportTime(daysAgo(2000)),
    password_next_rotation: 'not_supported',
    mfa_active: has('AccountMFAEnabled'),
    access_key_1_active: has('AccountAccessKeysPresent'),
    access_key_1_last_rotated: keyUsedDaysAgo === undefined ? 'N/A' : reportTime(daysAgo(2100)),
    ...keyUse(1, key, daysAgo),
    access_key_2_active: 'false',
    cert_1_active: has('AccountSigningCertificatesPresent'),
    cert_1_last_rotated:
      has('AccountSigningCertificatesPresent') === 'true' ? reportTime(daysAgo(2100)) : 'N/A',
    cert_2_active: 'false',
  };
}
