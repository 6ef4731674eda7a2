import type { NetworkFacts, Packet, PacketSource } from '../../src/model/network-facts.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import type { NetworkAcl, NetworkInterface, Route, RouteTable, Vpc } from '../../src/model/resources/ec2.ts';
import {
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  anInternetGateway,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
  aVpc,
} from '../../test/builders/network.ts';

/** An ACL that lets everything through. */
export function anOpenAcl(overrides: Partial<NetworkAcl> = {}): NetworkAcl {
  const entries = ['0.0.0.0/0', '::/0'].flatMap((block, index) =>
    [false, true].map((egress) => anEntry(100 + index, 'allow', '-1', null, block, { egress })),
  );
  return aNetworkAcl({ entries, ...overrides });
}

/** A machine with one private address, and a public one where it is given. */
export function aMachine(
  id: string,
  privateIpAddress: string,
  overrides: Partial<NetworkInterface> & { readonly publicIp?: string } = {},
): NetworkInterface {
  const { publicIp = null, ...rest } = overrides;
  return aNetworkInterface({
    id,
    securityGroupIds: ['sg-open'],
    privateIpAddresses: [{ privateIpAddress, primary: true, publicIp }],
    attachment: null,
    ...rest,
  });
}

/** The VPC 10.n.0.0/16 with subnets a and b of one zone, everything open, and no way out. */
export function aPlainVpc(n: number, overrides: Partial<Vpc> = {}): readonly Resource[] {
  const vpcId = `vpc-${n}`;
  const block = `10.${n}.0.0/16`;
  const ipv6 = `2001:db8:${n}::/48`;
  const subnets = (['a', 'b'] as const).map((letter, index) =>
    aSubnet({
      id: `subnet-${n}${letter}`,
      vpcId,
      cidrBlock: `10.${n}.${index}.0/24`,
      ipv6CidrBlocks: [`2001:db8:${n}:${index}::/64`],
    }),
  );
  return [
    aVpc({ id: vpcId, cidrBlocks: [block], ipv6CidrBlocks: [ipv6], ...overrides }),
    ...subnets,
    anOpenAcl({ id: `acl-${n}`, vpcId, subnetIds: subnets.map((each) => each.id) }),
    aRouteTable({ id: `rtb-${n}`, vpcId, routes: [aRoute(block, 'local', ''), aRoute(ipv6, 'local', '')] }),
  ];
}

/** Lets everything in and out. */
export const OPEN_GROUP = aSecurityGroup({
  id: 'sg-open',
  ingress: [aRule('-1', null, '0.0.0.0/0'), aRule('-1', null, '::/0')],
  egress: [aRule('-1', null, '0.0.0.0/0'), aRule('-1', null, '::/0')],
});

/** `aPlainVpc(0)` with an internet gateway, a web server that has a public address in subnet a, and another in b. */
export const SCENE: readonly Resource[] = [
  ...aPlainVpc(0),
  OPEN_GROUP,
  anInternetGateway({ vpcIds: ['vpc-0'] }),
  withRoutes('rtb-0', 'vpc-0', [
    aRoute('10.0.0.0/16', 'local', ''),
    aRoute('2001:db8:0::/48', 'local', ''),
    aRoute('0.0.0.0/0', 'gateway', 'igw-1'),
    aRoute('::/0', 'gateway', 'igw-1'),
  ]),
  aMachine('eni-web', '10.0.0.10', {
    vpcId: 'vpc-0',
    subnetId: 'subnet-0a',
    publicIp: '198.51.100.10',
    ipv6Addresses: ['2001:db8:0:0::10'],
  }),
  aMachine('eni-app', '10.0.1.10', {
    vpcId: 'vpc-0',
    subnetId: 'subnet-0b',
    ipv6Addresses: ['2001:db8:0:1::10'],
  }),
];

/** A VPC's main table. */
export function withRoutes(id: string, vpcId: string, routes: readonly Route[]): RouteTable {
  return aRouteTable({ id, vpcId, routes });
}

/** Facts made by hand; a resource takes the place of an earlier one of the same type and id. */
export function factsOf(...resources: readonly Resource[]): NetworkFacts {
  const last = new Map(resources.map((each) => [`${each.type} ${each.id}`, each]));
  return { resources: [...last.values()], listings: [] };
}

export function internet(address: string): PacketSource {
  return { kind: 'internet', address };
}

export function machine(networkInterfaceId: string, address: string): PacketSource {
  return { kind: 'interface', networkInterfaceId, address };
}

export function beyond(gatewayId: string, address: string): PacketSource {
  return { kind: 'on-premises', gatewayId, address };
}

export function tcp(
  source: PacketSource,
  destination: string,
  destinationPort: number,
  sourcePort = 40_000,
): Packet {
  return { source, destination, protocol: 6, sourcePort, destinationPort, icmp: null };
}

export function udp(
  source: PacketSource,
  destination: string,
  destinationPort: number,
  sourcePort = 40_000,
): Packet {
  return { ...tcp(source, destination, destinationPort, sourcePort), protocol: 17 };
}

export function ping(source: PacketSource, destination: string, type = 8, code = 0): Packet {
  const protocol = destination.includes(':') ? 58 : 1;
  return { source, destination, protocol, sourcePort: null, destinationPort: null, icmp: { type, code } };
}
