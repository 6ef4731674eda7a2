import type { NetworkIntents } from './network-intent.ts';
import { DEFAULT_SURGE, type SurgeSettings } from './surge-settings.ts';

/** Thresholds and lists that an organisation sets for itself; the defaults are those of docs/checks. */
export interface Settings {
  /** Days. */
  readonly accessKeyMaxAgeDays: number;
  /** Grace for a new key's first use. */
  readonly accessKeyFirstUseDays: number;
  /** CIS asks for 45, AWS's own standard for 90. */
  readonly credentialUnusedDays: number;
  readonly passwordUnusedDays: number;
  readonly rootUnusedDays: number;
  readonly administratorInactiveDays: number;
  /** Administrators that an account may have: users and roles, however they come by it. */
  readonly administratorsPerAccount: number;
  /** Members that a group of administrators may have. */
  readonly administratorGroupMembers: number;
  /** Users with a password that an account without federation may have, for emergencies. */
  readonly consoleUsersWithoutFederation: number;
  readonly principalUnusedDays: number;
  readonly keyPairMaxAgeDays: number;
  readonly sshKeyMaxAgeDays: number;
  readonly certificateExpiryDays: number;
  readonly secretRotationDays: number;
  readonly logRetentionDays: number;
  /** Hours. */
  readonly trailDeliveryHours: number;
  /** A working day; AWS allows 1 to 12. */
  readonly maxSessionHours: number;
  readonly passwordPolicy: {
    readonly minimumLength: number;
    readonly reusePrevention: number;
    readonly requireSymbols: boolean;
    readonly requireNumbers: boolean;
    readonly requireUppercase: boolean;
    readonly requireLowercase: boolean;
    /** Days; null: expiry is not asked for. */
    readonly maxAgeDays: number | null;
  };
  /** Account ids outside the organisation that may be trusted. */
  readonly trustedAccounts: readonly string[];
  /** Principals that may be administrators: ARNs or globs of them. */
  readonly administrators: readonly string[];
  /** Principals that may read trails' files beside administrators: ARNs or globs of them. */
  readonly trailReaders: readonly string[];
  /** Address ranges from which administrators work; none: it is not said. */
  readonly administrationOrigins: readonly string[];
  /** TCP ports that may be open to the world. */
  readonly publicPorts: readonly number[];
  /** IPv4 and IPv6 blocks at least this long are not "wide". */
  readonly widestPublicPrefix: { readonly ipv4: number; readonly ipv6: number };
  /** Sample of objects per bucket whose ACLs are read; 0: none. */
  readonly objectAclSampleSize: number;
  /** What an Auto Scaling group has to absorb. */
  readonly surge: SurgeSettings;
  readonly intents: NetworkIntents;
}

export const DEFAULT_SETTINGS: Settings = {
  accessKeyMaxAgeDays: 90,
  accessKeyFirstUseDays: 7,
  credentialUnusedDays: 45,
  passwordUnusedDays: 45,
  rootUnusedDays: 90,
  administratorInactiveDays: 90,
  administratorsPerAccount: 5,
  administratorGroupMembers: 5,
  consoleUsersWithoutFederation: 2,
  principalUnusedDays: 90,
  keyPairMaxAgeDays: 365,
  sshKeyMaxAgeDays: 90,
  certificateExpiryDays: 30,
  secretRotationDays: 90,
  logRetentionDays: 90,
  trailDeliveryHours: 24,
  maxSessionHours: 8,
  passwordPolicy: {
    minimumLength: 14,
    reusePrevention: 24,
    requireSymbols: true,
    requireNumbers: true,
    requireUppercase: true,
    requireLowercase: true,
    maxAgeDays: null,
  },
  trustedAccounts: [],
  administrators: [],
  trailReaders: [],
  administrationOrigins: [],
  publicPorts: [80, 443],
  widestPublicPrefix: { ipv4: 16, ipv6: 32 },
  objectAclSampleSize: 0,
  surge: DEFAULT_SURGE,
  intents: { selectors: {}, rules: [] },
};
