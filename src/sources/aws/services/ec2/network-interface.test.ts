import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { collectors } from './network-interface.ts';

const [interfaces] = collectors;
const collect = (NetworkInterfaces: readonly unknown[]) =>
  interfaces?.collect(apiOf('ec2', { DescribeNetworkInterfaces: { NetworkInterfaces } }));

test('an interface with two addresses, one of them public', async () => {
  const collected = await collect([
    {
      NetworkInterfaceId: 'eni-1',
      InterfaceType: 'interface',
      Status: 'in-use',
      Description: 'web',
      VpcId: 'vpc-1',
      SubnetId: 'subnet-1',
      AvailabilityZone: 'us-east-1a',
      OwnerId: '111122223333',
      RequesterManaged: false,
      SourceDestCheck: false,
      Groups: [{ GroupId: 'sg-1', GroupName: 'web' }],
      PrivateIpAddress: '10.0.0.10',
      PrivateIpAddresses: [
        { PrivateIpAddress: '10.0.0.10', Primary: true, Association: { PublicIp: '198.51.100.1' } },
        { PrivateIpAddress: '10.0.0.11', Primary: false },
      ],
      Ipv6Addresses: [{ Ipv6Address: '2001:db8::1' }],
      Ipv4Prefixes: [{ Ipv4Prefix: '10.0.0.16/28' }],
      Ipv6Prefixes: [{ Ipv6Prefix: '2001:db8:0:0:1::/80' }],
      Attachment: { InstanceId: 'i-1', InstanceOwnerId: '111122223333', Status: 'attached' },
      TagSet: [{ Key: 'Name', Value: 'eth0' }],
    },
  ]);
  expect(collected?.resources).toEqual([
    {
      type: 'AWS::EC2::NetworkInterface',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:network-interface/eni-1',
      id: 'eni-1',
      name: 'eth0',
      tags: { Name: 'eth0' },
      interfaceType: 'interface',
      status: 'in-use',
      description: 'web',
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      availabilityZone: 'us-east-1a',
      ownerId: '111122223333',
      requesterId: null,
      requesterManaged: false,
      sourceDestCheck: false,
      securityGroupIds: ['sg-1'],
      privateIpAddresses: [
        { privateIpAddress: '10.0.0.10', primary: true, publicIp: '198.51.100.1' },
        { privateIpAddress: '10.0.0.11', primary: false, publicIp: null },
      ],
      ipv6Addresses: ['2001:db8::1'],
      ipv4Prefixes: ['10.0.0.16/28'],
      ipv6Prefixes: ['2001:db8:0:0:1::/80'],
      attachment: { instanceId: 'i-1', instanceOwnerId: '111122223333', status: 'attached' },
    },
  ]);
});

test("those of services' own instances are asked for too", async () => {
  const api = apiOf('ec2', { DescribeNetworkInterfaces: { NetworkInterfaces: [] } });
  await collected(collectors, 'AWS::EC2::NetworkInterface', api);
  expect(api.calls).toEqual([
    'ec2:DescribeNetworkInterfaces {"IncludeManagedResources":true,"MaxResults":1000}',
  ]);
});

test('an old answer without the list of addresses still gives the first', async () => {
  const collected = await collect([
    { NetworkInterfaceId: 'eni-1', PrivateIpAddress: '10.0.0.10', Association: { PublicIp: '198.51.100.1' } },
  ]);
  expect(collected?.resources[0]).toMatchObject({
    privateIpAddresses: [{ privateIpAddress: '10.0.0.10', primary: true, publicIp: '198.51.100.1' }],
    attachment: null,
  });
});
