import type {
  DescribeFileSystemPolicyCommandOutput,
  FileSystemDescription,
  MountTargetDescription,
} from '@aws-sdk/client-efs';
import { mapReading, read } from '../../../model/reading.ts';
import type { EfsFileSystem } from '../../../model/resources/data-stores.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';
import { tagsOf } from '../mapping.ts';

const MARKER = ['Marker', 'NextMarker'] as const;

/** https://docs.aws.amazon.com/efs/latest/ug/API_DescribeFileSystems.html */
const fileSystems = defineCollector({
  type: 'AWS::EFS::FileSystem',
  service: 'efs',
  scope: 'regional',
  calls: [
    'elasticfilesystem:DescribeFileSystems',
    'elasticfilesystem:DescribeFileSystemPolicy',
    'elasticfilesystem:DescribeMountTargets',
  ],
  async collect(api) {
    const paging = { items: 'FileSystems', token: MARKER };
    const listed = await api.list<FileSystemDescription>('DescribeFileSystems', { MaxItems: 100 }, paging);
    return eachListed(api, listed, (system) => toFileSystem(api, system));
  },
});

async function toFileSystem(api: ServiceApi, system: FileSystemDescription): Promise<EfsFileSystem> {
  const id = system.FileSystemId ?? '';
  const [policy, mountTargets] = await Promise.all([policyOf(api, id), mountTargetsOf(api, id)]);
  return {
    type: 'AWS::EFS::FileSystem',
    account: api.account,
    region: api.region,
    arn: system.FileSystemArn ?? api.arn('elasticfilesystem', `file-system/${id}`),
    id,
    ...(system.Name ? { name: system.Name } : {}),
    tags: tagsOf(system.Tags),
    encrypted: system.Encrypted ?? false,
    policy,
    mountTargets,
  };
}

async function policyOf(api: ServiceApi, FileSystemId: string): Promise<EfsFileSystem['policy']> {
  const answer = await api.readOrNull<DescribeFileSystemPolicyCommandOutput>(
    'DescribeFileSystemPolicy',
    { FileSystemId },
    ['PolicyNotFound'],
  );
  return mapReading(answer, (output) => output?.Policy ?? null);
}

async function mountTargetsOf(api: ServiceApi, FileSystemId: string): Promise<EfsFileSystem['mountTargets']> {
  const { items, gap } = await api.list<MountTargetDescription>(
    'DescribeMountTargets',
    { FileSystemId },
    { items: 'MountTargets', token: MARKER },
  );
  return gap ?? read(items.map(toMountTarget));
}

function toMountTarget(target: MountTargetDescription) {
  return {
    mountTargetId: target.MountTargetId ?? '',
    subnetId: target.SubnetId ?? '',
    networkInterfaceId: target.NetworkInterfaceId ?? null,
  };
}

export const collectors = [fileSystems];
