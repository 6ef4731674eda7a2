import { latestTime } from '../model/days.ts';
import { type Reading, unreadAmong } from '../model/reading.ts';
import type { Role, User, UserCredential } from '../model/resources/iam.ts';

/** When a principal last did something that AWS records, as far as it was read. */
export interface LastActivity {
  /** ISO 8601; null: no recorded use. Use may be later where something is missing, never earlier. */
  readonly lastUsed: string | null;
  /** ISO 8601, from when idle days count: its last use, its creation or that of a credential that it still has. */
  readonly since: string | null;
  /** Readings that could show a later use. */
  readonly missing: readonly Reading<unknown>[];
}

/** AWS keeps 400 days: https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html */
export function roleActivity(role: Role): LastActivity {
  const { roleLastUsed } = role;
  const lastUsed = roleLastUsed.status === 'read' ? roleLastUsed.value.lastUsedDate : null;
  return {
    lastUsed: latestTime([lastUsed]),
    since: latestTime([role.createDate, lastUsed]),
    missing: unreadAmong([roleLastUsed]),
  };
}

/**
 * Password and access keys, switched off ones too. SSH keys, service credentials and signing certificates leave their
 * trace in the access advisor only, so it is asked for where the user has such. Days count from the newest credential, as
 * from a new user's creation: somebody who got a password yesterday is not idle for three years.
 */
export function userActivity(user: User): LastActivity {
  const { passwordLastUsed, loginProfile, accessKeys, servicesLastAccessed } = user;
  const keys = accessKeys.status === 'read' ? accessKeys.value.map((key) => key.lastUsed) : [];
  const others = [user.sshPublicKeys, user.serviceSpecificCredentials, user.signingCertificates];
  const hasOthers = others.some((each) => each.status === 'read' && each.value.length > 0);
  const advisor = hasOthers ? [servicesLastAccessed] : [];
  const lastUsed = latestTime([
    ...(passwordLastUsed.status === 'read' ? [passwordLastUsed.value] : []),
    ...keys.map((each) => (each.status === 'read' ? each.value.lastUsedDate : null)),
    ...advisor.flatMap((each) =>
      each.status === 'read' ? each.value.map((service) => service.lastAuthenticated) : [],
    ),
  ]);
  return {
    lastUsed,
    since: latestTime([user.createDate, lastUsed, ...credentialDates(user)]),
    missing: unreadAmong([passwordLastUsed, loginProfile, accessKeys, ...keys, ...others, ...advisor]),
  };
}

type Dated = Pick<UserCredential, 'status' | 'createDate'>;

/** When the user got the password and the active credentials that it has, as far as they were read. */
function credentialDates(user: User): readonly string[] {
  const { loginProfile, accessKeys, sshPublicKeys, serviceSpecificCredentials, signingCertificates } = user;
  const credentials = [accessKeys, sshPublicKeys, serviceSpecificCredentials, signingCertificates];
  return [
    ...(loginProfile.status === 'read' && loginProfile.value ? [loginProfile.value.createDate] : []),
    ...credentials
      .flatMap((each): readonly Dated[] => (each.status === 'read' ? each.value : []))
      .filter((each) => each.status === 'Active')
      .map((each) => each.createDate),
  ];
}
