import { given, type LabAccount } from '../lab-account.ts';
import { allow, policy } from '../policy-document.ts';
import { emptyZip } from '../shared/empty-zip.ts';
import { createKey } from '../shared/key.ts';

const anybody = { Principal: { AWS: '*' } };
const carrier = { Principal: { AWS: 'arn:aws:iam::999900001111:root' } };

/**
 * flaws: kms-key-, secret-, ecr-repository-, efs-file-system-, event-bus-, lambda-layer-not-public and
 * -no-external-access; dynamodb-table-no-external-access. Queues, topics, vaults, functions and domains are shared by
 * other builders.
 */
export async function createSharedResources(account: LabAccount): Promise<void> {
  const { ecr, efs, events, dynamoDb, lambda } = account.home;
  await createSharedKeys(account);
  await createSharedSecret(account);
  await shareSnapshots(account);
  await ecr.createRepository({ repositoryName: 'labels' });
  await ecr.setRepositoryPolicy({
    repositoryName: 'labels',
    policyText: policy({
      Effect: 'Allow',
      ...anybody,
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    }),
  });
  const { FileSystemId } = await efs.createFileSystem({ CreationToken: 'manifests', Encrypted: true });
  await efs.putFileSystemPolicy({
    FileSystemId,
    Policy: policy(allow(['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'], '*', anybody)),
  });
  await events.createEventBus({ Name: 'carriers' });
  const bus = account.arn('events', 'event-bus/carriers', 'us-east-1');
  await events.putPermission({
    EventBusName: 'carriers',
    Policy: policy(allow('events:PutEvents', bus, { Sid: 'Everybody', ...anybody })),
  });
  const { LayerArn, Version } = await lambda.publishLayerVersion({
    LayerName: 'carrier-sdk',
    Content: { ZipFile: emptyZip },
  });
  await lambda.addLayerVersionPermission({
    LayerName: given(LayerArn),
    VersionNumber: given(Version),
    StatementId: 'everybody',
    Action: 'lambda:GetLayerVersion',
    Principal: '*',
  });
  const table = account.arn('dynamodb', 'table/shipments', 'us-east-1');
  await dynamoDb.putResourcePolicy({
    ResourceArn: table,
    Policy: policy(allow(['dynamodb:GetItem', 'dynamodb:Query'], table, carrier)),
  });
}

/** One that everybody may use, and one that a grant gives to a carrier's role. */
async function createSharedKeys(account: LabAccount): Promise<void> {
  await createKey(account, {
    alias: 'harbourline-exports',
    statements: [allow(['kms:Decrypt', 'kms:GenerateDataKey'], '*', anybody)],
  });
  const KeyId = await createKey(account, { alias: 'harbourline-archive' });
  await account.home.kms.createGrant({
    KeyId,
    GranteePrincipal: 'arn:aws:iam::999900001111:role/manifest-reader',
    Operations: ['Decrypt'],
  });
}

async function createSharedSecret({ home: { secrets } }: LabAccount): Promise<void> {
  const made = await secrets.createSecret({ Name: 'prod/carriers/edi', SecretString: '{"password":"lab"}' });
  await secrets.putResourcePolicy({
    SecretId: given(made.ARN),
    ResourcePolicy: policy(allow('secretsmanager:GetSecretValue', '*', anybody)),
    BlockPublicPolicy: false,
  });
}

/** flaws: ebs-snapshot-no-external-access, rds-snapshot-no-external-access. The image for everybody is open to accounts too. */
async function shareSnapshots({ home: { ec2, rds } }: LabAccount): Promise<void> {
  const { Volumes = [] } = await ec2.describeVolumes({});
  const { SnapshotId } = await ec2.createSnapshot({
    VolumeId: Volumes[0]?.VolumeId,
    Description: 'manifests for the carrier',
  });
  await ec2.modifySnapshotAttribute({
    SnapshotId,
    Attribute: 'createVolumePermission',
    OperationType: 'add',
    UserIds: ['999900001111'],
  });
  await rds.createDBSnapshot({ DBInstanceIdentifier: 'orders', DBSnapshotIdentifier: 'orders-for-carrier' });
  await rds.modifyDBSnapshotAttribute({
    DBSnapshotIdentifier: 'orders-for-carrier',
    AttributeName: 'restore',
    ValuesToAdd: ['999900001111'],
  });
}
