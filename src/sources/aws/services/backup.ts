import type { BackupVaultListMember, GetBackupVaultAccessPolicyCommandOutput } from '@aws-sdk/client-backup';
import { mapReading } from '../../../model/reading.ts';
import type { BackupVault } from '../../../model/resources/data-stores.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_GetBackupVaultAccessPolicy.html */
const vaults = defineCollector({
  type: 'AWS::Backup::BackupVault',
  service: 'backup',
  scope: 'regional',
  calls: ['backup:ListBackupVaults', 'backup:GetBackupVaultAccessPolicy'],
  async collect(api) {
    const listed = await api.list<BackupVaultListMember>(
      'ListBackupVaults',
      { MaxResults: 1000 },
      'BackupVaultList',
    );
    return eachListed(api, listed, (vault) => toVault(api, vault));
  },
});

async function toVault(api: ServiceApi, vault: BackupVaultListMember): Promise<BackupVault> {
  const id = vault.BackupVaultName ?? '';
  return {
    type: 'AWS::Backup::BackupVault',
    account: api.account,
    region: api.region,
    arn: vault.BackupVaultArn ?? api.arn('backup', `backup-vault:${id}`),
    id,
    policy: await policyOf(api, id),
    locked: vault.Locked ?? false,
    numberOfRecoveryPoints: vault.NumberOfRecoveryPoints ?? 0,
  };
}

/** A vault that was just listed exists: what is not found is its policy. */
async function policyOf(api: ServiceApi, BackupVaultName: string): Promise<BackupVault['policy']> {
  const answer = await api.readOrNull<GetBackupVaultAccessPolicyCommandOutput>(
    'GetBackupVaultAccessPolicy',
    { BackupVaultName },
    ['ResourceNotFoundException'],
  );
  return mapReading(answer, (output) => output?.Policy ?? null);
}

export const collectors = [vaults];
