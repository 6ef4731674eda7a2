import fc from 'fast-check';
import type { NetworkFacts } from '../../src/model/network-facts.ts';
import { read, unread } from '../../src/model/reading.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import {
  aNatGateway,
  aNetworkAcl,
  aNetworkInterface,
  anEgressOnlyGateway,
  anEntry,
  anInternetGateway,
  aPeering,
  aPeeringSide,
  aPrefixList,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
  aTransitGateway,
  aTransitGatewayAttachment,
  aTransitGatewayRouteTable,
  aVpc,
} from '../builders/network.ts';
import { REGION } from '../inventory-of.ts';

/** Networks of three VPCs, joined by a peering and a transit gateway, whose routes, groups and ACLs are random. */

const VPCS = [0, 1, 2];
const BLOCKS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/16',
  '10.1.0.0/16',
  '10.2.1.0/24',
  '10.1.1.0/25',
  '10.0.1.10/32',
  '192.0.2.0/25',
  '::/0',
  '2001:db8:1::/48',
  '2001:db8:0:1::/64',
];
const PORTS = [0, 22, 80, 443, 1023, 1024, 32_768, 49_152, 65_535];
const GROUPS = VPCS.flatMap((vpc) => [`sg-${vpc}-a`, `sg-${vpc}-b`]);

const range = fc
  .tuple(fc.constantFrom(...PORTS), fc.constantFrom(...PORTS))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

const protocol = fc.constantFrom('-1', '-1', 'tcp', 'tcp', 'udp', 'icmp', '47');

const rule = fc
  .tuple(protocol, range, fc.constantFrom(...BLOCKS, ...GROUPS, ...GROUPS, 'pl-1', 'pl-unread'))
  .map(([name, ports, peer]) =>
    aRule(name, name === '-1' || name === '47' ? null : name === 'icmp' ? [8, -1] : ports, peer),
  );

const entry = fc
  .record({
    number: fc.integer({ min: 1, max: 30 }),
    action: fc.constantFrom('allow', 'deny'),
    name: protocol,
    ports: range,
    block: fc.constantFrom(...BLOCKS),
    egress: fc.boolean(),
  })
  .map(({ number, action, name, ports, block, egress }) =>
    anEntry(number, action, name, name === 'tcp' || name === 'udp' ? ports : null, block, {
      egress,
      icmpTypeCode: name === 'icmp' ? { type: 8, code: -1 } : null,
    }),
  );

const route = fc
  .record({
    destination: fc.constantFrom(
      '0.0.0.0/0',
      '192.0.2.0/24',
      ...BLOCKS,
      '10.0.0.0/16',
      '10.1.0.0/16',
      '10.2.0.0/16',
      'pl-1',
    ),
    to: fc.constantFrom(
      'tgw',
      'tgw',
      'tgw',
      'pcx',
      'pcx',
      'nat',
      'nat',
      'igw',
      'igw',
      'eigw',
      'blackhole',
      'eni',
    ),
  })
  .map(({ destination, to }) => ({ destination, to }));

const mostly = fc.constantFrom(true, true, true, false);

const subnetOf = fc.record({
  entries: fc.array(entry, { maxLength: 5 }),
  isOpen: mostly,
  routes: fc.array(route, { maxLength: 4 }),
});

const vpcOf = fc.record({
  near: subnetOf,
  far: subnetOf,
  groups: fc.tuple(
    fc.array(rule, { minLength: 1, maxLength: 5 }),
    fc.array(rule, { minLength: 1, maxLength: 5 }),
  ),
  egress: fc.tuple(fc.array(rule, { maxLength: 2 }), fc.array(rule, { maxLength: 2 })),
  isFree: mostly,
  isMeshed: fc.boolean(),
});

const tgwRoute = fc.record({
  destination: fc.constantFrom(
    '10.0.0.0/16',
    '10.1.0.0/16',
    '10.2.0.0/16',
    '10.0.0.0/8',
    '10.2.1.0/24',
    '::/0',
  ),
  to: fc.constantFrom(0, 1, 2),
  isStatic: fc.boolean(),
  isGone: fc.constantFrom(false, false, false, true),
});

const world = fc.record({
  vpcs: fc.tuple(vpcOf, vpcOf, vpcOf),
  isFull: mostly,
  tgw: fc.array(tgwRoute, { maxLength: 5 }),
  isReferencing: fc.boolean(),
  attached: fc.constantFrom(['near'], ['far'], ['near', 'far'], ['near', 'far']),
});

const FULL = VPCS.map((to) => ({ destination: `10.${to}.0.0/16`, to, isStatic: false, isGone: false }));

type VpcPlan = Parameters<Parameters<typeof vpcOf.map>[0]>[0];
type SubnetPlan = VpcPlan['near'];

export const insideNetwork: fc.Arbitrary<NetworkFacts> = world.map(
  ({ vpcs, isFull, tgw, isReferencing, attached }) => ({
    listings: [],
    resources: [
      ...vpcs.flatMap((plan, vpc) => vpcResources(plan, vpc)),
      ...VPCS.map((vpc) =>
        aTransitGatewayAttachment({
          id: `tgw-attach-${vpc}`,
          resourceId: `vpc-${vpc}`,
          subnetIds: read(attached.map((place) => `subnet-${vpc}-${place}`)),
        }),
      ),
      aTransitGateway({ securityGroupReferencing: isReferencing }),
      aTransitGatewayRouteTable({
        routes: read(
          once(
            [...(isFull ? FULL : []), ...tgw].map(({ destination, to, isStatic, isGone }) => ({
              destinationCidrBlock: destination,
              prefixListId: null,
              type: isStatic ? ('static' as const) : ('propagated' as const),
              state: isGone ? 'blackhole' : 'active',
              attachmentIds: isGone ? [] : [`tgw-attach-${to}`],
            })),
            (each) => `${each.destinationCidrBlock} ${each.type}`,
          ),
        ),
      }),
      aPeering({
        requester: aPeeringSide({ vpcId: 'vpc-0', cidrBlocks: ['10.0.0.0/16'] }),
        accepter: aPeeringSide({ vpcId: 'vpc-1', cidrBlocks: ['10.1.0.0/16'] }),
      }),
      aPrefixList({ cidrs: read(['10.0.1.0/24', '10.2.0.0/16', '2001:db8:2::/48']) }),
      aPrefixList({
        id: 'pl-unread',
        cidrs: unread('ec2:GetManagedPrefixListEntries', 'AccessDenied: no'),
      }),
    ],
  }),
);

function once<T>(all: readonly T[], key: (each: T) => string): readonly T[] {
  return [...new Map(all.map((each) => [key(each), each])).values()];
}

function vpcResources(
  { near, far, groups, egress, isFree, isMeshed }: VpcPlan,
  vpc: number,
): readonly Resource[] {
  const mesh = isMeshed ? [{ destination: '10.0.0.0/8', to: 'tgw' as const }] : [];
  const free = isFree ? [aRule('-1', null, '0.0.0.0/0'), aRule('-1', null, '::/0')] : [];
  return [
    aVpc({
      id: `vpc-${vpc}`,
      cidrBlocks: [`10.${vpc}.0.0/16`],
      ipv6CidrBlocks: [`2001:db8:${vpc}::/48`],
    }),
    anInternetGateway({ id: `igw-${vpc}`, vpcIds: [`vpc-${vpc}`] }),
    anEgressOnlyGateway({ id: `eigw-${vpc}`, vpcIds: [`vpc-${vpc}`] }),
    ...subnetResources({ ...near, routes: [...mesh, ...near.routes] }, vpc, 'near', 1),
    ...subnetResources({ ...far, routes: [...mesh, ...far.routes] }, vpc, 'far', 2),
    ...(['a', 'b'] as const).map((name, index) =>
      aSecurityGroup({
        id: `sg-${vpc}-${name}`,
        vpcId: `vpc-${vpc}`,
        ingress: groups[index] ?? [],
        egress: [...free, ...(egress[index] ?? [])],
      }),
    ),
    aNetworkInterface({
      id: `eni-${vpc}-nat`,
      interfaceType: 'nat_gateway',
      vpcId: `vpc-${vpc}`,
      subnetId: `subnet-${vpc}-far`,
      availabilityZone: `${REGION}b`,
      securityGroupIds: [],
      privateIpAddresses: [
        { privateIpAddress: `10.${vpc}.2.99`, primary: true, publicIp: vpc === 0 ? '203.0.113.99' : null },
      ],
      attachment: null,
    }),
    aNatGateway({
      id: `nat-${vpc}`,
      vpcId: `vpc-${vpc}`,
      subnetId: `subnet-${vpc}-far`,
      connectivityType: vpc === 0 ? 'public' : 'private',
      addresses: [
        {
          publicIp: vpc === 0 ? '203.0.113.99' : null,
          privateIp: `10.${vpc}.2.99`,
          networkInterfaceId: `eni-${vpc}-nat`,
        },
      ],
    }),
  ];
}

function subnetResources(
  { entries, isOpen, routes }: SubnetPlan,
  vpc: number,
  place: 'near' | 'far',
  number: number,
): readonly Resource[] {
  const id = `subnet-${vpc}-${place}`;
  const zone = `${REGION}${place === 'near' ? 'a' : 'b'}`;
  const wide = isOpen
    ? ['0.0.0.0/0', '::/0'].flatMap((cidr, index) => [
        anEntry(100 + index, 'allow', '-1', null, cidr),
        anEntry(100 + index, 'allow', '-1', null, cidr, { egress: true }),
      ])
    : [];
  return [
    aSubnet({
      id,
      vpcId: `vpc-${vpc}`,
      cidrBlock: `10.${vpc}.${number}.0/24`,
      ipv6CidrBlocks: [`2001:db8:${vpc}:${number}::/64`],
      availabilityZone: zone,
    }),
    aNetworkAcl({
      id: `acl-${vpc}-${place}`,
      vpcId: `vpc-${vpc}`,
      subnetIds: [id],
      entries: once([...entries, ...wide], (each) => `${each.egress} ${each.ruleNumber}`),
    }),
    aRouteTable({
      id: `rtb-${vpc}-${place}`,
      vpcId: `vpc-${vpc}`,
      main: false,
      subnetIds: [id],
      routes: once(
        [
          aRoute(`10.${vpc}.0.0/16`, 'local', ''),
          aRoute(`2001:db8:${vpc}::/48`, 'local', ''),
          ...routes
            .filter(({ destination }) => destination !== `10.${vpc}.0.0/16`)
            .map(({ destination, to }) => routeTo(destination, to, vpc)),
        ],
        (each) =>
          `${each.destinationCidrBlock} ${each.destinationIpv6CidrBlock} ${each.destinationPrefixListId}`,
      ),
    }),
    ...['a', 'ab', 'b'].map((groups, index) => interfaceIn(vpc, place, number, groups, index)),
  ];
}

function routeTo(destination: string, to: string, vpc: number) {
  switch (to) {
    case 'tgw':
      return aRoute(destination, 'transit-gateway', 'tgw-1');
    case 'pcx':
      return aRoute(destination, 'vpc-peering-connection', 'pcx-1');
    case 'nat':
      return aRoute(destination, 'nat-gateway', `nat-${vpc}`);
    case 'eigw':
      return aRoute(destination, 'egress-only-internet-gateway', `eigw-${vpc}`);
    case 'eni':
      return aRoute(destination, 'network-interface', `eni-${vpc}-near-b`);
    case 'igw':
      return aRoute(destination, 'gateway', `igw-${vpc}`);
    default:
      return aRoute(destination, 'gateway', 'igw-gone', 'blackhole');
  }
}

function interfaceIn(
  vpc: number,
  place: 'near' | 'far',
  number: number,
  groups: string,
  index: number,
): Resource {
  return aNetworkInterface({
    id: `eni-${vpc}-${place}-${groups}`,
    vpcId: `vpc-${vpc}`,
    subnetId: `subnet-${vpc}-${place}`,
    availabilityZone: `${REGION}${place === 'near' ? 'a' : 'b'}`,
    securityGroupIds: groups.split('').map((name) => `sg-${vpc}-${name}`),
    sourceDestCheck: vpc !== 1,
    privateIpAddresses: [
      {
        privateIpAddress: `10.${vpc}.${number}.${10 + index * 100}`,
        primary: true,
        publicIp: index === 1 ? `203.0.113.${vpc * 10 + number}` : null,
      },
    ],
    ipv6Addresses: index === 0 ? [`2001:db8:${vpc}:${number}::10`] : [],
    attachment: null,
  });
}
