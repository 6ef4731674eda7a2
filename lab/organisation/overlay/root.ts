import type { PerAccount } from './overlay.ts';

export type RootFacts = {
  readonly summary: Readonly<Record<string, number>>;
  /** Security keys of root, which count in the summary and appear in no list. */
  readonly hardwareDevices: number;
  /** Names of root's virtual devices, which are listed as well. */
  readonly virtualDevices: readonly string[];
  /** Undefined when the root user has no password (centralised root access took it away). */
  readonly passwordUsedDaysAgo: number | 'never' | undefined;
  readonly keyUsedDaysAgo?: number;
};

/**
 * The root users: moto has none.
 * flaws: root-no-access-keys, root-no-signing-certificates, root-mfa, root-hardware-mfa, root-mfa-backup-device,
 * root-not-used, sts-regional-endpoint-tokens (all in `flawed`).
 */
export const rootFacts: PerAccount<RootFacts> = {
  flawed: {
    summary: {
      AccountMFAEnabled: 0,
      AccountAccessKeysPresent: 1,
      AccountSigningCertificatesPresent: 1,
      AccountPasswordPresent: 1,
      GlobalEndpointTokenVersion: 1,
    },
    hardwareDevices: 0,
    virtualDevices: [],
    passwordUsedDaysAgo: 4,
    keyUsedDaysAgo: 1,
  },
  hardened: {
    summary: {
      AccountMFAEnabled: 1,
      AccountAccessKeysPresent: 0,
      AccountSigningCertificatesPresent: 0,
      AccountPasswordPresent: 1,
      GlobalEndpointTokenVersion: 2,
    },
    hardwareDevices: 2,
    virtualDevices: [],
    passwordUsedDaysAgo: 400,
  },
  'log-archive': {
    summary: {
      AccountMFAEnabled: 1,
      AccountAccessKeysPresent: 0,
      AccountSigningCertificatesPresent: 0,
      AccountPasswordPresent: 1,
      GlobalEndpointTokenVersion: 2,
    },
    hardwareDevices: 0,
    // Passes root-mfa-backup-device, which nobody can see passing on hardware; fails root-hardware-mfa.
    virtualDevices: ['root-phone', 'root-safe'],
    passwordUsedDaysAgo: 'never',
  },
};
