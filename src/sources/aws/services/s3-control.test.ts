import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './s3-control.ts';

const ACCOUNT = '111122223333';
const ALL_ON = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const BLOCK = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

test("the account's block", async () => {
  const api = apiOf('s3-control', { GetPublicAccessBlock: { PublicAccessBlockConfiguration: ALL_ON } });
  expect(await collected(collectors, 'AWS::S3::AccountPublicAccessBlock', api)).toEqual({
    gap: null,
    resources: [
      {
        type: 'AWS::S3::AccountPublicAccessBlock',
        account: ACCOUNT,
        region: 'global',
        arn: `arn:aws:s3::${ACCOUNT}:account-public-access-block`,
        id: ACCOUNT,
        publicAccessBlock: BLOCK,
      },
    ],
  });
  expect(api.calls).toEqual([`s3-control:GetPublicAccessBlock {"AccountId":"${ACCOUNT}"}`]);
});

test('an account that never set one, and one that may not be asked', async () => {
  const absent = apiOf('s3-control', {
    GetPublicAccessBlock: answeredError('NoSuchPublicAccessBlockConfiguration'),
  });
  const { resources } = await collected(collectors, 'AWS::S3::AccountPublicAccessBlock', absent);
  expect(resources[0]?.publicAccessBlock).toBeNull();
  const no = apiOf('s3-control', { GetPublicAccessBlock: denied('AccessDenied') });
  expect(await collected(collectors, 'AWS::S3::AccountPublicAccessBlock', no)).toEqual({
    resources: [],
    gap: deniedReading('s3:GetPublicAccessBlock', 'AccessDenied'),
  });
});

const POINT = {
  ListAccessPoints: {
    AccessPointList: [
      {
        Name: 'ap',
        NetworkOrigin: 'VPC',
        VpcConfiguration: { VpcId: 'vpc-1' },
        Bucket: 'b',
        BucketAccountId: '444455556666',
        AccessPointArn: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/ap`,
      },
    ],
  },
  GetAccessPoint: {
    PublicAccessBlockConfiguration: { ...ALL_ON, BlockPublicPolicy: false, BlockPublicAcls: undefined },
  },
  GetAccessPointPolicy: { Policy: '{}' },
};

test('access points of a region', async () => {
  const api = apiOf('s3-control', POINT, { region: 'eu-west-1' });
  expect(await collected(collectors, 'AWS::S3::AccessPoint', api)).toEqual({
    gap: null,
    resources: [
      {
        type: 'AWS::S3::AccessPoint',
        account: ACCOUNT,
        region: 'eu-west-1',
        arn: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/ap`,
        id: 'ap',
        bucket: 'b',
        bucketAccountId: '444455556666',
        networkOrigin: 'VPC',
        vpcId: 'vpc-1',
        publicAccessBlock: read({ ...BLOCK, blockPublicPolicy: false, blockPublicAcls: false }),
        policy: read('{}'),
      },
    ],
  });
});

test('an access point without a policy, and one whose calls are denied', async () => {
  const bare = apiOf('s3-control', {
    ...POINT,
    GetAccessPoint: {},
    GetAccessPointPolicy: answeredError('NoSuchAccessPointPolicy'),
  });
  expect((await collected(collectors, 'AWS::S3::AccessPoint', bare)).resources[0]).toMatchObject({
    publicAccessBlock: read(null),
    policy: read(null),
  });
  const no = apiOf('s3-control', {
    ...POINT,
    GetAccessPoint: denied('AccessDenied'),
    GetAccessPointPolicy: denied('AccessDenied'),
  });
  expect((await collected(collectors, 'AWS::S3::AccessPoint', no)).resources[0]).toMatchObject({
    publicAccessBlock: deniedReading('s3:GetAccessPoint', 'AccessDenied'),
    policy: deniedReading('s3:GetAccessPointPolicy', 'AccessDenied'),
  });
});

test('multi-region access points, asked of us-west-2', async () => {
  const regions = new Set<string>();
  const api = apiOf('s3-control', {
    ListMultiRegionAccessPoints: (_: unknown, call: { region: string }) => {
      regions.add(call.region);
      return {
        AccessPoints: [
          {
            Name: 'global-data',
            Alias: 'abc.mrap',
            Status: 'READY',
            PublicAccessBlock: ALL_ON,
            Regions: [{ Bucket: 'b', Region: 'eu-west-1', BucketAccountId: ACCOUNT }, { Bucket: 'c' }],
          },
        ],
      };
    },
    GetMultiRegionAccessPointPolicy: { Policy: { Established: { Policy: '{"a":1}' } } },
  });
  expect(await collected(collectors, 'AWS::S3::MultiRegionAccessPoint', api)).toEqual({
    gap: null,
    resources: [
      {
        type: 'AWS::S3::MultiRegionAccessPoint',
        account: ACCOUNT,
        region: 'global',
        arn: `arn:aws:s3::${ACCOUNT}:accesspoint/abc.mrap`,
        id: 'global-data',
        alias: 'abc.mrap',
        status: 'READY',
        buckets: [
          { bucket: 'b', region: 'eu-west-1', bucketAccountId: ACCOUNT },
          { bucket: 'c', region: null, bucketAccountId: null },
        ],
        publicAccessBlock: BLOCK,
        policy: read('{"a":1}'),
      },
    ],
  });
  expect([...regions]).toEqual(['us-west-2']);
});

test('a multi-region access point without a policy, and with its policy denied', async () => {
  const list = { ListMultiRegionAccessPoints: { AccessPoints: [{ Name: 'm' }] } };
  const none = apiOf('s3-control', {
    ...list,
    GetMultiRegionAccessPointPolicy: { Policy: { Established: {} } },
  });
  expect((await collected(collectors, 'AWS::S3::MultiRegionAccessPoint', none)).resources[0]).toMatchObject({
    alias: null,
    policy: read(null),
    publicAccessBlock: null,
  });
  const no = apiOf('s3-control', { ...list, GetMultiRegionAccessPointPolicy: denied('AccessDenied') });
  expect((await collected(collectors, 'AWS::S3::MultiRegionAccessPoint', no)).resources[0]).toMatchObject({
    policy: deniedReading('s3:GetMultiRegionAccessPointPolicy', 'AccessDenied'),
  });
});
