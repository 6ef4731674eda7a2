import { InvalidPacket } from './invalid-packet.ts';
import type { Network } from './network.ts';

/** Whether a name stands for many interfaces: a security group, a VPC or a subnet. */
export function isSetName(name: string): boolean {
  return /^(sg|vpc|subnet)-/.test(name);
}

/**
 * The ids of the interfaces that a name stands for: those with the security group, those in the VPC or subnet, those of
 * the instance, or the interface itself. Throws `InvalidPacket` for what was not read.
 */
export function interfacesNamed(network: Network, name: string): ReadonlySet<string> {
  const all = network.all('AWS::EC2::NetworkInterface');
  const found = all.filter(
    ({ id, vpcId, subnetId, securityGroupIds, attachment }) =>
      [id, vpcId, subnetId, attachment?.instanceId].includes(name) || securityGroupIds.includes(name),
  );
  if (found.length === 0 && !isKnown(network, name))
    throw new InvalidPacket(
      `${name}: expected the id of a security group, VPC, subnet, network interface or instance that was read`,
    );
  return new Set(found.map(({ id }) => id));
}

function isKnown(network: Network, name: string): boolean {
  return (
    ['AWS::EC2::SecurityGroup', 'AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EC2::Instance'] as const
  ).some((type) => network.find(type, name) !== null);
}
