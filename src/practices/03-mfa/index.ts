// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { federationInUse } from './federation-in-use.ts';
import { mfaVirtualDevicesAssigned } from './mfa-virtual-devices-assigned.ts';
import { passwordPolicy } from './password-policy.ts';
import { roleHumanTrustRequiresMfa } from './role-human-trust-requires-mfa.ts';
import { rootHardwareMfa } from './root-hardware-mfa.ts';
import { rootMfa } from './root-mfa.ts';
import { rootMfaBackupDevice } from './root-mfa-backup-device.ts';
import { userAdminHardwareMfa } from './user-admin-hardware-mfa.ts';
import { userConsoleMfa } from './user-console-mfa.ts';
import { userSensitiveAccessRequiresMfa } from './user-sensitive-access-requires-mfa.ts';

export const checks: readonly Check[] = [
  federationInUse,
  mfaVirtualDevicesAssigned,
  passwordPolicy,
  roleHumanTrustRequiresMfa,
  rootHardwareMfa,
  rootMfaBackupDevice,
  rootMfa,
  userAdminHardwareMfa,
  userConsoleMfa,
  userSensitiveAccessRequiresMfa,
].flat();
