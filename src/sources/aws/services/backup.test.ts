import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './backup.ts';

const collect = (answers: Readonly<Record<string, unknown>>) =>
  collected(collectors, 'AWS::Backup::BackupVault', apiOf('backup', answers));

const LISTED = {
  ListBackupVaults: {
    BackupVaultList: [
      {
        BackupVaultName: 'nightly',
        BackupVaultArn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:nightly',
        NumberOfRecoveryPoints: 30,
        Locked: true,
      },
    ],
  },
};

test('a vault with its policy', async () => {
  const { resources } = await collect({
    ...LISTED,
    'GetBackupVaultAccessPolicy {"BackupVaultName":"nightly"}': { Policy: '{}' },
  });
  expect(resources).toEqual([
    {
      type: 'AWS::Backup::BackupVault',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:nightly',
      id: 'nightly',
      policy: read('{}'),
      locked: true,
      numberOfRecoveryPoints: 30,
    },
  ]);
});

test.each([
  ['absent', answeredError('ResourceNotFoundException', 400), read(null)],
  ['denied', denied(), deniedReading('backup:GetBackupVaultAccessPolicy')],
])('the policy is %s', async (_, answer, policy) => {
  const { resources } = await collect({ ...LISTED, GetBackupVaultAccessPolicy: answer });
  expect(resources[0]?.policy).toEqual(policy);
});

test('a denied listing is the gap', async () => {
  expect((await collect({ ListBackupVaults: denied() })).gap).toEqual(
    deniedReading('backup:ListBackupVaults'),
  );
});
