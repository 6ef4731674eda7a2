import type { IpPermission, SecurityGroup as SdkGroup, StaleSecurityGroup } from '@aws-sdk/client-ec2';
import { type Reading, read } from '../../../../model/reading.ts';
import type { SecurityGroup, SecurityGroupPeer, SecurityGroupRule } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { ec2Resource, protocolName } from '../../ec2-resource.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html */
const securityGroups = defineCollector({
  type: 'AWS::EC2::SecurityGroup',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeSecurityGroups', 'ec2:DescribeStaleSecurityGroups'],
  async collect(api) {
    const listed = await api.list<SdkGroup>('DescribeSecurityGroups', { MaxResults: 1000 }, 'SecurityGroups');
    const stale = await staleGroups(api, listed.items);
    return mapListed(listed, (group) => toSecurityGroup(api, group, stale));
  },
});

/** Per VPC that was asked about, the ids of its stale groups. */
type StaleGroups = ReadonlyMap<string, Reading<ReadonlySet<string>>>;

/**
 * A rule is stale when the group that it names, over a peering, a transit gateway or an association, is gone. A
 * rule that names a group which AWS has just listed in the same VPC cannot be: only VPCs with some other
 * reference are asked about. (That a VPC has a peering connection says nothing: stale rules outlive theirs.)
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeStaleSecurityGroups.html
 */
async function staleGroups(api: ServiceApi, groups: readonly SdkGroup[]): Promise<StaleGroups> {
  const vpcOf = new Map(groups.map((group) => [group.GroupId, group.VpcId]));
  const vpcIds = new Set(
    groups.flatMap((group) => (group.VpcId && refersOutside(group, vpcOf) ? [group.VpcId] : [])),
  );
  return new Map(
    await api.each([...vpcIds], async (vpcId) => [vpcId, await staleGroupsOf(api, vpcId)] as const),
  );
}

function refersOutside(group: SdkGroup, vpcOf: ReadonlyMap<string | undefined, string | undefined>): boolean {
  return [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])]
    .flatMap((permission) => permission.UserIdGroupPairs ?? [])
    .some((pair) => vpcOf.get(pair.GroupId) !== group.VpcId);
}

async function staleGroupsOf(api: ServiceApi, VpcId: string): Promise<Reading<ReadonlySet<string>>> {
  const listed = await api.list<StaleSecurityGroup>(
    'DescribeStaleSecurityGroups',
    { VpcId, MaxResults: 255 },
    'StaleSecurityGroupSet',
  );
  return listed.gap ?? read(new Set(listed.items.map((group) => group.GroupId ?? '')));
}

function toSecurityGroup(api: ServiceApi, group: SdkGroup, stale: StaleGroups): SecurityGroup {
  const origin = { tags: group.Tags, owner: group.OwnerId };
  return {
    ...ec2Resource(api, 'AWS::EC2::SecurityGroup', 'security-group', group.GroupId, origin),
    groupName: group.GroupName ?? '',
    description: group.Description ?? '',
    vpcId: group.VpcId ?? null,
    ownerId: group.OwnerId ?? api.account,
    ingress: toRules(group.IpPermissions ?? []),
    egress: toRules(group.IpPermissionsEgress ?? []),
    stale: staleOf(group, stale),
  };
}

function staleOf(group: SdkGroup, stale: StaleGroups): SecurityGroup['stale'] {
  if (!group.VpcId) return read(null);
  const asked = stale.get(group.VpcId);
  if (!asked) return read(false);
  return asked.status === 'read' ? read(asked.value.has(group.GroupId ?? '')) : asked;
}

/** One rule per peer, sorted, since AWS promises no order. */
function toRules(permissions: readonly IpPermission[]): SecurityGroupRule[] {
  const rules = permissions.flatMap(rulesOf);
  const keyed = rules.map((rule) => [JSON.stringify(rule), rule] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, rule]) => rule);
}

function rulesOf(permission: IpPermission): SecurityGroupRule[] {
  const protocol = protocolName(permission.IpProtocol);
  const ported = protocol !== '-1';
  const traffic = {
    protocol,
    fromPort: ported ? (permission.FromPort ?? null) : null,
    toPort: ported ? (permission.ToPort ?? null) : null,
  };
  return peersOf(permission).map(({ peer, description }) => ({
    ...traffic,
    description: description ?? null,
    peer,
  }));
}

interface DescribedPeer {
  readonly peer: SecurityGroupPeer;
  readonly description: string | undefined;
}

function peersOf(permission: IpPermission): DescribedPeer[] {
  return [
    ...(permission.IpRanges ?? []).map((range) => ({
      peer: { kind: 'ipv4' as const, cidr: range.CidrIp ?? '' },
      description: range.Description,
    })),
    ...(permission.Ipv6Ranges ?? []).map((range) => ({
      peer: { kind: 'ipv6' as const, cidr: range.CidrIpv6 ?? '' },
      description: range.Description,
    })),
    ...(permission.PrefixListIds ?? []).map((list) => ({
      peer: { kind: 'prefix-list' as const, prefixListId: list.PrefixListId ?? '' },
      description: list.Description,
    })),
    ...(permission.UserIdGroupPairs ?? []).map((pair) => ({
      peer: {
        kind: 'group' as const,
        groupId: pair.GroupId ?? '',
        userId: pair.UserId ?? null,
        vpcId: pair.VpcId ?? null,
        vpcPeeringConnectionId: pair.VpcPeeringConnectionId ?? null,
      },
      description: pair.Description,
    })),
  ];
}

export const collectors = [securityGroups];
