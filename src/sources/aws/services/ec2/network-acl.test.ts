import { expect, test } from 'vitest';
import { apiOf } from '../../../../../test/api-of.ts';
import { collectors } from './network-acl.ts';

const [acls] = collectors;

test('an ACL, entries by direction and number, protocols by name', async () => {
  const NetworkAcls = [
    {
      NetworkAclId: 'acl-1',
      VpcId: 'vpc-1',
      OwnerId: '111122223333',
      IsDefault: true,
      Associations: [{ NetworkAclId: 'acl-1', SubnetId: 'subnet-1' }],
      Entries: [
        { CidrBlock: '0.0.0.0/0', Egress: true, Protocol: '-1', RuleAction: 'allow', RuleNumber: 100 },
        { CidrBlock: '0.0.0.0/0', Egress: false, Protocol: '-1', RuleAction: 'deny', RuleNumber: 32767 },
        {
          Ipv6CidrBlock: '::/0',
          Egress: false,
          Protocol: '58',
          RuleAction: 'allow',
          RuleNumber: 110,
          IcmpTypeCode: { Type: 128, Code: -1 },
        },
        {
          CidrBlock: '10.0.0.0/8',
          Egress: false,
          Protocol: '6',
          RuleAction: 'allow',
          RuleNumber: 100,
          PortRange: { From: 22, To: 22 },
        },
      ],
    },
  ];
  const collected = await acls?.collect(apiOf('ec2', { DescribeNetworkAcls: { NetworkAcls } }));
  const none = { cidrBlock: null, ipv6CidrBlock: null, portRange: null, icmpTypeCode: null };
  expect(collected?.resources).toEqual([
    {
      type: 'AWS::EC2::NetworkAcl',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:network-acl/acl-1',
      id: 'acl-1',
      tags: {},
      vpcId: 'vpc-1',
      isDefault: true,
      subnetIds: ['subnet-1'],
      entries: [
        {
          ...none,
          ruleNumber: 100,
          ruleAction: 'allow',
          egress: false,
          protocol: 'tcp',
          cidrBlock: '10.0.0.0/8',
          portRange: { from: 22, to: 22 },
        },
        {
          ...none,
          ruleNumber: 110,
          ruleAction: 'allow',
          egress: false,
          protocol: 'icmpv6',
          ipv6CidrBlock: '::/0',
          icmpTypeCode: { type: 128, code: -1 },
        },
        {
          ...none,
          ruleNumber: 32767,
          ruleAction: 'deny',
          egress: false,
          protocol: '-1',
          cidrBlock: '0.0.0.0/0',
        },
        {
          ...none,
          ruleNumber: 100,
          ruleAction: 'allow',
          egress: true,
          protocol: '-1',
          cidrBlock: '0.0.0.0/0',
        },
      ],
    },
  ]);
});
