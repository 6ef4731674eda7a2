/** A use of a password, key or role, told in days before the assessment. */
export type Use = { readonly daysAgo: number; readonly region?: string; readonly service?: string };

/** Never used: said on purpose, where the account's usual use must not apply. */
export const NEVER = 'never';

/**
 * What the people and workloads of an account did. moto keeps no record of use, so builders note it here, and the
 * overlay puts it where AWS reports it: credential report, GetAccessKeyLastUsed, PasswordLastUsed, RoleLastUsed and
 * the service last accessed details.
 */
export class Activity {
  readonly passwords = new Map<string, Use | typeof NEVER>();
  readonly keys = new Map<string, Use | typeof NEVER>();
  readonly roles = new Map<string, Use | typeof NEVER>();
  /** By the ARN of a user, role, group or policy: each service granted, with its last use. */
  readonly services = new Map<string, Readonly<Record<string, Use | typeof NEVER>>>();
}
