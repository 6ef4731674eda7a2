import type { Actor } from './actor.ts';
import type { Call } from './calls.ts';
import { type Attempt, technique } from './technique.ts';

const ACCESS_KEY = technique('iam-create-access-key', 'creates an access key for {to}');
const LOGIN_PROFILE = technique('iam-create-login-profile', 'sets a console password for {to}');
const NEW_PASSWORD = technique('iam-update-login-profile', 'changes the console password of {to}');

export const BECOME_USER_ACTIONS: readonly string[] = [
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
];

/** A user has at most two: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_ACCESS_KEYS = 2;

/** Ways to sign in as a user, `withoutMfa`: the user without its device. */
export function* waysToBecomeUser(withoutMfa: Actor): Iterable<Attempt> {
  const { user, tags, arn: on } = withoutMfa.principal;
  if (!user) return;
  const call = (action: string): Call => ({ action: `iam:${action}`, on, tags });
  const attempt = (of: Attempt['technique'], names: readonly string[], assumes: readonly string[] = []) => ({
    technique: of,
    calls: names.map(call),
    to: withoutMfa,
    assumes,
  });
  const { accessKeys: keys, hasPassword, mfaDevices } = user;
  const hasRoom = keys.status === 'unread' || keys.value < MOST_ACCESS_KEYS;
  yield attempt(
    ACCESS_KEY,
    hasRoom ? ['CreateAccessKey'] : ['DeleteAccessKey', 'CreateAccessKey'],
    keys.status === 'unread' ? [`${withoutMfa.principal.name} has fewer than two access keys`] : [],
  );
  const hasDevice = mfaDevices.status === 'read' && mfaDevices.value > 0;
  const withoutDevice = hasDevice ? ['DeactivateMFADevice'] : [];
  const noDevice = mfaDevices.status === 'unread' ? [`${withoutMfa.principal.name} has no MFA device`] : [];
  const asked = hasPassword.status === 'unread' ? [true, false] : [hasPassword.value];
  for (const has of asked) {
    const unread =
      hasPassword.status === 'unread'
        ? [`${withoutMfa.principal.name} has ${has ? 'a' : 'no'} password`]
        : [];
    const [of, name] = has
      ? ([NEW_PASSWORD, 'UpdateLoginProfile'] as const)
      : ([LOGIN_PROFILE, 'CreateLoginProfile'] as const);
    yield attempt(of, [name, ...withoutDevice], [...unread, ...noDevice]);
  }
}
