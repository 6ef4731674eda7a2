import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { read } from '../../../../model/reading.ts';
import { collectors } from './image.ts';

const IMAGE = {
  ImageId: 'ami-1',
  Name: 'web-2026',
  CreationDate: '2026-05-01T00:00:00.000Z',
  Public: false,
  State: 'available',
  ImdsSupport: 'v2.0',
  BlockDeviceMappings: [
    { DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-1' } },
    { VirtualName: 'ephemeral0' },
  ],
};
const LIST = 'DescribeImages {"Owners":["self"],"IncludeDeprecated":true,"MaxResults":1000}';

async function collect(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('ec2', answers);
  return { ...(await collected(collectors, 'AWS::EC2::Image', api)), calls: api.calls };
}

test('a private image with those it is shared with', async () => {
  const { resources } = await collect({
    [LIST]: { Images: [IMAGE] },
    'DescribeImageAttribute {"ImageId":"ami-1","Attribute":"launchPermission"}': {
      LaunchPermissions: [
        { UserId: '444455556666' },
        { OrganizationArn: 'arn:aws:organizations::1:organization/o-1' },
        { OrganizationalUnitArn: 'arn:aws:organizations::1:ou/o-1/ou-1' },
      ],
    },
  });
  expect(resources).toEqual([
    {
      type: 'AWS::EC2::Image',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:us-east-1::image/ami-1',
      id: 'ami-1',
      name: 'web-2026',
      tags: {},
      creationDate: '2026-05-01T00:00:00.000Z',
      public: false,
      state: 'available',
      imdsSupport: 'v2.0',
      snapshotIds: ['snap-1'],
      launchPermissions: read([
        '444455556666',
        'arn:aws:organizations::1:organization/o-1',
        'arn:aws:organizations::1:ou/o-1/ou-1',
      ]),
    },
  ]);
});

test("others' images in a file of all images are left out", async () => {
  const foreign = { ...IMAGE, ImageId: 'ami-2', OwnerId: '444455556666', Public: true };
  const own = { ...IMAGE, OwnerId: '111122223333', Public: true };
  const { resources } = await collect({ [LIST]: { Images: [foreign, own] } });
  expect(resources.map((each) => each.id)).toEqual(['ami-1']);
});

test('of a public image nothing more is asked', async () => {
  const { resources, calls } = await collect({ [LIST]: { Images: [{ ...IMAGE, Public: true }] } });
  expect(resources[0]).toMatchObject({ public: true, launchPermissions: read(['all']) });
  expect(calls).toHaveLength(1);
});

test('denied calls', async () => {
  const { resources } = await collect({
    [LIST]: { Images: [IMAGE] },
    DescribeImageAttribute: denied('UnauthorizedOperation'),
  });
  expect(resources[0]).toMatchObject({
    launchPermissions: deniedReading('ec2:DescribeImageAttribute', 'UnauthorizedOperation'),
  });
  const { gap } = await collect({ DescribeImages: denied('UnauthorizedOperation') });
  expect(gap).toEqual(deniedReading('ec2:DescribeImages', 'UnauthorizedOperation'));
});
