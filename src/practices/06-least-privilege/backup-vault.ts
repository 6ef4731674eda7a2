import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html */
export const backupVault = resourcePolicyChecks({
  id: 'backup-vault',
  title: 'Backup vault',
  noun: 'vault',
  resource: 'AWS::Backup::BackupVault',
  reads: ['backup:ListBackupVaults', 'backup:GetBackupVaultAccessPolicy'],
  changedBy: ['backup:PutBackupVaultAccessPolicy'],
  equivalents: { public: [], external: [] },
  harm: 'restore your backups elsewhere, delete them, or fill the vault with their own',
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Save the policy ${what} as a file
      aws backup get-backup-vault-access-policy --backup-vault-name {id} --region {region}
      aws backup put-backup-vault-access-policy --backup-vault-name {id} --policy file://<RESOURCE-POLICY-FILE> --region {region}`),
    terraform: dedented(`
      # The policy ${what}
      resource "aws_backup_vault_policy" "this" {
        backup_vault_name = "{id}"
        policy            = file("<RESOURCE-POLICY-FILE>")
      }`),
  }),
});
