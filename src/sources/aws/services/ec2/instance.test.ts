import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { read } from '../../../../model/reading.ts';
import { scanText } from '../../../credential-scan/credential-scan.ts';
import { collectors } from './instance.ts';

const SCRIPT = '#!/bin/bash\nyum update -y\n';

const INSTANCE = {
  InstanceId: 'i-1',
  ImageId: 'ami-1',
  State: { Code: 16, Name: 'running' },
  PrivateIpAddress: '10.0.1.5',
  PublicIpAddress: '3.3.3.3',
  KeyName: 'operations',
  InstanceType: 'm7i.large',
  InstanceLifecycle: 'spot',
  Placement: { AvailabilityZone: 'us-east-1a', Tenancy: 'default' },
  LaunchTime: '2026-06-01T08:00:00+00:00',
  Monitoring: { State: 'disabled' },
  SubnetId: 'subnet-1',
  VpcId: 'vpc-1',
  IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/web', Id: 'AIPA' },
  NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }, { NetworkInterfaceId: 'eni-2' }],
  SecurityGroups: [{ GroupName: 'web', GroupId: 'sg-1' }],
  Tags: [{ Key: 'Name', Value: 'web-1' }],
  MetadataOptions: {
    State: 'applied',
    HttpTokens: 'required',
    HttpPutResponseHopLimit: 2,
    HttpEndpoint: 'enabled',
    HttpProtocolIpv6: 'disabled',
  },
};

const collect = (answers: Readonly<Record<string, unknown>>) =>
  collected(collectors, 'AWS::EC2::Instance', apiOf('ec2', answers));

test('an instance with its user data', async () => {
  const { resources, gap } = await collect({
    DescribeInstances: { Reservations: [{ Instances: [INSTANCE] }] },
    'DescribeInstanceAttribute {"InstanceId":"i-1","Attribute":"userData"}': {
      UserData: { Value: Buffer.from(SCRIPT).toString('base64') },
    },
  });
  expect(gap).toBeNull();
  expect(resources).toEqual([
    {
      type: 'AWS::EC2::Instance',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
      id: 'i-1',
      name: 'web-1',
      tags: { Name: 'web-1' },
      state: 'running',
      imageId: 'ami-1',
      instanceType: 'm7i.large',
      instanceLifecycle: 'spot',
      tenancy: 'default',
      keyName: 'operations',
      launchTime: '2026-06-01T08:00:00.000Z',
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      privateIpAddress: '10.0.1.5',
      publicIpAddress: '3.3.3.3',
      iamInstanceProfileArn: 'arn:aws:iam::111122223333:instance-profile/web',
      metadataOptions: {
        httpTokens: 'required',
        httpEndpoint: 'enabled',
        httpPutResponseHopLimit: 2,
        httpProtocolIpv6: 'disabled',
      },
      securityGroupIds: ['sg-1'],
      networkInterfaceIds: ['eni-1', 'eni-2'],
      monitoring: 'disabled',
      userData: read(scanText(SCRIPT)),
    },
  ]);
});

test.each(['terminated', 'shutting-down'])('%s instances are left out, and not asked about', async (Name) => {
  const gone = { InstanceId: 'i-2', State: { Name } };
  const api = apiOf('ec2', { DescribeInstances: { Reservations: [{ Instances: [gone] }] } });
  const { resources } = await collected(collectors, 'AWS::EC2::Instance', api);
  expect(resources).toEqual([]);
  expect(api.calls).toHaveLength(1);
});

test("services' own instances are asked for too", async () => {
  const api = apiOf('ec2', { DescribeInstances: { Reservations: [] } });
  await collected(collectors, 'AWS::EC2::Instance', api);
  expect(api.calls).toEqual(['ec2:DescribeInstances {"IncludeManagedResources":true,"MaxResults":1000}']);
});

test('user data costs no calls where no chosen check reads it', async () => {
  const running = { InstanceId: 'i-2', State: { Name: 'running' } };
  const answers = { DescribeInstances: { Reservations: [{ Instances: [running] }] } };
  const api = apiOf('ec2', answers, { wantedCalls: new Set(['ec2:DescribeInstances']) });
  const { resources } = await collected(collectors, 'AWS::EC2::Instance', api);
  expect(api.calls).toHaveLength(1);
  expect(resources[0]?.userData).toMatchObject({ status: 'unread', call: 'ec2:DescribeInstanceAttribute' });
});

test('a bare answer: nothing is made up', async () => {
  const { resources } = await collect({
    DescribeInstances: { Reservations: [{ Instances: [{ InstanceId: 'i-3' }] }] },
    DescribeInstanceAttribute: { UserData: {} },
  });
  expect(resources[0]).toMatchObject({
    metadataOptions: null,
    instanceLifecycle: null,
    iamInstanceProfileArn: null,
    userData: read({ length: 0, sha256: null, matches: [] }),
  });
});

test('denied user data costs the user data alone', async () => {
  const { resources, gap } = await collect({
    DescribeInstances: { Reservations: [{ Instances: [INSTANCE] }] },
    DescribeInstanceAttribute: denied('UnauthorizedOperation'),
  });
  expect(gap).toBeNull();
  expect(resources[0]).toMatchObject({
    userData: deniedReading('ec2:DescribeInstanceAttribute', 'UnauthorizedOperation'),
  });
});

test('a denied listing is the gap', async () => {
  const { resources, gap } = await collect({ DescribeInstances: denied('UnauthorizedOperation') });
  expect({ resources, gap }).toEqual({
    resources: [],
    gap: deniedReading('ec2:DescribeInstances', 'UnauthorizedOperation'),
  });
});
