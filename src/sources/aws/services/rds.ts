import type {
  DBClusterSnapshot,
  DBSnapshotAttribute,
  DescribeDBClusterSnapshotAttributesCommandOutput,
  DescribeDBSnapshotAttributesCommandOutput,
  DBInstance as SdkDbInstance,
  DBSnapshot as SdkDbSnapshot,
} from '@aws-sdk/client-rds';
import { mapReading, read } from '../../../model/reading.ts';
import type { DbInstance, DbSnapshot } from '../../../model/resources/data-stores.ts';
import { type Collected, defineCollector, eachListed, mapListed, type ServiceApi } from '../collector.ts';
import { isoTime, tagsOf } from '../mapping.ts';

const MARKER = ['Marker', 'Marker'] as const;
const PAGE = { MaxRecords: 100 };

/** Neptune and DocumentDB instances are listed too. */
const instances = defineCollector({
  type: 'AWS::RDS::DBInstance',
  service: 'rds',
  scope: 'regional',
  calls: ['rds:DescribeDBInstances'],
  async collect(api) {
    const paging = { items: 'DBInstances', token: MARKER };
    const listed = await api.list<SdkDbInstance>('DescribeDBInstances', PAGE, paging);
    return mapListed(listed, (instance) => toInstance(api, instance));
  },
});

function toInstance(api: ServiceApi, instance: SdkDbInstance): DbInstance {
  const id = instance.DBInstanceIdentifier ?? '';
  const { Address, Port } = instance.Endpoint ?? {};
  return {
    type: 'AWS::RDS::DBInstance',
    account: api.account,
    region: api.region,
    arn: instance.DBInstanceArn ?? api.arn('rds', `db:${id}`),
    id,
    tags: tagsOf(instance.TagList),
    engine: instance.Engine ?? '',
    publiclyAccessible: instance.PubliclyAccessible ?? false,
    storageEncrypted: instance.StorageEncrypted ?? false,
    vpcId: instance.DBSubnetGroup?.VpcId ?? null,
    subnetIds: (instance.DBSubnetGroup?.Subnets ?? []).flatMap((subnet) => subnet.SubnetIdentifier ?? []),
    securityGroupIds: (instance.VpcSecurityGroups ?? []).flatMap((group) => group.VpcSecurityGroupId ?? []),
    endpoint: Address && Port !== undefined ? { address: Address, port: Port } : null,
    dbClusterIdentifier: instance.DBClusterIdentifier ?? null,
  };
}

/**
 * Instance and cluster snapshots. Automated ones can't be shared (they are copied first), so only the others are
 * asked for their attributes, one call each: there is no list of what is shared.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html
 */
const snapshots = defineCollector({
  type: 'AWS::RDS::DBSnapshot',
  service: 'rds',
  scope: 'regional',
  calls: [
    'rds:DescribeDBSnapshots',
    'rds:DescribeDBClusterSnapshots',
    'rds:DescribeDBSnapshotAttributes',
    'rds:DescribeDBClusterSnapshotAttributes',
  ],
  async collect(api) {
    const [ofInstances, ofClusters] = await Promise.all([instanceSnapshots(api), clusterSnapshots(api)]);
    return {
      resources: [...ofInstances.resources, ...ofClusters.resources],
      gap: ofInstances.gap ?? ofClusters.gap,
    };
  },
});

async function instanceSnapshots(api: ServiceApi): Promise<Collected<DbSnapshot>> {
  const paging = { items: 'DBSnapshots', token: MARKER };
  const listed = await api.list<SdkDbSnapshot>('DescribeDBSnapshots', PAGE, paging);
  return eachListed(api, listed, (snapshot) => toInstanceSnapshot(api, snapshot));
}

async function clusterSnapshots(api: ServiceApi): Promise<Collected<DbSnapshot>> {
  const paging = { items: 'DBClusterSnapshots', token: MARKER };
  const listed = await api.list<DBClusterSnapshot>('DescribeDBClusterSnapshots', PAGE, paging);
  return eachListed(api, listed, (snapshot) => toClusterSnapshot(api, snapshot));
}

async function toInstanceSnapshot(api: ServiceApi, snapshot: SdkDbSnapshot): Promise<DbSnapshot> {
  const id = snapshot.DBSnapshotIdentifier ?? '';
  return {
    type: 'AWS::RDS::DBSnapshot',
    account: api.account,
    region: api.region,
    arn: snapshot.DBSnapshotArn ?? api.arn('rds', `snapshot:${id}`),
    id,
    tags: tagsOf(snapshot.TagList),
    kind: 'instance',
    snapshotType: snapshot.SnapshotType ?? '',
    encrypted: snapshot.Encrypted ?? false,
    createTime: isoTime(snapshot.SnapshotCreateTime),
    restoreAccounts:
      snapshot.SnapshotType === 'automated' ? read([]) : await restoreAccountsOfInstanceSnapshot(api, id),
  };
}

async function toClusterSnapshot(api: ServiceApi, snapshot: DBClusterSnapshot): Promise<DbSnapshot> {
  const id = snapshot.DBClusterSnapshotIdentifier ?? '';
  return {
    type: 'AWS::RDS::DBSnapshot',
    account: api.account,
    region: api.region,
    arn: snapshot.DBClusterSnapshotArn ?? api.arn('rds', `cluster-snapshot:${id}`),
    id,
    tags: tagsOf(snapshot.TagList),
    kind: 'cluster',
    snapshotType: snapshot.SnapshotType ?? '',
    encrypted: snapshot.StorageEncrypted ?? false,
    createTime: isoTime(snapshot.SnapshotCreateTime),
    restoreAccounts:
      snapshot.SnapshotType === 'automated' ? read([]) : await restoreAccountsOfClusterSnapshot(api, id),
  };
}

type RestoreAccounts = DbSnapshot['restoreAccounts'];

async function restoreAccountsOfInstanceSnapshot(
  api: ServiceApi,
  DBSnapshotIdentifier: string,
): Promise<RestoreAccounts> {
  const answer = await api.read<DescribeDBSnapshotAttributesCommandOutput>('DescribeDBSnapshotAttributes', {
    DBSnapshotIdentifier,
  });
  return mapReading(answer, ({ DBSnapshotAttributesResult: result }) =>
    restoreAccountsIn(result?.DBSnapshotAttributes),
  );
}

async function restoreAccountsOfClusterSnapshot(
  api: ServiceApi,
  DBClusterSnapshotIdentifier: string,
): Promise<RestoreAccounts> {
  const answer = await api.read<DescribeDBClusterSnapshotAttributesCommandOutput>(
    'DescribeDBClusterSnapshotAttributes',
    { DBClusterSnapshotIdentifier },
  );
  return mapReading(answer, ({ DBClusterSnapshotAttributesResult: result }) =>
    restoreAccountsIn(result?.DBClusterSnapshotAttributes),
  );
}

/** The attribute `restore` holds account ids, or `all`. */
function restoreAccountsIn(attributes: readonly DBSnapshotAttribute[] = []): readonly string[] {
  return attributes
    .filter((each) => each.AttributeName === 'restore')
    .flatMap((each) => each.AttributeValues ?? []);
}

export const collectors = [instances, snapshots];
