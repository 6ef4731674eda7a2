import type { IpPermission, TagSpecification } from '@aws-sdk/client-ec2';

import { type LabRegion, labRegions } from '../accounts.ts';
import type { Clients } from '../clients.ts';
import { given, type LabAccount } from '../lab-account.ts';

export const nameTag = (
  type: 'vpc' | 'subnet' | 'security-group' | 'instance' | 'network-acl' | 'route-table',
  name: string,
): TagSpecification[] => [{ ResourceType: type, Tags: [{ Key: 'Name', Value: name }] }];

/** A rule from one address range, or from a group. */
export const port = (number: number, source: string, protocol = 'tcp'): IpPermission => ({
  IpProtocol: protocol,
  FromPort: number,
  ToPort: number,
  ...peer(source),
});

export const allTraffic = (source: string): IpPermission => ({ IpProtocol: '-1', ...peer(source) });

function peer(source: string): IpPermission {
  if (source.startsWith('sg-')) return { UserIdGroupPairs: [{ GroupId: source }] };
  if (source.startsWith('pl-')) return { PrefixListIds: [{ PrefixListId: source }] };
  return source.includes(':') ? { Ipv6Ranges: [{ CidrIpv6: source }] } : { IpRanges: [{ CidrIp: source }] };
}

/** The VPC that AWS gives every region. */
export async function defaultVpc({ ec2 }: Clients): Promise<string> {
  const { Vpcs = [] } = await ec2.describeVpcs({ Filters: [{ Name: 'is-default', Values: ['true'] }] });
  return given(Vpcs[0]?.VpcId);
}

/** Removes the default VPC of a region: nothing is to start there by accident. */
export async function deleteDefaultVpc(region: Clients): Promise<void> {
  const { ec2 } = region;
  const VpcId = await defaultVpc(region);
  const ofVpc = [{ Name: 'vpc-id', Values: [VpcId] }];
  const { InternetGateways = [] } = await ec2.describeInternetGateways({
    Filters: [{ Name: 'attachment.vpc-id', Values: [VpcId] }],
  });
  for (const { InternetGatewayId } of InternetGateways) {
    await ec2.detachInternetGateway({ InternetGatewayId, VpcId });
    await ec2.deleteInternetGateway({ InternetGatewayId });
  }
  const { Subnets = [] } = await ec2.describeSubnets({ Filters: ofVpc });
  for (const { SubnetId } of Subnets) await ec2.deleteSubnet({ SubnetId });
  await ec2.deleteVpc({ VpcId });
}

/** Takes every rule out of the VPC's default group and default ACL, and public addresses off its subnets. */
export async function closeVpcDefaults({ ec2 }: Clients, VpcId: string): Promise<void> {
  const ofVpc = { Name: 'vpc-id', Values: [VpcId] };
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({
    Filters: [ofVpc, { Name: 'group-name', Values: ['default'] }],
  });
  for (const { GroupId, IpPermissions = [], IpPermissionsEgress = [] } of SecurityGroups) {
    if (IpPermissions.length > 0) await ec2.revokeSecurityGroupIngress({ GroupId, IpPermissions });
    if (IpPermissionsEgress.length > 0) {
      await ec2.revokeSecurityGroupEgress({ GroupId, IpPermissions: IpPermissionsEgress });
    }
  }
  const { NetworkAcls = [] } = await ec2.describeNetworkAcls({
    Filters: [ofVpc, { Name: 'default', Values: ['true'] }],
  });
  for (const { NetworkAclId, Entries = [] } of NetworkAcls) {
    for (const { RuleNumber, Egress } of Entries) {
      if (RuleNumber !== 32767) await ec2.deleteNetworkAclEntry({ NetworkAclId, RuleNumber, Egress });
    }
  }
  const { Subnets = [] } = await ec2.describeSubnets({ Filters: [ofVpc] });
  for (const { SubnetId } of Subnets) {
    await ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value: false } });
  }
}

export async function createFlowLog(account: LabAccount, name: LabRegion, vpcId: string): Promise<void> {
  const { ec2, logs } = account.region(name);
  const LogGroupName = `/meridian/flow-logs/${vpcId}`;
  await logs.createLogGroup({ logGroupName: LogGroupName });
  await ec2.createFlowLogs({
    ResourceIds: [vpcId],
    ResourceType: 'VPC',
    TrafficType: 'ALL',
    LogDestinationType: 'cloud-watch-logs',
    LogGroupName,
    DeliverLogsPermissionArn: account.arn('iam', 'role/flow-logs-delivery'),
  });
}

/** A group without the outgoing rule to everywhere that AWS adds; gives its id. */
export async function createClosedGroup(
  { ec2 }: Clients,
  VpcId: string,
  name: string,
  description: string,
): Promise<string> {
  const GroupId = given(
    (
      await ec2.createSecurityGroup({
        GroupName: name,
        Description: description,
        VpcId,
        TagSpecifications: nameTag('security-group', name),
      })
    ).GroupId,
  );
  await ec2.revokeSecurityGroupEgress({ GroupId, IpPermissions: [allTraffic('0.0.0.0/0')] });
  return GroupId;
}

/** A public NAT gateway with an address of its own; gives its id. */
export async function createNatGateway({ ec2 }: Clients, SubnetId: string): Promise<string> {
  const { AllocationId } = await ec2.allocateAddress({ Domain: 'vpc' });
  const made = await ec2.createNatGateway({ SubnetId, AllocationId });
  return given(made.NatGateway?.NatGatewayId);
}

/** Every region's defaults for instances and volumes, and no default VPC except where it is kept. */
export async function settleRegions(account: LabAccount, keepDefaultVpcIn?: LabRegion): Promise<void> {
  for (const name of labRegions) {
    const region = account.region(name);
    await region.ec2.enableEbsEncryptionByDefault({});
    if (name !== keepDefaultVpcIn) await deleteDefaultVpc(region);
  }
}
