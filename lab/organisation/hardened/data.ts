import type { LabAccount } from '../lab-account.ts';
import { given } from '../lab-account.ts';
import { meridian } from '../names.ts';
import { allow, policy } from '../policy-document.ts';
import { emptyZip } from '../shared/empty-zip.ts';
import type { CoreNetwork } from './network.ts';
import type { Keys } from './storage.ts';

/** Databases, search, warehouse, cluster and files: private, encrypted, in the data tier. */
export async function createDataStores(account: LabAccount, network: CoreNetwork, keys: Keys): Promise<void> {
  const { rds, efs, dynamoDb, backup } = account.home;
  await createWarehouse(account, network, keys);
  await createPlatforms(account, network, keys);
  await rds.createDBSubnetGroup({
    DBSubnetGroupName: 'data',
    DBSubnetGroupDescription: 'data tier',
    SubnetIds: [...network.dataSubnets],
  });
  await rds.createDBInstance({
    DBInstanceIdentifier: 'storefront',
    DBInstanceClass: 'db.m6g.large',
    Engine: 'mysql',
    AllocatedStorage: 100,
    DBSubnetGroupName: 'data',
    VpcSecurityGroupIds: [network.groups.data],
    PubliclyAccessible: false,
    StorageEncrypted: true,
    KmsKeyId: keys.data,
    MultiAZ: true,
    MasterUsername: 'storefront',
    MasterUserPassword: 'lab-only-password',
  });
  await rds.createDBSnapshot({
    DBInstanceIdentifier: 'storefront',
    DBSnapshotIdentifier: 'storefront-before-upgrade',
  });
  await efs.createFileSystem({ CreationToken: 'media', Encrypted: true, KmsKeyId: keys.data });
  await dynamoDb.createTable({
    TableName: 'catalogue',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: keys.data },
  });
  await backup.createBackupVault({ BackupVaultName: 'nightly', EncryptionKeyArn: keys.data });
}

async function createWarehouse({ home }: LabAccount, network: CoreNetwork, keys: Keys): Promise<void> {
  const { redshift } = home;
  await redshift.createClusterSubnetGroup({
    ClusterSubnetGroupName: 'data',
    Description: 'data tier',
    SubnetIds: [...network.dataSubnets],
  });
  await redshift.createCluster({
    ClusterIdentifier: 'reporting',
    NodeType: 'ra3.large',
    ClusterType: 'single-node',
    MasterUsername: 'reporting',
    MasterUserPassword: 'Lab-Only-1',
    ClusterSubnetGroupName: 'data',
    VpcSecurityGroupIds: [network.groups.data],
    PubliclyAccessible: false,
    Encrypted: true,
    KmsKeyId: keys.data,
    EnhancedVpcRouting: true,
  });
}

async function createPlatforms(account: LabAccount, network: CoreNetwork, keys: Keys): Promise<void> {
  const { openSearch, eks } = account.home;
  await openSearch.createDomain({
    DomainName: 'catalogue',
    EngineVersion: 'OpenSearch_2.13',
    VPCOptions: { SubnetIds: network.dataSubnets.slice(0, 1), SecurityGroupIds: [network.groups.data] },
    EncryptionAtRestOptions: { Enabled: true, KmsKeyId: keys.data },
    NodeToNodeEncryptionOptions: { Enabled: true },
    DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
    AccessPolicies: policy(
      allow('es:ESHttpGet', account.arn('es', 'domain/catalogue/*', 'us-east-1'), {
        Principal: { AWS: account.arn('iam', 'role/storefront-web') },
      }),
    ),
  });
  await eks.createCluster({
    name: 'platform',
    version: '1.30',
    roleArn: account.arn('iam', 'role/platform-cluster'),
    resourcesVpcConfig: {
      subnetIds: [...network.appSubnets],
      securityGroupIds: [network.groups.web],
      endpointPublicAccess: false,
      endpointPrivateAccess: true,
    },
    encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: keys.data } }],
  });
}

/** Functions, tasks, queues, topics, registries, parameters: no secret in any of them, no access from outside. */
export async function createServices(account: LabAccount, keys: Keys): Promise<void> {
  const { ecs, ecr, sqs, sns, ssm, events } = account.home;
  await createRenderer(account, keys);
  await ecs.createCluster({ clusterName: 'platform' });
  await ecs.registerTaskDefinition({
    family: 'catalogue',
    taskRoleArn: account.arn('iam', 'role/catalogue-task'),
    networkMode: 'awsvpc',
    containerDefinitions: [
      {
        name: 'catalogue',
        image: `${account.id}.dkr.ecr.us-east-1.amazonaws.com/catalogue:1.4.2`,
        memory: 512,
        environment: [{ name: 'LOG_LEVEL', value: 'info' }],
        secrets: [
          {
            name: 'DATABASE_PASSWORD',
            valueFrom: account.arn('secretsmanager', 'secret:storefront/database', 'us-east-1'),
          },
        ],
      },
    ],
  });
  await ecr.createRepository({ repositoryName: 'catalogue', imageTagMutability: 'IMMUTABLE' });
  const queueArn = account.arn('sqs', 'orders', 'us-east-1');
  await sqs.createQueue({
    QueueName: 'orders',
    Attributes: {
      KmsMasterKeyId: keys.data,
      Policy: policy(
        allow('sqs:SendMessage', queueArn, { Principal: { AWS: account.arn('iam', 'role/storefront-web') } }),
      ),
    },
  });
  await sns.createTopic({ Name: 'order-events', Attributes: { KmsMasterKeyId: keys.data } });
  await ssm.putParameter({
    Name: '/storefront/database/password',
    Type: 'SecureString',
    Value: 'kept-encrypted',
    KeyId: keys.data,
  });
  await ssm.putParameter({ Name: '/storefront/log-level', Type: 'String', Value: 'info' });
  await events.putRule({ Name: 'nightly-export', ScheduleExpression: 'cron(0 2 * * ? *)', State: 'ENABLED' });
}

/** A function whose address asks for a signed request. */
async function createRenderer(account: LabAccount, keys: Keys): Promise<void> {
  const { lambda } = account.home;
  await lambda.createFunction({
    FunctionName: 'statement-renderer',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: account.arn('iam', 'role/statement-renderer'),
    Code: { ZipFile: emptyZip },
    Environment: { Variables: { SECRET_NAME: 'storefront/database', LOG_LEVEL: 'info' } },
    KMSKeyArn: keys.data,
  });
  await lambda.createFunctionUrlConfig({ FunctionName: 'statement-renderer', AuthType: 'AWS_IAM' });
  await lambda.addPermission({
    FunctionName: 'statement-renderer',
    StatementId: 'statements-bucket',
    Action: 'lambda:InvokeFunction',
    Principal: 's3.amazonaws.com',
    SourceArn: `arn:aws:s3:::${meridian.statements}`,
    SourceAccount: account.id,
  });
}

/** A secret that a function rotates every thirty days. */
export async function createRotatedSecret(account: LabAccount, keys: Keys): Promise<void> {
  const { lambda, secrets } = account.home;
  await lambda.createFunction({
    FunctionName: 'secret-rotation',
    Runtime: 'python3.12',
    Handler: 'rotate.handler',
    Role: account.arn('iam', 'role/secret-rotation'),
    Code: { ZipFile: emptyZip },
  });
  const made = await account.daysAgo(90, () =>
    secrets.createSecret({
      Name: 'storefront/database',
      SecretString: '{"password":"lab"}',
      KmsKeyId: keys.data,
    }),
  );
  await account.daysAgo(5, () =>
    secrets.rotateSecret({ SecretId: given(made.ARN), RotationRules: { AutomaticallyAfterDays: 30 } }),
  );
}

/** Code that functions share, for this account alone. */
export async function publishLayer({ home: { lambda } }: LabAccount): Promise<void> {
  await lambda.publishLayerVersion({ LayerName: 'storefront-sdk', Content: { ZipFile: emptyZip } });
}
