import { aBackupVault } from '../../../test/builders/data-stores.ts';
import { testResourcePolicies } from '../../../test/resource-policy-tests.ts';
import { backupVault } from './backup-vault.ts';

testResourcePolicies('a vault', {
  checks: backupVault,
  build: (policy) => aBackupVault({ policy }),
  action: 'backup:CopyIntoBackupVault',
  bound: false,
  call: 'backup:GetBackupVaultAccessPolicy',
});
