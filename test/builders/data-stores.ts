import { read } from '../../src/model/reading.ts';
import type {
  BackupVault,
  Certificate,
  DbInstance,
  DbSnapshot,
  DynamoTable,
  EcrRepository,
  EfsFileSystem,
  OpenSearchDomain,
  RedshiftCluster,
  Secret,
} from '../../src/model/resources/data-stores.ts';
import { ACCOUNT, daysBefore, REGION } from '../inventory-of.ts';

const PLACE = { account: ACCOUNT, region: REGION } as const;

/** An encrypted database in private subnets. */
export function aDbInstance(overrides: Partial<DbInstance> = {}): DbInstance {
  const id = overrides.id ?? 'orders';
  return {
    type: 'AWS::RDS::DBInstance',
    ...PLACE,
    arn: `arn:aws:rds:${REGION}:${ACCOUNT}:db:${id}`,
    id,
    tags: {},
    engine: 'postgres',
    publiclyAccessible: false,
    storageEncrypted: true,
    vpcId: 'vpc-0aaa',
    subnetIds: ['subnet-0aaa', 'subnet-0bbb'],
    securityGroupIds: ['sg-0aaa'],
    endpoint: { address: `${id}.abc.${REGION}.rds.amazonaws.com`, port: 5432 },
    dbClusterIdentifier: null,
    ...overrides,
  };
}

/** A manual, encrypted snapshot shared with nobody. */
export function aDbSnapshot(overrides: Partial<DbSnapshot> = {}): DbSnapshot {
  const id = overrides.id ?? 'orders-before-upgrade';
  const kind = overrides.kind ?? 'instance';
  return {
    type: 'AWS::RDS::DBSnapshot',
    ...PLACE,
    arn: `arn:aws:rds:${REGION}:${ACCOUNT}:${kind === 'cluster' ? 'cluster-snapshot' : 'snapshot'}:${id}`,
    id,
    tags: {},
    kind,
    snapshotType: 'manual',
    encrypted: true,
    createTime: '2026-05-01T00:00:00.000Z',
    restoreAccounts: read([]),
    ...overrides,
  };
}

export function aRedshiftCluster(overrides: Partial<RedshiftCluster> = {}): RedshiftCluster {
  const id = overrides.id ?? 'warehouse';
  return {
    type: 'AWS::Redshift::Cluster',
    ...PLACE,
    arn: `arn:aws:redshift:${REGION}:${ACCOUNT}:cluster:${id}`,
    id,
    tags: {},
    publiclyAccessible: false,
    encrypted: true,
    vpcId: 'vpc-0aaa',
    securityGroupIds: ['sg-0aaa'],
    endpoint: { address: `${id}.abc.${REGION}.redshift.amazonaws.com`, port: 5439 },
    enhancedVpcRouting: true,
    ...overrides,
  };
}

type DomainDetail = Extract<OpenSearchDomain['detail'], { status: 'read' }>['value'];

/** A domain inside a VPC, encrypted, HTTPS only, with fine-grained access control. */
export function domainDetail(overrides: Partial<DomainDetail> = {}): DomainDetail {
  return {
    engineVersion: 'OpenSearch_2.19',
    endpoint: `vpc-logs.${REGION}.es.amazonaws.com`,
    vpc: { vpcId: 'vpc-0aaa', subnetIds: ['subnet-0aaa'], securityGroupIds: ['sg-0aaa'] },
    accessPolicies: null,
    fineGrainedAccessControl: true,
    enforceHttps: true,
    encryptionAtRest: true,
    ...overrides,
  };
}

export function anOpenSearchDomain(overrides: Partial<OpenSearchDomain> = {}): OpenSearchDomain {
  const id = overrides.id ?? 'logs';
  return {
    type: 'AWS::OpenSearchService::Domain',
    ...PLACE,
    arn: `arn:aws:es:${REGION}:${ACCOUNT}:domain/${id}`,
    id,
    detail: read(domainDetail()),
    ...overrides,
  };
}

export function anEcrRepository(overrides: Partial<EcrRepository> = {}): EcrRepository {
  const id = overrides.id ?? 'web';
  return {
    type: 'AWS::ECR::Repository',
    ...PLACE,
    arn: `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${id}`,
    id,
    policy: read(null),
    createdAt: '2025-01-01T00:00:00.000Z',
    ...overrides,
  };
}

export function anEfsFileSystem(overrides: Partial<EfsFileSystem> = {}): EfsFileSystem {
  const id = overrides.id ?? 'fs-0aaa';
  return {
    type: 'AWS::EFS::FileSystem',
    ...PLACE,
    arn: `arn:aws:elasticfilesystem:${REGION}:${ACCOUNT}:file-system/${id}`,
    id,
    tags: {},
    encrypted: true,
    policy: read(null),
    mountTargets: read([
      { mountTargetId: 'fsmt-0aaa', subnetId: 'subnet-0aaa', networkInterfaceId: 'eni-efs' },
    ]),
    ...overrides,
  };
}

export function aTable(overrides: Partial<DynamoTable> = {}): DynamoTable {
  const id = overrides.id ?? 'orders';
  return {
    type: 'AWS::DynamoDB::Table',
    ...PLACE,
    arn: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${id}`,
    id,
    detail: read({ status: 'ACTIVE', deletionProtection: true, latestStreamArn: null }),
    policy: read(null),
    streamPolicy: read(null),
    ...overrides,
  };
}

export function aBackupVault(overrides: Partial<BackupVault> = {}): BackupVault {
  const id = overrides.id ?? 'nightly';
  return {
    type: 'AWS::Backup::BackupVault',
    ...PLACE,
    arn: `arn:aws:backup:${REGION}:${ACCOUNT}:backup-vault:${id}`,
    id,
    policy: read(null),
    locked: true,
    numberOfRecoveryPoints: 30,
    ...overrides,
  };
}

/** Rotated every 30 days, ten days ago, twenty days before the next time. */
export function aSecret(overrides: Partial<Secret> = {}): Secret {
  const id = overrides.id ?? 'orders/database';
  return {
    type: 'AWS::SecretsManager::Secret',
    ...PLACE,
    arn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${id}-AbCdEf`,
    id,
    tags: {},
    kmsKeyId: null,
    createdDate: '2026-01-01T00:00:00.000Z',
    rotationEnabled: true,
    rotationRules: { automaticallyAfterDays: 30, scheduleExpression: null },
    lastRotatedDate: daysBefore(10),
    lastChangedDate: daysBefore(10),
    lastAccessedDate: daysBefore(1),
    nextRotationDate: daysBefore(-20),
    deletedDate: null,
    owningService: null,
    primaryRegion: null,
    policy: read(null),
    ...overrides,
  };
}

/** Issued by ACM, in use, half a year from its end. */
export function aCertificate(overrides: Partial<Certificate> = {}): Certificate {
  const id = overrides.id ?? '12345678-1234-1234-1234-123456789012';
  return {
    type: 'AWS::CertificateManager::Certificate',
    ...PLACE,
    arn: `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/${id}`,
    id,
    domainName: 'www.example.com',
    certificateType: 'AMAZON_ISSUED',
    status: 'ISSUED',
    notAfter: daysBefore(-180),
    inUse: true,
    renewalEligibility: 'ELIGIBLE',
    renewalStatus: read(null),
    ...overrides,
  };
}
