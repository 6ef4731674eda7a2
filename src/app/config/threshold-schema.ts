import { z } from 'zod';
import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.ts';
import { mapping } from '../yaml-shape.ts';

/** The settings that are numbers and switches. */
type Thresholds = Omit<
  Settings,
  'trustedAccounts' | 'administrators' | 'trailReaders' | 'administrationOrigins' | 'publicPorts' | 'intents'
>;

const D: Thresholds = DEFAULT_SETTINGS;

const TEN_YEARS = 3650;
/** AWS remembers the last use of services and roles for 400 days: beyond, "long ago" and "never" look the same. */
const REMEMBERED = 400;

const days = (description: string, fallback: number, from = 1, to = TEN_YEARS) =>
  numeric(description, fallback, 'a whole number of days', from, to);
const count = (description: string, fallback: number, from: number, to: number) =>
  numeric(description, fallback, 'a whole number', from, to);
const hours = (description: string, fallback: number, from: number, to: number) =>
  numeric(description, fallback, 'a whole number of hours', from, to);

function numeric(description: string, fallback: number, what: string, from: number, to: number) {
  const error = `${what} from ${from} to ${to}`;
  return z
    .int({ error })
    .min(from, { error })
    .max(to, { error })
    .meta({ description, default: fallback })
    .exactOptional();
}

function flag(description: string, fallback: boolean) {
  return z.boolean({ error: 'true or false' }).meta({ description, default: fallback }).exactOptional();
}

/** IAM takes passwords of 6 to 128 characters that expire after 1 to 1095 days. */
const EXPIRY = 'a whole number of days from 1 to 1095, or null';

const passwordPolicy = mapping(
  {
    minimumLength: count('Characters that a password must have', D.passwordPolicy.minimumLength, 6, 128),
    reusePrevention: count(
      'Earlier passwords that may not be used again',
      D.passwordPolicy.reusePrevention,
      0,
      24,
    ),
    requireSymbols: flag('A password must hold a symbol', D.passwordPolicy.requireSymbols),
    requireNumbers: flag('A password must hold a digit', D.passwordPolicy.requireNumbers),
    requireUppercase: flag('A password must hold an upper-case letter', D.passwordPolicy.requireUppercase),
    requireLowercase: flag('A password must hold a lower-case letter', D.passwordPolicy.requireLowercase),
    maxAgeDays: z
      .int({ error: EXPIRY })
      .min(1, { error: EXPIRY })
      .max(1095, { error: EXPIRY })
      .nullable()
      .meta({
        description: 'Age at which passwords must expire; null: expiry is not asked for',
        default: D.passwordPolicy.maxAgeDays,
      })
      .exactOptional(),
  } satisfies { [Key in keyof Thresholds['passwordPolicy']]: z.ZodType },
  "a mapping, what the accounts' password policy must ask for",
);

const widestPublicPrefix = mapping(
  {
    ipv4: count('Length of the shortest IPv4 prefix that is not wide', D.widestPublicPrefix.ipv4, 0, 32),
    ipv6: count('Length of the shortest IPv6 prefix that is not wide', D.widestPublicPrefix.ipv6, 0, 128),
  } satisfies { [Key in keyof Thresholds['widestPublicPrefix']]: z.ZodType },
  'a mapping of ipv4 and ipv6 to prefix lengths',
);

const SECONDS = 'a whole number from 0 to 3600, or null';

const surge = mapping(
  {
    factor: count('The load at its peak, in times of what it is', D.surge.factor, 2, 1000),
    riseMinutes: count('Minutes in which it rises', D.surge.riseMinutes, 0, 1440),
    holdMinutes: count('Minutes for which it holds', D.surge.holdMinutes, 1, 1440),
    requestsPerVcpu: count(
      'Requests a second that a vCPU serves, where no policy tells',
      D.surge.requestsPerVcpu,
      1,
      1_000_000,
    ),
    launchSeconds: z
      .int({ error: SECONDS })
      .min(0, { error: SECONDS })
      .max(3600, { error: SECONDS })
      .nullable()
      .meta({
        description:
          "Seconds from the launch of an instance to running; null: as the group's last launches took, or 17",
        default: D.surge.launchSeconds,
      })
      .exactOptional(),
    bootSeconds: count('Seconds from running until the application answers', D.surge.bootSeconds, 0, 3600),
  } satisfies { [Key in keyof Thresholds['surge']]: z.ZodType },
  'a mapping, the surge that Auto Scaling groups have to absorb',
);

/** A setting without its key here does not compile. */
export const thresholds = mapping(
  {
    accessKeyMaxAgeDays: days('Age at which an access key must have been replaced', D.accessKeyMaxAgeDays),
    accessKeyFirstUseDays: days('Grace for the first use of a new access key', D.accessKeyFirstUseDays, 0),
    credentialUnusedDays: days(
      "Days without use after which a user's access key must go (CIS asks for 45, AWS's own standard for 90)",
      D.credentialUnusedDays,
    ),
    passwordUnusedDays: days('Days without a sign-in after which a password must go', D.passwordUnusedDays),
    rootUnusedDays: days('Days for which the root user must not have been used', D.rootUnusedDays),
    administratorInactiveDays: days(
      'Days without activity after which an administrator must go',
      D.administratorInactiveDays,
      1,
      REMEMBERED,
    ),
    administratorsPerAccount: count(
      'Administrators that an account may have: users and roles, however they come by it',
      D.administratorsPerAccount,
      0,
      5000,
    ),
    administratorGroupMembers: count(
      'Members that a group of administrators may have',
      D.administratorGroupMembers,
      0,
      5000,
    ),
    consoleUsersWithoutFederation: count(
      'Users with a password that an account without federation may have, for emergencies',
      D.consoleUsersWithoutFederation,
      0,
      5000,
    ),
    principalUnusedDays: days(
      'Days without use after which a user, a role or its services must go',
      D.principalUnusedDays,
      1,
      REMEMBERED,
    ),
    keyPairMaxAgeDays: days('Age at which an EC2 key pair must have been replaced', D.keyPairMaxAgeDays),
    sshKeyMaxAgeDays: days(
      "Age at which a user's SSH keys and service credentials must have been replaced",
      D.sshKeyMaxAgeDays,
    ),
    certificateExpiryDays: days(
      'Days before its end at which a certificate must have been renewed',
      D.certificateExpiryDays,
      0,
    ),
    secretRotationDays: days('Longest time between two rotations of a secret', D.secretRotationDays),
    logRetentionDays: days('Shortest time for which audit logs are kept', D.logRetentionDays),
    trailDeliveryHours: hours(
      'Hours within which a trail must have delivered to its bucket',
      D.trailDeliveryHours,
      1,
      8760,
    ),
    maxSessionHours: hours('Longest session of a role: a working day', D.maxSessionHours, 1, 12),
    passwordPolicy: passwordPolicy.exactOptional(),
    widestPublicPrefix: widestPublicPrefix.exactOptional(),
    surge: surge.exactOptional(),
    objectAclSampleSize: count(
      'Objects of each bucket whose ACLs are read, at a call each; 0: none',
      D.objectAclSampleSize,
      0,
      9999,
    ),
  } satisfies { [Key in keyof Thresholds]: z.ZodType },
  'a mapping of thresholds',
);
