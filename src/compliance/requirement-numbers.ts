import type { Settings } from '../model/settings.ts';

type PasswordPolicy = Settings['passwordPolicy'];

const ASKS_NOTHING: PasswordPolicy = {
  minimumLength: 0,
  reusePrevention: 0,
  requireSymbols: false,
  requireNumbers: false,
  requireUppercase: false,
  requireLowercase: false,
  maxAgeDays: null,
};

function passwords(asked: Partial<PasswordPolicy>): Partial<Settings> {
  return { passwordPolicy: { ...ASKS_NOTHING, ...asked } };
}

/** The numbers that requirements name, as settings of the checks that answer them. */
export const REQUIREMENT_NUMBERS: Readonly<Record<string, Partial<Settings>>> = {
  'unused-45': { credentialUnusedDays: 45, passwordUnusedDays: 45 },
  'unused-90': { credentialUnusedDays: 90, passwordUnusedDays: 90 },
  'key-90': { accessKeyMaxAgeDays: 90 },
  'root-90': { rootUnusedDays: 90 },
  'certificate-30': { certificateExpiryDays: 30 },
  'retention-365': { logRetentionDays: 365 },
  /** Rotation is asked for, how often is not. */
  'secret-any': { secretRotationDays: Number.MAX_SAFE_INTEGER },
  'federation-2': { consoleUsersWithoutFederation: 2 },
  'public-ports': { publicPorts: [80, 443] },
  'wide-16': { widestPublicPrefix: { ipv4: 16, ipv6: 32 } },
  'length-14': passwords({ minimumLength: 14 }),
  'reuse-4': passwords({ reusePrevention: 4 }),
  'reuse-24': passwords({ reusePrevention: 24 }),
  /** https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-7 */
  'password-fsbp': passwords({
    minimumLength: 8,
    requireSymbols: true,
    requireNumbers: true,
    requireUppercase: true,
    requireLowercase: true,
  }),
  /** https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-10 */
  'password-pci3': passwords({
    minimumLength: 7,
    reusePrevention: 4,
    requireNumbers: true,
    requireUppercase: true,
    requireLowercase: true,
    maxAgeDays: 90,
  }),
  /** Letters of either case will do, which a password policy of IAM cannot say. */
  'password-pci4': passwords({ minimumLength: 12, requireNumbers: true }),
};
