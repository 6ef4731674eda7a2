// Made by `npm run generate` from the files of this folder: do not edit.
import type { Check } from '../check.ts';
import { rootActionsDeniedByScp } from './root-actions-denied-by-scp.ts';
import { rootNoAccessKeys } from './root-no-access-keys.ts';
import { rootNoSigningCertificates } from './root-no-signing-certificates.ts';
import { rootNotUsed } from './root-not-used.ts';
import { rootSecurityContact } from './root-security-contact.ts';

export const checks: readonly Check[] = [
  rootActionsDeniedByScp,
  rootNoAccessKeys,
  rootNoSigningCertificates,
  rootNotUsed,
  rootSecurityContact,
].flat();
