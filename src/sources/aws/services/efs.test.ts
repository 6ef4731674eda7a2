import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './efs.ts';

const ANSWERS = {
  'DescribeFileSystems {"MaxItems":100}': {
    FileSystems: [
      {
        FileSystemId: 'fs-1',
        FileSystemArn: 'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1',
        Name: 'home',
        Encrypted: true,
        Tags: [{ Key: 'Name', Value: 'home' }],
      },
    ],
    NextMarker: 'm',
  },
  'DescribeFileSystems {"MaxItems":100,"Marker":"m"}': { FileSystems: [] },
  'DescribeFileSystemPolicy {"FileSystemId":"fs-1"}': { FileSystemId: 'fs-1', Policy: '{}' },
  'DescribeMountTargets {"FileSystemId":"fs-1"}': {
    MountTargets: [{ MountTargetId: 'fsmt-1', SubnetId: 'subnet-1', NetworkInterfaceId: 'eni-1' }],
  },
};

const collect = (answers: Readonly<Record<string, unknown>>) =>
  collected(collectors, 'AWS::EFS::FileSystem', apiOf('efs', answers));

test('a file system with its policy and mount targets', async () => {
  const { resources, gap } = await collect(ANSWERS);
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: 'AWS::EFS::FileSystem',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1',
      id: 'fs-1',
      name: 'home',
      tags: { Name: 'home' },
      encrypted: true,
      policy: read('{}'),
      mountTargets: read([{ mountTargetId: 'fsmt-1', subnetId: 'subnet-1', networkInterfaceId: 'eni-1' }]),
    },
  ]);
});

test('without a policy; denied calls', async () => {
  const policy = 'DescribeFileSystemPolicy {"FileSystemId":"fs-1"}';
  const without = await collect({ ...ANSWERS, [policy]: answeredError('PolicyNotFound') });
  expect(without.resources[0]?.policy).toEqual(read(null));
  const noPolicy = await collect({ ...ANSWERS, [policy]: denied() });
  expect(noPolicy.resources[0]).toMatchObject({
    policy: deniedReading('elasticfilesystem:DescribeFileSystemPolicy'),
    mountTargets: { status: 'read' },
  });
  const noTargets = await collect({ ...ANSWERS, 'DescribeMountTargets {"FileSystemId":"fs-1"}': denied() });
  expect(noTargets.resources[0]?.mountTargets).toEqual(
    deniedReading('elasticfilesystem:DescribeMountTargets'),
  );
  const nothing = await collect({ DescribeFileSystems: denied() });
  expect(nothing.gap).toEqual(deniedReading('elasticfilesystem:DescribeFileSystems'));
});
