import { expect, test } from 'vitest';
import type { NetworkFacts, Packet } from '../../src/model/network-facts.ts';
import { read, type Unread, unread } from '../../src/model/reading.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import type { Route } from '../../src/model/resources/ec2.ts';
import { Network } from '../../src/network/network.ts';
import { tracePacket } from '../../src/network/trace-packet.ts';
import { ec2Defaults } from '../../test/builders/ec2.ts';
import { aClassicListener, aClassicLoadBalancer } from '../../test/builders/load-balancing.ts';
import {
  aNatGateway,
  aNetworkAcl,
  anEntry,
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
  aVpcEndpoint,
  aVpnGateway,
} from '../../test/builders/network.ts';
import { ACCOUNT, REGION } from '../../test/inventory-of.ts';
import { LISTED } from './random/random-listings.ts';
import {
  aMachine,
  anOpenAcl,
  aPlainVpc,
  beyond,
  factsOf,
  internet,
  machine,
  OPEN_GROUP,
  SCENE,
  tcp,
  udp,
} from './scene.ts';
import { simulate } from './simulate.ts';

const LOCAL = [aRoute('10.0.0.0/16', 'local', ''), aRoute('2001:db8:0::/48', 'local', '')];
const OUT = [aRoute('0.0.0.0/0', 'gateway', 'igw-1'), aRoute('::/0', 'gateway', 'igw-1')];

function routed(...routes: readonly Route[]): Resource {
  return aRouteTable({ id: 'rtb-0', vpcId: 'vpc-0', routes: [...LOCAL, ...routes] });
}

/** Lets everything through, but for what is denied first. */
function denying(id: string, subnetIds: readonly string[], block: string, egress: boolean): Resource {
  const open = anOpenAcl({ id, vpcId: 'vpc-0', subnetIds });
  return aNetworkAcl({
    ...open,
    entries: [anEntry(1, 'deny', '-1', null, block, { egress }), ...open.entries],
  });
}

const BOTH = ['subnet-0a', 'subnet-0b'];
const propagated = (route: Route): Route => ({ ...route, origin: 'EnableVgwRoutePropagation' });
const web = machine('eni-web', '10.0.0.10');

const router = (subnetId: string, address: string): Resource =>
  aMachine('eni-router', address, { vpcId: 'vpc-0', subnetId, sourceDestCheck: false });
const toRouter = [
  routed(aRoute('192.168.0.0/16', 'network-interface', 'eni-router')),
  denying('acl-0', BOTH, '192.168.0.0/16', true),
];

const classic = [
  aMachine('eni-lb', '10.0.0.20', { vpcId: 'vpc-0', subnetId: 'subnet-0a', description: 'ELB lb' }),
  aClassicLoadBalancer({
    id: 'lb',
    vpcId: 'vpc-0',
    listeners: [aClassicListener({ protocol: 'TCP', loadBalancerPort: 443 })],
  }),
  denying('acl-0', BOTH, '10.0.0.0/24', true),
];

const excluded = (state: string): Resource =>
  ec2Defaults({
    vpcBlockPublicAccess: read({
      internetGatewayBlockMode: 'block-bidirectional',
      exclusionsAllowed: 'allowed',
    }),
    vpcBlockPublicAccessExclusions: read([
      {
        resourceArn: 'arn:aws:ec2:us-east-1:111122223333:vpc/vpc-0',
        internetGatewayExclusionMode: 'allow-bidirectional',
        state,
      },
    ]),
  });

const ATTACHED = { transitGatewayId: 'tgw-1', associatedRouteTableId: 'tgw-rtb-1', resourceId: 'vpc-0' };
const toVpc = (id: string, block: string) => ({
  destinationCidrBlock: block,
  prefixListId: null,
  type: 'static' as const,
  state: 'active' as const,
  attachmentIds: [id],
});

/** Zones a and b, and a way in from a VPN; b's attachment subnet lets nothing out. */
function zones(applianceMode: boolean, state = 'available'): readonly Resource[] {
  return [
    aTransitGateway({ id: 'tgw-1' }),
    aTransitGatewayAttachment({ ...ATTACHED, id: 'tgw-attach-vpn', resourceType: 'vpn', state }),
    aTransitGatewayAttachment({
      ...ATTACHED,
      id: 'tgw-attach-0',
      subnetIds: read(['subnet-0b', 'subnet-0c']),
      applianceMode,
    }),
    aTransitGatewayRouteTable({
      id: 'tgw-rtb-1',
      routes: read([toVpc('tgw-attach-0', '10.0.0.0/16'), toVpc('tgw-attach-0', '0.0.0.0/0')]),
    }),
    aSubnet({
      id: 'subnet-0c',
      vpcId: 'vpc-0',
      cidrBlock: '10.0.2.0/24',
      availabilityZone: `${REGION}b`,
    }),
    denying('acl-c', ['subnet-0c'], '10.0.0.0/24', true),
  ];
}

const edgeTable = aRouteTable({
  id: 'rtb-edge',
  vpcId: 'vpc-0',
  main: false,
  gatewayIds: ['igw-1'],
  routes: [...LOCAL, aRoute('2001:db8:0:1::/64', 'network-interface', 'eni-router')],
});

/** A VPC that shares its addresses with another, and is peered with VPC 0; `eni-shared-ID` there has the group `sg-ID`. */
function sharing(id: string, groupId: string, block: string, address: string): readonly Resource[] {
  const vpcId = `vpc-${id}`;
  const subnetId = `subnet-${id}`;
  return [
    aVpc({ id: vpcId, cidrBlocks: [block] }),
    aSubnet({ id: subnetId, vpcId, cidrBlock: block.replace('/16', '/24') }),
    anOpenAcl({ id: `acl-${id}`, vpcId, subnetIds: [subnetId] }),
    aRouteTable({
      id: `rtb-${id}`,
      vpcId,
      routes: [aRoute(block, 'local', ''), aRoute('10.0.0.0/16', 'vpc-peering-connection', `pcx-${id}`)],
    }),
    aPeering({
      id: `pcx-${id}`,
      requester: aPeeringSide({ vpcId: 'vpc-0' }),
      accepter: aPeeringSide({ vpcId, cidrBlocks: [block] }),
    }),
    aSecurityGroup({ ...OPEN_GROUP, id: groupId, vpcId }),
    aMachine(`eni-${id}`, address, { vpcId, subnetId, securityGroupIds: [groupId] }),
  ];
}

/** The web server may send to members of `groupId` alone. */
function sendingTo(groupId: string): readonly Resource[] {
  return [
    aSecurityGroup({ id: 'sg-web', vpcId: 'vpc-0', egress: [aRule('tcp', 443, groupId)] }),
    aMachine('eni-web', '10.0.0.10', { vpcId: 'vpc-0', subnetId: 'subnet-0a', securityGroupIds: ['sg-web'] }),
  ];
}

/** Two peers of VPC 0 that share their addresses; the route leads to the first. */
const twins = [
  ...sharing('one', 'sg-one', '10.1.0.0/16', '10.1.0.10'),
  ...sharing('two', 'sg-two', '10.1.0.0/16', '10.1.0.10'),
  routed(aRoute('10.1.0.0/16', 'vpc-peering-connection', 'pcx-one')),
];

/** A prefix list's route leads what is for a server of the VPC to on premises. */
const ledAway = [
  aSecurityGroup({ ...OPEN_GROUP, id: 'sg-app', vpcId: 'vpc-0' }),
  aMachine('eni-app', '10.0.1.10', { vpcId: 'vpc-0', subnetId: 'subnet-0b', securityGroupIds: ['sg-app'] }),
  aVpnGateway({ vpcIds: ['vpc-0'] }),
  aPrefixList({ id: 'pl-1', cidrs: read(['10.0.1.0/24']) }),
  routed(aRoute('pl-1', 'gateway', 'vgw-1')),
];

/** The private subnet's way out is a NAT gateway in the other, in which everything is open. */
const translated: readonly Resource[] = [
  aNatGateway({
    vpcId: 'vpc-0',
    subnetId: 'subnet-0a',
    addresses: [{ publicIp: '198.51.100.200', privateIp: '10.0.0.200', networkInterfaceId: 'eni-nat' }],
  }),
  aMachine('eni-nat', '10.0.0.200', {
    vpcId: 'vpc-0',
    subnetId: 'subnet-0a',
    publicIp: '198.51.100.200',
    interfaceType: 'nat_gateway',
    securityGroupIds: [],
  }),
  aRouteTable({
    id: 'rtb-b',
    vpcId: 'vpc-0',
    main: false,
    subnetIds: ['subnet-0b'],
    routes: [...LOCAL, aRoute('0.0.0.0/0', 'nat-gateway', 'nat-1')],
  }),
  anOpenAcl({ id: 'acl-0', vpcId: 'vpc-0', subnetIds: ['subnet-0a'] }),
  anOpenAcl({ id: 'acl-b', vpcId: 'vpc-0', subnetIds: ['subnet-0b'] }),
];

/** Of what comes in from the internet, these ports alone get to the NAT gateway. */
function answeredAt(from: number, to = 65_535): Resource {
  return aNetworkAcl({
    id: 'acl-0',
    vpcId: 'vpc-0',
    subnetIds: ['subnet-0a'],
    entries: [
      anEntry(10, 'allow', '-1', null, '10.0.0.0/16'),
      anEntry(20, 'allow', 'tcp', [from, to], '0.0.0.0/0'),
      anEntry(10, 'allow', '-1', null, '0.0.0.0/0', { egress: true }),
    ],
  });
}

type Case = readonly [
  title: string,
  verdict: 'reachable' | 'blocked' | 'unknown',
  packet: Packet,
  changed: readonly Resource[],
];

/** What engine and oracle said otherwise of, and what AWS's documentation settled, or leaves open. */
const SETTLED: readonly Case[] = [
  [
    "an ACL does not look at what goes to a router in the sender's own subnet, which decides",
    'unknown',
    udp(web, '192.168.0.7', 53),
    [...toRouter, router('subnet-0a', '10.0.0.30')],
  ],
  [
    'it does at what goes to one in another subnet',
    'blocked',
    udp(web, '192.168.0.7', 53),
    [...toRouter, router('subnet-0b', '10.0.1.30')],
  ],
  [
    'a router takes what is for a prefix that is delegated to it',
    'reachable',
    udp(machine('eni-app', '10.0.1.10'), '10.0.0.79', 53),
    [
      aMachine('eni-router', '10.0.0.30', {
        vpcId: 'vpc-0',
        subnetId: 'subnet-0a',
        ipv4Prefixes: ['10.0.0.64/28'],
      }),
      routed(aRoute('10.0.0.0/24', 'network-interface', 'eni-router')),
    ],
  ],
  [
    "a Classic Load Balancer's answer to a client in its subnet crosses no ACL",
    'reachable',
    tcp(web, '10.0.0.20', 443),
    classic,
  ],
  [
    'what it sends to a target there does',
    'blocked',
    tcp(machine('eni-lb', '10.0.0.20'), '10.0.0.10', 443),
    classic,
  ],
  [
    'a propagated route never stands before the local one, however specific',
    'reachable',
    tcp(web, '10.0.1.10', 443),
    [aVpnGateway({ vpcIds: ['vpc-0'] }), routed(propagated(aRoute('10.0.1.0/24', 'gateway', 'vgw-1')))],
  ],
  [
    'overlapping prefix lists that lead elsewhere: AWS chooses, also where one is more specific',
    'unknown',
    udp(web, '203.0.113.7', 53),
    [
      aPrefixList({ id: 'pl-1', cidrs: read(['203.0.113.0/24']) }),
      aPrefixList({ id: 'pl-2', cidrs: read(['203.0.113.0/25']) }),
      routed(aRoute('pl-1', 'gateway', 'igw-1'), aRoute('pl-2', 'gateway', 'igw-1', 'blackhole')),
    ],
  ],
  [
    'what a Gateway Load Balancer endpoint does with a packet for its own address is not said',
    'unknown',
    tcp(web, '10.0.1.40', 443),
    [
      aMachine('eni-gwlbe', '10.0.1.40', {
        vpcId: 'vpc-0',
        subnetId: 'subnet-0b',
        interfaceType: 'gateway_load_balancer_endpoint',
        securityGroupIds: [],
      }),
    ],
  ],
  [
    'an endpoint opens no connection',
    'blocked',
    udp(machine('eni-gwlbe', '10.0.1.40'), '10.0.0.10', 53),
    [
      aMachine('eni-gwlbe', '10.0.1.40', {
        vpcId: 'vpc-0',
        subnetId: 'subnet-0b',
        interfaceType: 'gateway_load_balancer_endpoint',
        securityGroupIds: [],
      }),
    ],
  ],
  [
    'a gateway endpoint carries no UDP',
    'blocked',
    udp(web, '203.0.113.200', 53),
    [
      aPrefixList({ id: 'pl-service', cidrs: read(['203.0.113.128/25']) }),
      aVpcEndpoint({ id: 'vpce-1', vpcId: 'vpc-0' }),
      routed(aRoute('pl-service', 'gateway', 'vpce-1')),
    ],
  ],
  [
    'an exclusion from Block Public Access that is being made may be in force',
    'unknown',
    tcp(internet('203.0.113.7'), '198.51.100.10', 443),
    [excluded('create-in-progress')],
  ],
  [
    'one that was taken away is not',
    'blocked',
    tcp(internet('203.0.113.7'), '198.51.100.10', 443),
    [excluded('delete-complete')],
  ],
  [
    'from a VPN whose attachment is going, nothing comes',
    'blocked',
    udp(beyond('tgw-attach-vpn', '192.168.0.7'), '10.0.1.10', 53),
    zones(false, 'deleting'),
  ],
  [
    'a virtual private gateway that is going takes nothing',
    'blocked',
    udp(web, '192.168.0.7', 53),
    [
      aVpnGateway({ vpcIds: ['vpc-0'], state: 'deleting' }),
      routed(aRoute('192.168.0.0/16', 'gateway', 'vgw-1')),
    ],
  ],
  [
    "a NAT gateway's answer comes to the client's own port, also below 1024",
    'reachable',
    tcp(machine('eni-app', '10.0.1.10'), '203.0.113.7', 443, 1023),
    [
      ...translated,
      aNetworkAcl({
        ...anOpenAcl({ id: 'acl-b', vpcId: 'vpc-0', subnetIds: ['subnet-0b'] }),
        entries: [anEntry(1, 'deny', 'tcp', [1024, 65_535], '0.0.0.0/0'), ...anOpenAcl().entries],
      }),
    ],
  ],
  [
    'whether its answers come back where not all ports from 1024 get to it, hangs on the port that it chooses',
    'unknown',
    tcp(machine('eni-app', '10.0.1.10'), '203.0.113.7', 443),
    [...translated, answeredAt(32_768)],
  ],
  [
    'they do where all of them get to it',
    'reachable',
    tcp(machine('eni-app', '10.0.1.10'), '203.0.113.7', 443),
    [...translated, answeredAt(1024)],
  ],
  [
    'and do not where none does',
    'blocked',
    tcp(machine('eni-app', '10.0.1.10'), '203.0.113.7', 443, 443),
    [...translated, answeredAt(0, 1023)],
  ],
  [
    'a NAT gateway opens no connection',
    'blocked',
    udp(machine('eni-nat', '10.0.0.200'), '10.0.0.10', 53),
    translated,
  ],
  [
    'what a VPC gets back from a transit gateway its own internet gateway may take or not',
    'unknown',
    udp(web, '203.0.113.7', 53),
    [
      ...zones(false),
      routed(...OUT),
      aRouteTable({
        id: 'rtb-a',
        vpcId: 'vpc-0',
        main: false,
        subnetIds: ['subnet-0a'],
        routes: [...LOCAL, aRoute('0.0.0.0/0', 'transit-gateway', 'tgw-1')],
      }),
    ],
  ],
  [
    'an address of the IPv6 block that nobody has: the edge table may send it to a router',
    'unknown',
    udp(internet('2001:db8:ff::7'), '2001:db8:0:1::99', 53),
    [router('subnet-0a', '10.0.0.30'), edgeTable],
  ],
  ['without one it comes to nobody', 'blocked', udp(internet('2001:db8:ff::7'), '2001:db8:0:1::99', 53), []],
  [
    'of two peers that share addresses, a rule that names a group means the one that the route leads to',
    'reachable',
    tcp(web, '10.1.0.10', 443),
    [...twins, ...sendingTo('sg-one')],
  ],
  [
    'and not the other, though a member has the address there',
    'blocked',
    tcp(web, '10.1.0.10', 443),
    [...twins, ...sendingTo('sg-two')],
  ],
  [
    "what stays in the VPC no rule lets out that names a peer's group, though a member has the address there (seed 501051)",
    'blocked',
    tcp(web, '10.0.1.10', 443),
    [...sharing('one', 'sg-one', '10.0.0.0/16', '10.0.1.10'), ...sendingTo('sg-one')],
  ],
  [
    "whether a rule that names the VPC's own group lets out what a route leads away from its members is not said (seed 705136)",
    'unknown',
    tcp(web, '10.0.1.10', 443),
    [...ledAway, ...sendingTo('sg-app')],
  ],
  [
    'it does not where none of them has the address',
    'blocked',
    tcp(web, '10.0.1.11', 443),
    [...ledAway, ...sendingTo('sg-app')],
  ],
  [
    "nor is it of a peer's group where the route is not the peering's",
    'unknown',
    tcp(web, '10.1.0.10', 443),
    [
      ...sharing('one', 'sg-one', '10.1.0.0/16', '10.1.0.10'),
      aVpnGateway({ vpcIds: ['vpc-0'] }),
      routed(aRoute('10.1.0.0/16', 'gateway', 'vgw-1')),
      ...sendingTo('sg-one'),
    ],
  ],
];

test.each(SETTLED)('%s: %s', (_title, verdict, packet, changed) => {
  const facts = factsOf(...SCENE, ...changed);
  expect(simulate(facts, packet)).toMatchObject({ verdict });
  expect(tracePacket(new Network(facts), packet)).toMatchObject({ verdict });
});

/** A VPC of zone a that sends by the same transit gateway. */
function neighbour(): readonly Resource[] {
  return [
    ...aPlainVpc(9),
    aRouteTable({
      id: 'rtb-9',
      vpcId: 'vpc-9',
      routes: [aRoute('10.9.0.0/16', 'local', ''), aRoute('10.0.0.0/16', 'transit-gateway', 'tgw-1')],
    }),
    aMachine('eni-far', '10.9.0.10', { vpcId: 'vpc-9', subnetId: 'subnet-9a' }),
    aTransitGatewayAttachment({
      ...ATTACHED,
      id: 'tgw-attach-9',
      resourceId: 'vpc-9',
      subnetIds: read(['subnet-9b']),
    }),
  ];
}

test.each([
  [false, 'reachable'],
  [true, 'unknown'],
] as const)('in appliance mode (%s) a packet comes out in any zone: %s', (applianceMode, verdict) => {
  const facts = factsOf(...SCENE, ...zones(applianceMode), ...neighbour());
  const packet = udp(machine('eni-far', '10.9.0.10'), '10.0.0.10', 53);
  expect(simulate(facts, packet)).toMatchObject({ verdict });
  expect(tracePacket(new Network(facts), packet)).toMatchObject({ verdict });
});

test("an endpoint that was not read may be in the sender's own subnet, where no ACL looks (seed 912257)", () => {
  const blocks = '203.0.113.0/24';
  const scene = factsOf(
    ...SCENE,
    denying('acl-0', BOTH, blocks, true),
    routed(aRoute(blocks, 'gateway', 'vpce-firewall')),
  );
  const packet = udp(web, '203.0.113.7', 53);
  const listed = (gap: Unread | null): NetworkFacts => ({
    ...scene,
    listings: LISTED.map((type) => ({
      account: ACCOUNT,
      region: REGION,
      type,
      gap: type === 'AWS::EC2::VPCEndpoint' ? gap : null,
    })),
  });
  for (const [facts, verdict] of [
    [listed(unread('ec2:DescribeVpcEndpoints', 'AccessDenied')), 'unknown'],
    [listed(null), 'blocked'],
  ] as const) {
    expect(simulate(facts, packet)).toMatchObject({ verdict });
    expect(tracePacket(new Network(facts), packet)).toMatchObject({ verdict });
  }
});
