import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { read } from '../../../../model/reading.ts';
import { collectors } from './security-group.ts';

const [groups] = collectors;

test('a group, one rule per peer, in an order that does not depend on AWS', async () => {
  const permissions = [
    { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-1', UserId: '111122223333' }] },
    {
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'vpn' }, { CidrIp: '0.0.0.0/0' }],
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
      PrefixListIds: [{ PrefixListId: 'pl-1' }],
    },
    { IpProtocol: '58', FromPort: -1, ToPort: -1, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
  ];
  const group = {
    GroupId: 'sg-1',
    GroupName: 'web',
    Description: 'web servers',
    OwnerId: '111122223333',
    VpcId: 'vpc-1',
    IpPermissions: permissions,
    IpPermissionsEgress: [],
    Tags: [{ Key: 'team', Value: 'shop' }],
  };
  const api = apiOf('ec2', { DescribeSecurityGroups: { SecurityGroups: [group] } });
  const collected = await groups?.collect(api);
  expect(collected?.resources).toEqual([
    {
      type: 'AWS::EC2::SecurityGroup',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:security-group/sg-1',
      id: 'sg-1',
      tags: { team: 'shop' },
      groupName: 'web',
      description: 'web servers',
      vpcId: 'vpc-1',
      ownerId: '111122223333',
      ingress: [
        {
          protocol: '-1',
          fromPort: null,
          toPort: null,
          description: null,
          peer: {
            kind: 'group',
            groupId: 'sg-1',
            userId: '111122223333',
            vpcId: null,
            vpcPeeringConnectionId: null,
          },
        },
        {
          protocol: 'icmpv6',
          fromPort: -1,
          toPort: -1,
          description: null,
          peer: { kind: 'ipv6', cidr: '::/0' },
        },
        {
          protocol: 'tcp',
          fromPort: 22,
          toPort: 22,
          description: 'vpn',
          peer: { kind: 'ipv4', cidr: '10.0.0.0/8' },
        },
        {
          protocol: 'tcp',
          fromPort: 22,
          toPort: 22,
          description: null,
          peer: { kind: 'ipv4', cidr: '0.0.0.0/0' },
        },
        {
          protocol: 'tcp',
          fromPort: 22,
          toPort: 22,
          description: null,
          peer: { kind: 'ipv6', cidr: '::/0' },
        },
        {
          protocol: 'tcp',
          fromPort: 22,
          toPort: 22,
          description: null,
          peer: { kind: 'prefix-list', prefixListId: 'pl-1' },
        },
      ],
      egress: [],
      stale: read(false),
    },
  ]);
  const reversed = { ...group, IpPermissions: permissions.toReversed() };
  const again = await groups?.collect(
    apiOf('ec2', { DescribeSecurityGroups: { SecurityGroups: [reversed] } }),
  );
  expect(again).toEqual(collected);
});

const naming = (GroupId: string, VpcId: string | undefined, named: string) => ({
  GroupId,
  ...(VpcId ? { VpcId } : {}),
  IpPermissionsEgress: [
    { IpProtocol: 'tcp', FromPort: 1, ToPort: 2, UserIdGroupPairs: [{ GroupId: named }] },
  ],
});

async function staleOf(SecurityGroups: readonly unknown[], answers: Record<string, unknown> = {}) {
  const api = apiOf('ec2', { DescribeSecurityGroups: { SecurityGroups }, ...answers });
  const collected = await groups?.collect(api);
  const stale = collected?.resources.map((each) =>
    each.type === 'AWS::EC2::SecurityGroup' ? each.stale : null,
  );
  return { stale, calls: api.calls.filter((call) => call.includes('Stale')) };
}

test('no VPC is asked about whose rules name its own groups only', async () => {
  const listed = [naming('sg-1', 'vpc-1', 'sg-2'), naming('sg-2', 'vpc-1', 'sg-1')];
  expect(await staleOf(listed)).toEqual({ stale: [read(false), read(false)], calls: [] });
});

test('a VPC with a rule for any other group is asked about, once', async () => {
  const listed = [
    naming('sg-1', 'vpc-1', 'sg-gone'),
    naming('sg-2', 'vpc-1', 'sg-3'),
    naming('sg-3', 'vpc-2', 'sg-3'),
    naming('sg-4', undefined, 'sg-4'),
  ];
  const answers = { DescribeStaleSecurityGroups: { StaleSecurityGroupSet: [{ GroupId: 'sg-1' }] } };
  expect(await staleOf(listed, answers)).toEqual({
    stale: [read(true), read(false), read(false), read(null)],
    calls: ['ec2:DescribeStaleSecurityGroups {"VpcId":"vpc-1","MaxResults":255}'],
  });
});

test('a denied DescribeStaleSecurityGroups costs its own VPC only', async () => {
  const listed = [naming('sg-1', 'vpc-1', 'sg-gone'), naming('sg-3', 'vpc-2', 'sg-3')];
  const { stale } = await staleOf(listed, { DescribeStaleSecurityGroups: denied() });
  expect(stale).toEqual([deniedReading('ec2:DescribeStaleSecurityGroups'), read(false)]);
});

test('a denied listing is the gap', async () => {
  const collected = await groups?.collect(apiOf('ec2', { DescribeSecurityGroups: denied() }));
  expect(collected).toEqual({ resources: [], gap: deniedReading('ec2:DescribeSecurityGroups') });
});
