import type { DescribeSnapshotAttributeResult, Snapshot as SdkSnapshot } from '@aws-sdk/client-ec2';
import type { DescribeKeyCommandOutput } from '@aws-sdk/client-kms';
import { mapReading, type Reading, read, unread } from '../../../../model/reading.ts';
import type { Snapshot } from '../../../../model/resources/ec2.ts';
import { defineCollector, eachListed, readIfWanted, type ServiceApi } from '../../collector.ts';
import { isoTime, nameOf, tagsOf } from '../../mapping.ts';

const PERMISSIONS = 'ec2:DescribeSnapshotAttribute';

/** Calls for snapshots' own permissions in a region: at EC2's 20 a second about two minutes. */
const MOST_PERMISSION_CALLS = 2000;

/**
 * A region may hold 100,000 snapshots. Which of them are public one filtered list tells. With which accounts one is
 * shared only a call per snapshot tells; it is spared where AWS does not let a snapshot be shared (encrypted by the
 * key `aws/ebs`), and beyond a bound the oldest stay unread instead of holding up the scan.
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html
 */
const snapshots = defineCollector({
  type: 'AWS::EC2::Snapshot',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeSnapshots', 'kms:DescribeKey', PERMISSIONS],
  onDemand: [PERMISSIONS],
  async collect(api) {
    const [listed, everybodys, unshareableKey] = await Promise.all([
      api.list<SdkSnapshot>('DescribeSnapshots', { OwnerIds: ['self'], MaxResults: 1000 }, 'Snapshots'),
      publicSnapshotIds(api),
      awsManagedKeyArn(api),
    ]);
    // A file of `aws ec2 describe-snapshots` may hold those of others.
    const own = listed.items.filter(({ OwnerId = api.account }) => OwnerId === api.account);
    const asked = idsToAsk(own, unshareableKey);
    return eachListed(api, { items: own, gap: listed.gap }, async (snapshot) => {
      const isPublic = mapReading(everybodys, (ids) => ids.has(snapshot.SnapshotId ?? ''));
      const permissions = await permissionsOf(api, snapshot, { asked, unshareableKey });
      return toSnapshot(api, snapshot, isPublic, permissions);
    });
  },
});

function toSnapshot(
  api: ServiceApi,
  snapshot: SdkSnapshot,
  isPublic: Snapshot['public'],
  createVolumePermissions: Snapshot['createVolumePermissions'],
): Snapshot {
  const id = snapshot.SnapshotId ?? '';
  const tags = tagsOf(snapshot.Tags);
  return {
    type: 'AWS::EC2::Snapshot',
    account: api.account,
    region: api.region,
    arn: api.arn('ec2', `snapshot/${id}`, { account: '' }),
    id,
    ...nameOf(tags),
    tags,
    volumeId: snapshot.VolumeId ?? '',
    startTime: isoTime(snapshot.StartTime) ?? '',
    encrypted: snapshot.Encrypted ?? false,
    description: snapshot.Description ?? '',
    public: isPublic,
    createVolumePermissions,
  };
}

async function publicSnapshotIds(api: ServiceApi): Promise<Reading<ReadonlySet<string>>> {
  const input = { OwnerIds: ['self'], RestorableByUserIds: ['all'], MaxResults: 1000 };
  const { items, gap } = await api.list<SdkSnapshot>('DescribeSnapshots', input, 'Snapshots');
  return gap ?? read(new Set(items.flatMap((snapshot) => snapshot.SnapshotId ?? [])));
}

/** Null: not known, or the region has none yet; then every snapshot is asked about. */
async function awsManagedKeyArn(api: ServiceApi): Promise<string | null> {
  const kms = api.at({ service: 'kms' });
  const input = { KeyId: 'alias/aws/ebs' };
  const key = await kms.readOrNull<DescribeKeyCommandOutput>('DescribeKey', input, ['NotFoundException']);
  return key.status === 'read' ? (key.value?.KeyMetadata?.Arn ?? null) : null;
}

/** The newest of those whose permissions are not ruled out; accounts may have some of a public one too. */
function idsToAsk(all: readonly SdkSnapshot[], unshareableKey: string | null): ReadonlySet<string> {
  const ids = all
    .filter((snapshot) => !isUnshareable(snapshot, unshareableKey))
    .map((snapshot) => ({ id: snapshot.SnapshotId ?? '', time: isoTime(snapshot.StartTime) ?? '' }))
    .sort((one, other) => (one.time < other.time ? 1 : one.time > other.time ? -1 : 0))
    .map(({ id }) => id);
  return new Set(ids.slice(0, MOST_PERMISSION_CALLS));
}

function isUnshareable(snapshot: SdkSnapshot, unshareableKey: string | null): boolean {
  return snapshot.Encrypted === true && unshareableKey !== null && snapshot.KmsKeyId === unshareableKey;
}

interface Known {
  readonly asked: ReadonlySet<string>;
  readonly unshareableKey: string | null;
}

async function permissionsOf(
  api: ServiceApi,
  snapshot: SdkSnapshot,
  { asked, unshareableKey }: Known,
): Promise<Snapshot['createVolumePermissions']> {
  if (isUnshareable(snapshot, unshareableKey)) return read([]);
  const SnapshotId = snapshot.SnapshotId ?? '';
  if (!asked.has(SnapshotId)) {
    return unread(PERMISSIONS, `NotAsked: only the newest ${MOST_PERMISSION_CALLS} shareable snapshots are`);
  }
  const input = { SnapshotId, Attribute: 'createVolumePermission' };
  const answer = await readIfWanted<DescribeSnapshotAttributeResult>(api, PERMISSIONS, input);
  return mapReading(answer, (output) =>
    (output?.CreateVolumePermissions ?? []).flatMap((each) => each.Group ?? each.UserId ?? []),
  );
}

export const collectors = [snapshots];
