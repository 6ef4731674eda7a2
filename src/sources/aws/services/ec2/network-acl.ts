import type { NetworkAcl as SdkAcl, NetworkAclEntry as SdkEntry } from '@aws-sdk/client-ec2';
import type { NetworkAcl, NetworkAclEntry } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, present, protocolName } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkAcls.html */
const networkAcls = defineCollector({
  type: 'AWS::EC2::NetworkAcl',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeNetworkAcls'],
  async collect(api) {
    const listed = await api.list<SdkAcl>('DescribeNetworkAcls', { MaxResults: 1000 }, 'NetworkAcls');
    return mapListed(listed, (acl) => toNetworkAcl(api, acl));
  },
});

function toNetworkAcl(api: ServiceApi, acl: SdkAcl): NetworkAcl {
  const origin = { tags: acl.Tags, owner: acl.OwnerId };
  return {
    ...ec2Resource(api, 'AWS::EC2::NetworkAcl', 'network-acl', acl.NetworkAclId, origin),
    vpcId: acl.VpcId ?? '',
    isDefault: acl.IsDefault ?? false,
    subnetIds: present((acl.Associations ?? []).map((each) => each.SubnetId)),
    entries: (acl.Entries ?? []).map(toEntry).sort(byDirectionAndNumber),
  };
}

function toEntry(entry: SdkEntry): NetworkAclEntry {
  const { PortRange: ports, IcmpTypeCode: icmp } = entry;
  return {
    ruleNumber: entry.RuleNumber ?? 0,
    ruleAction: entry.RuleAction === 'allow' ? 'allow' : 'deny',
    egress: entry.Egress ?? false,
    protocol: protocolName(entry.Protocol),
    cidrBlock: entry.CidrBlock ?? null,
    ipv6CidrBlock: entry.Ipv6CidrBlock ?? null,
    portRange: ports ? { from: ports.From ?? 0, to: ports.To ?? 65535 } : null,
    icmpTypeCode: icmp ? { type: icmp.Type ?? -1, code: icmp.Code ?? -1 } : null,
  };
}

function byDirectionAndNumber(a: NetworkAclEntry, b: NetworkAclEntry): number {
  return Number(a.egress) - Number(b.egress) || a.ruleNumber - b.ruleNumber;
}

export const collectors = [networkAcls];
