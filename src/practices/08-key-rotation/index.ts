// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { acmCertificateRenewal } from './acm-certificate-renewal.ts';
import { ec2KeyPairAge } from './ec2-key-pair-age.ts';
import { iamServerCertificateValid } from './iam-server-certificate-valid.ts';
import { kmsKeyNotPendingDeletion } from './kms-key-not-pending-deletion.ts';
import { kmsKeyRotation } from './kms-key-rotation.ts';
import { secretRotation } from './secret-rotation.ts';
import { secretRotationSucceeding } from './secret-rotation-succeeding.ts';
import { userAccessKeyAge } from './user-access-key-age.ts';
import { userAccessKeyNeverUsed } from './user-access-key-never-used.ts';
import { userAccessKeyUnused } from './user-access-key-unused.ts';
import { userInactiveKeysRemoved } from './user-inactive-keys-removed.ts';
import { userNoInitialAccessKey } from './user-no-initial-access-key.ts';
import { userPasswordUnused } from './user-password-unused.ts';
import { userSingleActiveKey } from './user-single-active-key.ts';
import { userSshAndServiceCredentialsAge } from './user-ssh-and-service-credentials-age.ts';

export const checks: readonly Check[] = [
  acmCertificateRenewal,
  ec2KeyPairAge,
  iamServerCertificateValid,
  kmsKeyNotPendingDeletion,
  kmsKeyRotation,
  secretRotationSucceeding,
  secretRotation,
  userAccessKeyAge,
  userAccessKeyNeverUsed,
  userAccessKeyUnused,
  userInactiveKeysRemoved,
  userNoInitialAccessKey,
  userPasswordUnused,
  userSingleActiveKey,
  userSshAndServiceCredentialsAge,
].flat();
