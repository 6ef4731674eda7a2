import { expect, test } from 'vitest';
import type { Resource } from '../../src/model/resource-types.ts';
import type { Route } from '../../src/model/resources/ec2.ts';
import {
  anEntry,
  aPeering,
  aPeeringSide,
  aRoute,
  aRule,
  aSecurityGroup,
  aTransitGateway,
  aTransitGatewayAttachment,
  aTransitGatewayRouteTable,
  aVpnGateway,
} from '../../test/builders/network.ts';
import { ACCOUNT, REGION } from '../../test/inventory-of.ts';
import {
  aMachine,
  anOpenAcl,
  aPlainVpc,
  beyond,
  factsOf,
  machine,
  OPEN_GROUP,
  SCENE,
  tcp,
  udp,
  withRoutes,
} from './scene.ts';
import { simulate } from './simulate.ts';

const FROM_WEB = machine('eni-web', '10.0.0.10');
const FROM_APP = machine('eni-app', '10.0.1.10');
const LOCAL = aRoute('10.0.0.0/16', 'local', '');
const LOCAL6 = aRoute('2001:db8:0::/48', 'local', '');

function routed(...routes: readonly Route[]) {
  return withRoutes('rtb-0', 'vpc-0', [LOCAL, LOCAL6, ...routes]);
}

function peered(routeBack: boolean, group = OPEN_GROUP, region = REGION) {
  const pcx = aRoute('10.1.0.0/16', 'vpc-peering-connection', 'pcx-1');
  return factsOf(
    ...SCENE,
    routed(pcx),
    ...aPlainVpc(1),
    withRoutes('rtb-1', 'vpc-1', [
      aRoute('10.1.0.0/16', 'local', ''),
      ...(routeBack ? [aRoute('10.0.0.0/16', 'vpc-peering-connection', 'pcx-1')] : []),
    ]),
    aPeering({
      requester: aPeeringSide({ vpcId: 'vpc-0', cidrBlocks: ['10.0.0.0/16'] }),
      accepter: aPeeringSide({ vpcId: 'vpc-1', cidrBlocks: ['10.1.0.0/16'], region }),
    }),
    group,
    aMachine('eni-peer', '10.1.0.10', {
      vpcId: 'vpc-1',
      subnetId: 'subnet-1a',
      securityGroupIds: [group.id],
    }),
  );
}

test('peering needs routes on both sides', () => {
  expect(simulate(peered(true), tcp(FROM_WEB, '10.1.0.10', 443)).verdict).toBe('reachable');
  expect(simulate(peered(false), tcp(FROM_WEB, '10.1.0.10', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'route',
  });
});

test('groups of a peered VPC may be named in the same Region alone', () => {
  const group = aSecurityGroup({ id: 'sg-peer', vpcId: 'vpc-1', ingress: [aRule('tcp', 443, 'sg-open')] });
  expect(simulate(peered(true, group), tcp(FROM_WEB, '10.1.0.10', 443)).verdict).toBe('reachable');
  expect(simulate(peered(true, group, 'eu-west-1'), tcp(FROM_WEB, '10.1.0.10', 443)).verdict).toBe('blocked');
});

test('peering is not transitive, and there is no edge to edge routing', () => {
  const facts = peered(true);
  const transitive = factsOf(
    ...facts.resources,
    routed(
      aRoute('10.0.0.0/8', 'vpc-peering-connection', 'pcx-1'),
      aRoute('0.0.0.0/0', 'vpc-peering-connection', 'pcx-1'),
    ),
  );
  expect(simulate(transitive, tcp(FROM_WEB, '10.2.0.10', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'peering',
  });
  expect(simulate(transitive, tcp(FROM_WEB, '203.0.113.80', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'peering',
  });
});

function transit(overrides: readonly Resource[] = []) {
  const tgw = (block: string) => aRoute(block, 'transit-gateway', 'tgw-1');
  return factsOf(
    ...SCENE,
    routed(tgw('10.0.0.0/8')),
    ...aPlainVpc(1),
    withRoutes('rtb-1', 'vpc-1', [aRoute('10.1.0.0/16', 'local', ''), tgw('10.0.0.0/8')]),
    aMachine('eni-far', '10.1.0.10', { vpcId: 'vpc-1', subnetId: 'subnet-1a' }),
    aTransitGateway(),
    aTransitGatewayAttachment({
      id: 'tgw-attach-0',
      resourceId: 'vpc-0',
      subnetIds: { status: 'read', value: ['subnet-0a'] },
    }),
    aTransitGatewayAttachment({
      id: 'tgw-attach-1',
      resourceId: 'vpc-1',
      subnetIds: { status: 'read', value: ['subnet-1b'] },
    }),
    transitTable([
      ['10.0.0.0/16', 'propagated', 'tgw-attach-0'],
      ['10.1.0.0/16', 'propagated', 'tgw-attach-1'],
    ]),
    ...overrides,
  );
}

function transitTable(
  routes: readonly (readonly [string, 'static' | 'propagated', string | null])[],
  overrides: Parameters<typeof aTransitGatewayRouteTable>[0] = {},
) {
  const value = routes.map(([destinationCidrBlock, type, attachment]) => ({
    destinationCidrBlock,
    prefixListId: null,
    type,
    state: attachment === null ? 'blackhole' : 'active',
    attachmentIds: attachment === null ? [] : [attachment],
  }));
  return aTransitGatewayRouteTable({ routes: { status: 'read', value }, ...overrides });
}

const TO_FAR = tcp(FROM_WEB, '10.1.0.10', 443);

test('a transit gateway routes by the table of the attachment that a packet comes in by', () => {
  expect(simulate(transit(), TO_FAR).verdict).toBe('reachable');
  const unassociated = aTransitGatewayAttachment({
    id: 'tgw-attach-1',
    resourceId: 'vpc-1',
    associatedRouteTableId: null,
    subnetIds: { status: 'read', value: ['subnet-1b'] },
  });
  expect(simulate(transit([unassociated]), TO_FAR)).toMatchObject({
    verdict: 'blocked',
    cause: 'transit gateway',
  });
  const dropping = transitTable([
    ['10.0.0.0/16', 'propagated', 'tgw-attach-0'],
    ['10.1.0.0/16', 'propagated', 'tgw-attach-1'],
    ['10.1.0.0/16', 'static', null],
  ]);
  expect(simulate(transit([dropping]), TO_FAR)).toMatchObject({ verdict: 'blocked', cause: 'blackhole' });
});

test('a transit gateway has to be attached in the zone of the sender', () => {
  const [, subnetA] = aPlainVpc(0);
  const elsewhere = { ...subnetA, availabilityZone: `${REGION}b` } as Resource;
  const fromB = machine('eni-app', '10.0.1.10');
  expect(simulate(transit([elsewhere]), tcp(fromB, '10.1.0.10', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'transit gateway',
  });
});

test('the ACL of the attachment’s subnet lets in what goes to the gateway, and lets out what comes from it', () => {
  const acls = (subnetId: string, entries: Parameters<typeof anOpenAcl>[0] & object) => [
    anOpenAcl({
      id: 'acl-1',
      vpcId: 'vpc-1',
      subnetIds: subnetId === 'subnet-1b' ? ['subnet-1a'] : ['subnet-1b'],
    }),
    anOpenAcl({ id: 'acl-x', vpcId: 'vpc-1', subnetIds: [subnetId], ...entries }),
  ];
  const inOnly = { entries: [anEntry(100, 'allow', '-1', null, '0.0.0.0/0')] };
  const outOnly = { entries: [anEntry(100, 'allow', '-1', null, '0.0.0.0/0', { egress: true })] };
  const toFar = udp(FROM_WEB, '10.1.0.10', 53);
  expect(simulate(transit(acls('subnet-1b', outOnly)), toFar).verdict).toBe('reachable');
  expect(simulate(transit(acls('subnet-1b', inOnly)), toFar)).toMatchObject({
    verdict: 'blocked',
    cause: 'network ACL',
  });
  const fromFar = udp(machine('eni-far', '10.1.0.10'), '10.0.0.10', 53);
  expect(simulate(transit(acls('subnet-1b', inOnly)), fromFar).verdict).toBe('reachable');
  expect(simulate(transit(acls('subnet-1b', outOnly)), fromFar)).toMatchObject({
    verdict: 'blocked',
    cause: 'network ACL',
  });
});

test('over a transit gateway groups may be named in inbound rules, by opt-in', () => {
  const group = aSecurityGroup({ id: 'sg-far', vpcId: 'vpc-1', ingress: [aRule('tcp', 443, 'sg-open')] });
  const far = aMachine('eni-far', '10.1.0.10', {
    vpcId: 'vpc-1',
    subnetId: 'subnet-1a',
    securityGroupIds: ['sg-far'],
  });
  expect(simulate(transit([group, far]), TO_FAR)).toMatchObject({
    verdict: 'blocked',
    cause: 'security group',
  });
  const optedIn = aTransitGateway({ securityGroupReferencing: true });
  expect(simulate(transit([group, far, optedIn]), TO_FAR).verdict).toBe('reachable');
  const out = aSecurityGroup({ id: 'sg-out', egress: [aRule('tcp', 443, 'sg-far')] });
  const web = aMachine('eni-web', '10.0.0.10', {
    vpcId: 'vpc-0',
    subnetId: 'subnet-0a',
    securityGroupIds: ['sg-out'],
  });
  expect(simulate(transit([group, far, optedIn, out, web]), TO_FAR).verdict).toBe('blocked');
});

test('transit gateways are peered with static routes, each side by its own table', () => {
  const tgw = (block: string) => aRoute(block, 'transit-gateway', 'tgw-2');
  const arn = (id: string) => `arn:aws:ec2:eu-west-1:${ACCOUNT}:transit-gateway-attachment/${id}`;
  const peering = { id: 'tgw-attach-p', resourceType: 'peering' } as const;
  const facts = transit([
    withRoutes('rtb-1', 'vpc-1', [aRoute('10.1.0.0/16', 'local', ''), tgw('10.0.0.0/8')]),
    aTransitGatewayAttachment({
      id: 'tgw-attach-1',
      transitGatewayId: 'tgw-2',
      resourceId: 'vpc-1',
      associatedRouteTableId: 'tgw-rtb-2',
      subnetIds: { status: 'read', value: ['subnet-1b'] },
    }),
    transitTable([
      ['10.0.0.0/16', 'propagated', 'tgw-attach-0'],
      ['10.1.0.0/16', 'static', 'tgw-attach-p'],
    ]),
    transitTable(
      [
        ['10.0.0.0/16', 'static', 'tgw-attach-p'],
        ['10.1.0.0/16', 'propagated', 'tgw-attach-1'],
      ],
      { id: 'tgw-rtb-2', transitGatewayId: 'tgw-2' },
    ),
  ]);
  const sides = [
    aTransitGatewayAttachment({ ...peering, transitGatewayId: 'tgw-1', resourceId: 'tgw-2' }),
    aTransitGatewayAttachment({
      ...peering,
      arn: arn('tgw-attach-p'),
      transitGatewayId: 'tgw-2',
      resourceId: 'tgw-1',
      associatedRouteTableId: 'tgw-rtb-2',
    }),
  ];
  const both = { ...facts, resources: [...facts.resources, ...sides] };
  expect(simulate(both, TO_FAR).verdict).toBe('reachable');
  expect(simulate(facts, TO_FAR)).toMatchObject({ verdict: 'blocked', cause: 'transit gateway' });
  const one = { ...facts, resources: [...facts.resources, ...sides.slice(0, 1)] };
  expect(simulate(one, TO_FAR)).toMatchObject({ verdict: 'unknown', cause: 'not read' });
});

test('on-premises hosts come by a virtual private gateway and hear back by it', () => {
  const vgw = aVpnGateway({ vpcIds: ['vpc-0'] });
  const back = routed(aRoute('192.168.0.0/16', 'gateway', 'vgw-1'));
  const host = beyond('vgw-1', '192.168.7.7');
  expect(simulate(factsOf(...SCENE, vgw, back), tcp(host, '10.0.1.10', 443)).verdict).toBe('reachable');
  expect(simulate(factsOf(...SCENE, vgw, routed()), tcp(host, '10.0.1.10', 443)).verdict).toBe('blocked');
  expect(simulate(factsOf(...SCENE, vgw, back), tcp(host, '10.1.0.10', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'virtual private gateway',
  });
  expect(simulate(factsOf(...SCENE, vgw, back), tcp(FROM_APP, '192.168.7.7', 443)).verdict).toBe('reachable');
});

test('on-premises hosts come by a VPN attachment of a transit gateway', () => {
  const facts = transit([
    aTransitGatewayAttachment({ id: 'tgw-attach-vpn', resourceType: 'vpn', resourceId: 'vpn-1' }),
    transitTable([
      ['10.0.0.0/16', 'propagated', 'tgw-attach-0'],
      ['192.168.0.0/16', 'propagated', 'tgw-attach-vpn'],
    ]),
    routed(aRoute('192.168.0.0/16', 'transit-gateway', 'tgw-1')),
  ]);
  const host = beyond('tgw-attach-vpn', '192.168.7.7');
  expect(simulate(facts, tcp(host, '10.0.0.10', 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(FROM_WEB, '192.168.7.7', 443)).verdict).toBe('reachable');
});
