import { expect, test } from 'vitest';
import {
  aNatGateway,
  aNetworkInterface,
  anInternetGateway,
  aPeering,
  aPeeringSide,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
  aSubnet,
  aTransitGateway,
  aTransitGatewayAttachment,
  aTransitGatewayRouteTable,
  aVpc,
  aVpnGateway,
} from '../../../test/builders/network.ts';
import { OTHER_ACCOUNT } from '../../../test/inventory-of.ts';
import { openAcl, twoTiers } from '../../../test/network/two-tiers.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { Route } from '../../model/resources/ec2.ts';
import { InternetExposure } from '../exposed/exposed.ts';
import { together } from '../exposed/together.ts';
import { flightText } from '../flight.ts';
import { Network } from '../network.ts';
import { flightOf, tracePacket } from '../trace-packet.ts';
import { applyEdits } from './apply-edit.ts';
import { ClosingEdits } from './closing-edits.ts';
import type { NetworkEdit } from './edit.ts';

const EVERYONE = '0.0.0.0/0';
const ALL = aRule('-1', null, EVERYONE);

/** What of flows the edits of a kind cut that close HTTPS at an address; each is held to the whole network. */
function cutBy(kind: NetworkEdit['kind'], at: string, changed: readonly Resource[]): readonly string[] {
  // What is given last is meant.
  const facts = twoTiers(...new Map(changed.map((each) => [each.id, each])).values());
  const closing = new ClosingEdits(new InternetExposure(facts));
  const exposure = closing.internet.all().find(({ address }) => address === at);
  const [traffic] = exposure ? together(exposure) : [];
  if (!exposure || !traffic) throw new Error(`the internet does not reach ${at}`);
  const set = closing.of(exposure, traffic).sets.find(({ edits }) => edits[0]?.kind === kind);
  if (!set) throw new Error(`no set has ${kind}`);
  const after = new Network(applyEdits(facts, set.edits));
  for (const { packet } of set.cuts.flows) expect(tracePacket(after, packet).verdict).toBe('blocked');
  return set.cuts.flows.map(({ packet }) => flightText(flightOf(packet)));
}

/** The public subnet's, with a route more. */
function publicTable(route: Route): Resource {
  const routes = [aRoute('10.0.0.0/16', 'local', ''), route, aRoute(EVERYONE, 'gateway', 'igw-1')];
  return aRouteTable({ id: 'rtb-public', main: false, subnetIds: ['subnet-public'], routes });
}

const toVpc = (id: string, block: string) => ({
  destinationCidrBlock: block,
  prefixListId: null,
  type: 'static' as const,
  state: 'active' as const,
  attachmentIds: [id],
});

/** The private subnet's way out is a transit gateway, and a NAT gateway in a VPC that is for that. */
const outByTransit: readonly Resource[] = [
  aRouteTable({
    id: 'rtb-main',
    routes: [aRoute('10.0.0.0/16', 'local', ''), aRoute(EVERYONE, 'transit-gateway', 'tgw-1')],
  }),
  aTransitGateway(),
  aTransitGatewayAttachment({ id: 'tgw-attach-own', subnetIds: read(['subnet-private']) }),
  aTransitGatewayAttachment({
    id: 'tgw-attach-egress',
    resourceId: 'vpc-egress',
    subnetIds: read(['subnet-in']),
  }),
  aTransitGatewayRouteTable({
    routes: read([toVpc('tgw-attach-own', '10.0.0.0/16'), toVpc('tgw-attach-egress', EVERYONE)]),
  }),
  aVpc({ id: 'vpc-egress', cidrBlocks: ['10.9.0.0/16'] }),
  anInternetGateway({ id: 'igw-egress', vpcIds: ['vpc-egress'] }),
  aSubnet({ id: 'subnet-in', vpcId: 'vpc-egress', cidrBlock: '10.9.1.0/24' }),
  aSubnet({ id: 'subnet-out', vpcId: 'vpc-egress', cidrBlock: '10.9.2.0/24' }),
  { ...openAcl('acl-egress', ['subnet-in', 'subnet-out']), vpcId: 'vpc-egress' },
  aRouteTable({
    id: 'rtb-in',
    vpcId: 'vpc-egress',
    main: true,
    routes: [aRoute('10.9.0.0/16', 'local', ''), aRoute(EVERYONE, 'nat-gateway', 'nat-egress')],
  }),
  aRouteTable({
    id: 'rtb-out',
    vpcId: 'vpc-egress',
    main: false,
    subnetIds: ['subnet-out'],
    routes: [
      aRoute('10.9.0.0/16', 'local', ''),
      aRoute('10.0.0.0/16', 'transit-gateway', 'tgw-1'),
      aRoute(EVERYONE, 'gateway', 'igw-egress'),
    ],
  }),
  aNatGateway({
    id: 'nat-egress',
    vpcId: 'vpc-egress',
    subnetId: 'subnet-out',
    addresses: [{ publicIp: '203.0.113.90', privateIp: '10.9.2.5', networkInterfaceId: 'eni-nat-egress' }],
  }),
  aNetworkInterface({
    id: 'eni-nat-egress',
    vpcId: 'vpc-egress',
    interfaceType: 'nat_gateway',
    subnetId: 'subnet-out',
    securityGroupIds: [],
    privateIpAddresses: [{ privateIpAddress: '10.9.2.5', primary: true, publicIp: '203.0.113.90' }],
    attachment: null,
  }),
];

test('what leaves by a transit gateway is not cut by what it does not meet', () => {
  expect(cutBy('add-network-acl-entry', '203.0.113.10', outByTransit)).not.toContain(
    'tcp 10.0.2.20:49152 → 198.51.100.1:443',
  );
});

test('what leaves by a NAT gateway of another VPC is cut by what that needs', () => {
  const server = aNetworkInterface({
    id: 'eni-server',
    vpcId: 'vpc-egress',
    subnetId: 'subnet-out',
    securityGroupIds: ['sg-server'],
    privateIpAddresses: [{ privateIpAddress: '10.9.2.10', primary: true, publicIp: '203.0.113.91' }],
  });
  const open = aSecurityGroup({
    id: 'sg-server',
    vpcId: 'vpc-egress',
    ingress: [aRule('tcp', 443, EVERYONE)],
    egress: [],
  });
  const changed = [...outByTransit, server, open];
  const lost = ['tcp 10.0.2.20:49152 → 198.51.100.1:443', 'udp 10.0.2.20:49152 → 198.51.100.1:53'];
  expect(cutBy('remove-route', '203.0.113.91', changed)).toEqual(expect.arrayContaining(lost));
  expect(cutBy('add-network-acl-entry', '203.0.113.91', changed)).toContain(lost[0]);
  expect(cutBy('revoke-security-group-rule', '203.0.113.91', changed)).toEqual([
    'tcp 10.0.2.20:49152 → 10.9.2.10:443',
  ]);
});

/** A VPC of another account that is peered with this one, and a server there. */
const peered: readonly Resource[] = [
  aPeering(),
  aVpc({ id: 'vpc-peer', account: OTHER_ACCOUNT, ownerId: OTHER_ACCOUNT, cidrBlocks: ['10.1.0.0/16'] }),
  aSubnet({ id: 'subnet-peer', vpcId: 'vpc-peer', ownerId: OTHER_ACCOUNT, cidrBlock: '10.1.1.0/24' }),
  { ...openAcl('acl-peer', ['subnet-peer']), vpcId: 'vpc-peer' },
  aRouteTable({
    id: 'rtb-peer',
    vpcId: 'vpc-peer',
    main: true,
    routes: [aRoute('10.1.0.0/16', 'local', ''), aRoute('10.0.0.0/16', 'vpc-peering-connection', 'pcx-1')],
  }),
  aSecurityGroup({ id: 'sg-peer', vpcId: 'vpc-peer', ingress: [ALL], egress: [ALL] }),
  aNetworkInterface({
    id: 'eni-peer',
    account: OTHER_ACCOUNT,
    vpcId: 'vpc-peer',
    subnetId: 'subnet-peer',
    securityGroupIds: ['sg-peer'],
    privateIpAddresses: [{ privateIpAddress: '10.1.1.10', primary: true, publicIp: null }],
  }),
  publicTable(aRoute('10.1.0.0/16', 'vpc-peering-connection', 'pcx-1')),
];

test('a rule for everybody lets in peers too, of whatever account', () => {
  expect(cutBy('revoke-security-group-rule', '203.0.113.10', peered)).toEqual([
    'tcp 10.0.2.20:49152 → 10.0.1.10:443',
    'tcp 10.1.1.10:49152 → 10.0.1.10:443',
  ]);
  expect(cutBy('add-network-acl-entry', '203.0.113.10', peered)).toContain(
    'tcp 10.1.1.10:49152 → 10.0.1.10:443',
  );
  expect(cutBy('remove-route', '203.0.113.10', peered).filter((each) => each.includes('10.1.'))).toEqual([]);
});

test('a deny entry at the ports of clients stops what peers answer', () => {
  const high = aSecurityGroup({
    id: 'sg-web',
    ingress: [aRule('tcp', [1024, 65_535], EVERYONE)],
    egress: [ALL],
  });
  expect(cutBy('add-network-acl-entry', '203.0.113.10', [...peered, high])).toContain(
    'tcp 10.0.1.10:49152 → 10.1.1.10:443',
  );
});

test('a group that goes takes with it what it lets out to peers', () => {
  const changed = [
    ...peered,
    aSecurityGroup({ id: 'sg-more', ingress: [], egress: [aRule('tcp', 5432, '10.1.0.0/16')] }),
    aSecurityGroup({
      id: 'sg-web',
      ingress: [aRule('tcp', 443, EVERYONE)],
      egress: [aRule('tcp', 22, 'sg-peer')],
    }),
    aNetworkInterface({
      id: 'eni-web',
      subnetId: 'subnet-public',
      securityGroupIds: ['sg-web', 'sg-more'],
      privateIpAddresses: [{ privateIpAddress: '10.0.1.10', primary: true, publicIp: '203.0.113.10' }],
    }),
  ];
  expect(cutBy('detach-security-group', '203.0.113.10', changed)).toEqual([
    'tcp 10.0.2.20:49152 → 10.0.1.10:443',
    'tcp 10.1.1.10:49152 → 10.0.1.10:443',
    'tcp 10.0.1.10:49152 → 10.1.1.10:22',
  ]);
});

test('what comes from on premises is asked as well, by the gateway that routes lead to it by', () => {
  const office = [aVpnGateway(), publicTable(aRoute('192.168.0.0/16', 'gateway', 'vgw-1'))];
  expect(cutBy('revoke-security-group-rule', '203.0.113.10', office)).toContain(
    'tcp 192.168.0.1:49152 → 10.0.1.10:443',
  );
  const vpn = aTransitGatewayAttachment({ id: 'tgw-attach-vpn', resourceType: 'vpn', resourceId: 'vpn-1' });
  const routes = [toVpc('tgw-attach-own', '10.0.0.0/16'), toVpc('tgw-attach-vpn', '192.168.0.0/16')];
  const byTransit = [
    ...outByTransit,
    vpn,
    aTransitGatewayAttachment({ id: 'tgw-attach-own', subnetIds: read(['subnet-public']) }),
    aTransitGatewayRouteTable({ routes: read(routes) }),
    publicTable(aRoute('192.168.0.0/16', 'transit-gateway', 'tgw-1')),
  ];
  expect(cutBy('revoke-security-group-rule', '203.0.113.10', byTransit)).toContain(
    'tcp 192.168.0.1:49152 → 10.0.1.10:443',
  );
});

test('a group may be associated with several VPCs: what it lets in there is told too', () => {
  const at = (id: string, vpcId: string, address: string, group: string): Resource =>
    aNetworkInterface({
      id,
      vpcId,
      subnetId: `subnet-${vpcId}`,
      securityGroupIds: [group],
      privateIpAddresses: [{ privateIpAddress: address, primary: true, publicIp: null }],
    });
  const vpc = (id: string, block: string, other: string): readonly Resource[] => [
    aVpc({ id, cidrBlocks: [block] }),
    aSubnet({ id: `subnet-${id}`, vpcId: id, cidrBlock: block }),
    { ...openAcl(`acl-${id}`, [`subnet-${id}`]), vpcId: id },
    aRouteTable({
      id: `rtb-${id}`,
      vpcId: id,
      main: true,
      routes: [aRoute(block, 'local', ''), aRoute(other, 'vpc-peering-connection', 'pcx-far')],
    }),
    aSecurityGroup({ id: `sg-${id}`, vpcId: id, ingress: [], egress: [ALL] }),
  ];
  const changed = [
    ...vpc('vpc-far', '10.2.0.0/16', '10.3.0.0/16'),
    ...vpc('vpc-farther', '10.3.0.0/16', '10.2.0.0/16'),
    aPeering({
      id: 'pcx-far',
      requester: aPeeringSide({ vpcId: 'vpc-far', cidrBlocks: ['10.2.0.0/16'] }),
      accepter: aPeeringSide({ vpcId: 'vpc-farther', cidrBlocks: ['10.3.0.0/16'] }),
    }),
    at('eni-far', 'vpc-far', '10.2.1.10', 'sg-web'),
    at('eni-beside', 'vpc-far', '10.2.1.20', 'sg-vpc-far'),
    at('eni-farther', 'vpc-farther', '10.3.1.10', 'sg-vpc-farther'),
  ];
  const cut = cutBy('revoke-security-group-rule', '203.0.113.10', changed);
  expect(cut).toContain('tcp 10.2.1.20:49152 → 10.2.1.10:443');
  expect(cut).toContain('tcp 10.3.1.10:49152 → 10.2.1.10:443');
});
