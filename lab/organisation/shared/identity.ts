import { given, type LabAccount } from '../lab-account.ts';
import { policy } from '../policy-document.ts';

export type RoleSpec = {
  readonly name: string;
  readonly trust: string;
  readonly managed?: readonly string[];
  readonly inline?: Readonly<Record<string, string>>;
  readonly description?: string;
  readonly path?: string;
  readonly maxSessionSeconds?: number;
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly instanceProfile?: true;
  /** 250 unless said: old enough to be judged by its use. */
  readonly createdDaysAgo?: number;
};

export const awsManaged = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

export const tagList = (tags: Readonly<Record<string, string>> = {}): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

export async function createRole(account: LabAccount, spec: RoleSpec): Promise<string> {
  const { iam } = account.home;
  const role = {
    RoleName: spec.name,
    AssumeRolePolicyDocument: spec.trust,
    Path: spec.path ?? '/',
    MaxSessionDuration: spec.maxSessionSeconds ?? 3600,
    Description: spec.description ?? '',
    PermissionsBoundary: spec.boundary,
    Tags: tagList(spec.tags),
  };
  await account.daysAgo(spec.createdDaysAgo ?? 250, async () => {
    await iam.createRole(role);
    if (spec.instanceProfile) await iam.createInstanceProfile({ InstanceProfileName: spec.name });
  });
  for (const PolicyArn of spec.managed ?? []) await iam.attachRolePolicy({ RoleName: spec.name, PolicyArn });
  for (const [PolicyName, PolicyDocument] of Object.entries(spec.inline ?? {})) {
    await iam.putRolePolicy({ RoleName: spec.name, PolicyName, PolicyDocument });
  }
  if (spec.instanceProfile) {
    await iam.addRoleToInstanceProfile({ InstanceProfileName: spec.name, RoleName: spec.name });
  }
  const arn = account.arn('iam', `role${spec.path ?? '/'}${spec.name}`);
  if (spec.boundary !== undefined) account.boundaries.set(arn, spec.boundary);
  return arn;
}

/** GitHub Actions sign in by it. https://docs.github.com/en/actions/concepts/security/openid-connect */
export async function createGitHubProvider({ home }: LabAccount): Promise<void> {
  await home.iam.createOpenIDConnectProvider({
    Url: 'https://token.actions.githubusercontent.com',
    ClientIDList: ['sts.amazonaws.com'],
    ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
  });
}

/** Trust of workflows that GitHub vouches for, under conditions on their tokens. */
export const gitHubTrust = (
  account: LabAccount,
  condition: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string =>
  policy({
    Effect: 'Allow',
    Principal: { Federated: account.arn('iam', 'oidc-provider/token.actions.githubusercontent.com') },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: condition,
  });

/** A customer managed policy; gives its ARN. */
export async function createPolicy({ home }: LabAccount, name: string, document: string): Promise<string> {
  const made = await home.iam.createPolicy({ PolicyName: name, PolicyDocument: document });
  return given(made.Policy?.Arn);
}

export type UserSpec = {
  readonly name: string;
  readonly groups?: readonly string[];
  readonly console?: boolean;
  /** `none`, a virtual device, or a hardware token by its serial number. */
  readonly mfa?: 'none' | 'virtual' | { readonly hardware: string };
  readonly managed?: readonly string[];
  readonly inline?: Readonly<Record<string, string>>;
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly createdDaysAgo: number;
};

export async function createUser(account: LabAccount, spec: UserSpec): Promise<void> {
  const { iam } = account.home;
  const UserName = spec.name;
  await account.daysAgo(spec.createdDaysAgo, async () => {
    await iam.createUser({ UserName, PermissionsBoundary: spec.boundary, Tags: tagList(spec.tags) });
    if (spec.console) {
      await iam.createLoginProfile({
        UserName,
        Password: 'Corr3ct-Horse-Battery!',
        PasswordResetRequired: false,
      });
    }
    await enableMfa(account, spec);
  });
  if (spec.boundary !== undefined)
    account.boundaries.set(account.arn('iam', `user/${UserName}`), spec.boundary);
  for (const GroupName of spec.groups ?? []) await iam.addUserToGroup({ UserName, GroupName });
  for (const PolicyArn of spec.managed ?? []) await iam.attachUserPolicy({ UserName, PolicyArn });
  for (const [PolicyName, PolicyDocument] of Object.entries(spec.inline ?? {})) {
    await iam.putUserPolicy({ UserName, PolicyName, PolicyDocument });
  }
}

async function enableMfa({ home }: LabAccount, { name, mfa = 'none' }: UserSpec): Promise<void> {
  if (mfa === 'none') return;
  const serial =
    mfa === 'virtual'
      ? given(
          (await home.iam.createVirtualMFADevice({ VirtualMFADeviceName: name })).VirtualMFADevice
            ?.SerialNumber,
        )
      : mfa.hardware;
  await home.iam.enableMFADevice({
    UserName: name,
    SerialNumber: serial,
    AuthenticationCode1: '123456',
    AuthenticationCode2: '654321',
  });
}

/** An access key of that age; its last use goes to the account's activity. */
export async function createKey(
  account: LabAccount,
  user: string,
  key: { readonly createdDaysAgo: number; readonly usedDaysAgo?: number; readonly inactive?: true },
): Promise<void> {
  const { iam } = account.home;
  const made = await account.daysAgo(key.createdDaysAgo, () => iam.createAccessKey({ UserName: user }));
  const AccessKeyId = given(made.AccessKey?.AccessKeyId);
  if (key.inactive) await iam.updateAccessKey({ UserName: user, AccessKeyId, Status: 'Inactive' });
  account.activity.keys.set(
    AccessKeyId,
    key.usedDaysAgo === undefined
      ? 'never'
      : { daysAgo: key.usedDaysAgo, region: 'us-east-1', service: 's3' },
  );
}

/** The password policy of a well-kept account. */
export async function strictPasswords({ home }: LabAccount): Promise<void> {
  await home.iam.updateAccountPasswordPolicy({
    MinimumPasswordLength: 16,
    PasswordReusePrevention: 24,
    RequireLowercaseCharacters: true,
    RequireUppercaseCharacters: true,
    RequireNumbers: true,
    RequireSymbols: true,
    AllowUsersToChangePassword: true,
    MaxPasswordAge: 90,
  });
}
