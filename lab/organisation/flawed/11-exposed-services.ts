import type { LabAccount } from '../lab-account.ts';
import { allow, policy } from '../policy-document.ts';
import { emptyZip } from '../shared/empty-zip.ts';
import type { FlawedNetwork } from './11-network.ts';

const anybody = { Principal: { AWS: '*' } };

/** flaws: rds-not-public, redshift-not-public, opensearch-not-public, eks-endpoint-not-public, lambda-url-… */
export async function createExposedStores(account: LabAccount, network: FlawedNetwork): Promise<void> {
  const { rds } = account.home;
  await createExposedWarehouse(account, network);
  await createExposedPlatforms(account, network);
  await rds.createDBSubnetGroup({
    DBSubnetGroupName: 'prod',
    DBSubnetGroupDescription: 'prod',
    SubnetIds: [network.publicSubnet, network.secondSubnet],
  });
  await rds.createDBInstance({
    DBInstanceIdentifier: 'orders',
    DBInstanceClass: 'db.t3.medium',
    Engine: 'mysql',
    AllocatedStorage: 200,
    DBSubnetGroupName: 'prod',
    VpcSecurityGroupIds: [network.groups.database],
    PubliclyAccessible: true,
    StorageEncrypted: false,
    MasterUsername: 'admin',
    MasterUserPassword: 'lab-only-password',
  });
  // flaw: rds-snapshot-not-public
  await rds.createDBSnapshot({ DBInstanceIdentifier: 'orders', DBSnapshotIdentifier: 'orders-for-partner' });
  await rds.modifyDBSnapshotAttribute({
    DBSnapshotIdentifier: 'orders-for-partner',
    AttributeName: 'restore',
    ValuesToAdd: ['all'],
  });
}

async function createExposedWarehouse({ home }: LabAccount, network: FlawedNetwork): Promise<void> {
  const { redshift } = home;
  await redshift.createClusterSubnetGroup({
    ClusterSubnetGroupName: 'prod',
    Description: 'prod',
    SubnetIds: [network.publicSubnet],
  });
  await redshift.createCluster({
    ClusterIdentifier: 'freight-analytics',
    NodeType: 'dc2.large',
    ClusterType: 'single-node',
    MasterUsername: 'admin',
    MasterUserPassword: 'Lab-Only-1',
    ClusterSubnetGroupName: 'prod',
    VpcSecurityGroupIds: [network.groups.database, network.groups.debug],
    PubliclyAccessible: true,
    Encrypted: false,
  });
}

async function createExposedPlatforms(account: LabAccount, network: FlawedNetwork): Promise<void> {
  const { openSearch, eks, lambda } = account.home;
  await openSearch.createDomain({
    DomainName: 'shipments',
    EngineVersion: 'Elasticsearch_7.10',
    AccessPolicies: policy(allow('es:*', account.arn('es', 'domain/shipments/*', 'us-east-1'), anybody)),
  });
  await eks.createCluster({
    name: 'routing',
    version: '1.27',
    roleArn: account.arn('iam', 'role/functions'),
    resourcesVpcConfig: {
      subnetIds: [network.publicSubnet, network.secondSubnet],
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
      publicAccessCidrs: ['0.0.0.0/0'],
    },
  });
  await lambda.createFunction({
    FunctionName: 'quote-calculator',
    Runtime: 'python3.8',
    Handler: 'app.handler',
    Role: account.arn('iam', 'role/functions'),
    Code: { ZipFile: emptyZip },
    Description: 'بوابة عروض الأسعار \u202e <iframe>',
  });
  await lambda.createFunctionUrlConfig({ FunctionName: 'quote-calculator', AuthType: 'NONE' });
  await lambda.addPermission({
    FunctionName: 'quote-calculator',
    StatementId: 'public',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: '*',
    FunctionUrlAuthType: 'NONE',
  });
}

/** flaws: sqs-queue-, sns-topic-not-public and -no-external-access, ecr-repository-no-external-access. */
export async function createSharedServices(account: LabAccount): Promise<void> {
  const { sqs, sns, ecr, backup, dynamoDb } = account.home;
  await sqs.createQueue({
    QueueName: 'dispatch',
    Attributes: { Policy: policy(allow('sqs:*', account.arn('sqs', 'dispatch', 'us-east-1'), anybody)) },
  });
  const topic = account.arn('sns', 'shipment-events', 'us-east-1');
  await sns.createTopic({ Name: 'shipment-events' });
  await sns.setTopicAttributes({
    TopicArn: topic,
    AttributeName: 'Policy',
    AttributeValue: policy(allow(['sns:Subscribe', 'sns:Publish'], topic, anybody)),
  });
  await ecr.createRepository({ repositoryName: 'dispatch' });
  await ecr.setRepositoryPolicy({
    repositoryName: 'dispatch',
    policyText: policy({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::999900001111:root' },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    }),
  });
  await backup.createBackupVault({ BackupVaultName: 'yearly' });
  await dynamoDb.createTable({
    TableName: 'shipments',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
}
