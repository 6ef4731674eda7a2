import { expect, test } from 'vitest';
import { unread } from '../../src/model/reading.ts';
import type { Resource } from '../../src/model/resource-types.ts';
import type { Route } from '../../src/model/resources/ec2.ts';
import { ec2Defaults } from '../../test/builders/ec2.ts';
import {
  aNatGateway,
  anEgressOnlyGateway,
  anEntry,
  anInternetGateway,
  aPrefixList,
  aRoute,
  aRouteTable,
  aVpcEndpoint,
  aVpnGateway,
} from '../../test/builders/network.ts';
import { ACCOUNT, REGION } from '../../test/inventory-of.ts';
import {
  aMachine,
  anOpenAcl,
  aPlainVpc,
  factsOf,
  internet,
  machine,
  OPEN_GROUP,
  ping,
  SCENE,
  tcp,
  udp,
  withRoutes,
} from './scene.ts';
import { simulate } from './simulate.ts';

const CLIENT = internet('203.0.113.7');
const CLIENT6 = internet('2001:db8:ffff::7');
const WEB = '198.51.100.10';
const WEB6 = '2001:db8:0:0::10';
const FROM_WEB = machine('eni-web', '10.0.0.10');
const FROM_APP = machine('eni-app', '10.0.1.10');
const LOCAL = aRoute('10.0.0.0/16', 'local', '');
const LOCAL6 = aRoute('2001:db8:0::/48', 'local', '');

function routed(...routes: readonly Route[]) {
  return withRoutes('rtb-0', 'vpc-0', [LOCAL, LOCAL6, ...routes]);
}

test('the internet needs a gateway, a public address and a route back', () => {
  const facts = factsOf(...SCENE);
  expect(simulate(facts, tcp(CLIENT, WEB, 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(CLIENT, '10.0.0.10', 443)).verdict).toBe('blocked');
  expect(simulate(facts, tcp(CLIENT, '198.51.100.11', 443)).verdict).toBe('blocked');
  expect(simulate(facts, tcp(CLIENT6, WEB6, 443)).verdict).toBe('reachable');
  const detached = factsOf(...SCENE, anInternetGateway({ vpcIds: [] }));
  expect(simulate(detached, tcp(CLIENT, WEB, 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'internet gateway',
  });
  const noWayBack = factsOf(...SCENE, routed());
  expect(simulate(noWayBack, tcp(CLIENT, WEB, 443))).toMatchObject({ verdict: 'blocked', cause: 'route' });
  expect(simulate(noWayBack, udp(CLIENT, WEB, 53)).verdict).toBe('reachable');
});

test('out to the internet an IPv4 sender needs a public address', () => {
  const facts = factsOf(...SCENE);
  expect(simulate(facts, tcp(FROM_WEB, '203.0.113.80', 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(FROM_APP, '203.0.113.80', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'public address',
  });
  expect(simulate(facts, tcp(FROM_WEB, '172.16.0.1', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'public address',
  });
});

test('the longest prefix wins, and a blackhole that wins drops', () => {
  const igw = aRoute('0.0.0.0/0', 'gateway', 'igw-1');
  const facts = factsOf(
    ...SCENE,
    routed(igw, aRoute('203.0.113.0/24', 'nat-gateway', 'nat-gone', 'blackhole')),
  );
  expect(simulate(facts, tcp(FROM_WEB, '203.0.113.255', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'blackhole',
  });
  expect(simulate(facts, tcp(FROM_WEB, '203.0.114.0', 443)).verdict).toBe('reachable');
});

test('static beats a prefix list beats propagated, and no propagated route is more local than the local one', () => {
  const vgw = [aVpnGateway({ vpcIds: ['vpc-0'] })];
  const propagated = { ...aRoute('203.0.113.0/24', 'gateway', 'vgw-1'), origin: 'EnableVgwRoutePropagation' };
  const list = aPrefixList({ cidrs: { status: 'read', value: ['203.0.113.0/24'] } });
  const drop = aRoute('pl-1', 'gateway', 'igw-1', 'blackhole');
  const to = tcp(FROM_WEB, '203.0.113.80', 443);
  const verdict = (...routes: readonly Route[]) =>
    simulate(factsOf(...SCENE, ...vgw, list, routed(...routes)), to);
  expect(verdict(propagated, drop).cause).toBe('blackhole');
  expect(verdict(drop, aRoute('203.0.113.0/24', 'gateway', 'igw-1')).verdict).toBe('reachable');
  expect(verdict(propagated).trail.at(-1)).toContain('vgw-1');
  const overtaking = { ...aRoute('10.0.1.0/24', 'gateway', 'vgw-1'), origin: 'EnableVgwRoutePropagation' };
  const inside = simulate(factsOf(...SCENE, ...vgw, routed(overtaking)), tcp(FROM_WEB, '10.0.1.10', 443));
  expect(inside.verdict).toBe('reachable');
});

test('of overlapping prefix lists AWS chooses one', () => {
  const lists = ['pl-1', 'pl-2'].map((id) =>
    aPrefixList({ id, cidrs: { status: 'read', value: ['203.0.113.0/24'] } }),
  );
  const routes = [aRoute('pl-1', 'gateway', 'igw-1'), aRoute('pl-2', 'nat-gateway', 'nat-1', 'blackhole')];
  const facts = factsOf(...SCENE, ...lists, routed(...routes));
  expect(simulate(facts, tcp(FROM_WEB, '203.0.113.80', 443))).toMatchObject({
    verdict: 'unknown',
    cause: 'choice',
  });
});

test('a subnet without a table of its own takes the main one, if all tables were read', () => {
  const own = aRouteTable({
    id: 'rtb-b',
    vpcId: 'vpc-0',
    main: false,
    subnetIds: ['subnet-0b'],
    routes: [LOCAL],
  });
  const app = aMachine('eni-app', '10.0.1.10', {
    vpcId: 'vpc-0',
    subnetId: 'subnet-0b',
    publicIp: '198.51.100.11',
  });
  const facts = factsOf(...SCENE, own, app);
  expect(simulate(facts, tcp(FROM_APP, '203.0.113.80', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'route',
  });
  expect(simulate(facts, tcp(FROM_WEB, '203.0.113.80', 443)).verdict).toBe('reachable');
  const gap = unread('ec2:DescribeRouteTables', 'AccessDenied');
  const partly = {
    ...facts,
    listings: [{ account: ACCOUNT, region: REGION, type: 'AWS::EC2::RouteTable' as const, gap }],
  };
  expect(simulate(partly, tcp(FROM_WEB, '203.0.113.80', 443))).toMatchObject({
    verdict: 'unknown',
    cause: 'not read',
  });
});

test('an egress-only gateway lets IPv6 out, its answers back, and nothing else in', () => {
  const routes = [aRoute('::/0', 'egress-only-internet-gateway', 'eigw-1')];
  const facts = factsOf(...SCENE, anEgressOnlyGateway({ vpcIds: ['vpc-0'] }), routed(...routes));
  const from = machine('eni-app', '2001:db8:0:1::10');
  expect(simulate(facts, tcp(from, '2001:db8:ffff::80', 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(CLIENT6, '2001:db8:0:1::10', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'egress-only internet gateway',
  });
});

const NAT: readonly Resource[] = [
  ...aPlainVpc(0),
  OPEN_GROUP,
  anInternetGateway({ vpcIds: ['vpc-0'] }),
  aNatGateway({
    vpcId: 'vpc-0',
    subnetId: 'subnet-0a',
    addresses: [{ publicIp: '198.51.100.99', privateIp: '10.0.0.99', networkInterfaceId: null }],
  }),
  aMachine('eni-app', '10.0.1.10', { vpcId: 'vpc-0', subnetId: 'subnet-0b' }),
  routed(aRoute('0.0.0.0/0', 'nat-gateway', 'nat-1')),
  aRouteTable({
    id: 'rtb-public',
    vpcId: 'vpc-0',
    main: false,
    subnetIds: ['subnet-0a'],
    routes: [LOCAL, aRoute('0.0.0.0/0', 'gateway', 'igw-1')],
  }),
];

test('a NAT gateway lets IPv4 out by its own subnet, and nothing in', () => {
  const facts = factsOf(...NAT);
  expect(simulate(facts, tcp(FROM_APP, '203.0.113.80', 443)).verdict).toBe('reachable');
  expect(simulate(facts, ping(FROM_APP, '203.0.113.80')).verdict).toBe('reachable');
  expect(simulate(facts, tcp(CLIENT, '198.51.100.99', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'NAT gateway',
  });
  const noWay = factsOf(
    ...NAT,
    aRouteTable({ id: 'rtb-public', vpcId: 'vpc-0', main: false, subnetIds: ['subnet-0a'], routes: [LOCAL] }),
  );
  expect(simulate(noWay, tcp(FROM_APP, '203.0.113.80', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'route',
  });
  const esp = { ...ping(FROM_APP, '203.0.113.80'), protocol: 50, icmp: null };
  expect(simulate(facts, esp)).toMatchObject({ verdict: 'blocked', cause: 'NAT gateway' });
});

test('a private NAT gateway does not reach the internet', () => {
  const addresses = [{ publicIp: null, privateIp: '10.0.0.99', networkInterfaceId: null }];
  const facts = factsOf(
    ...NAT,
    aNatGateway({ vpcId: 'vpc-0', subnetId: 'subnet-0a', connectivityType: 'private', addresses }),
  );
  expect(simulate(facts, tcp(FROM_APP, '203.0.113.80', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'public address',
  });
});

test('a NAT gateway chooses any port from 1024 on', () => {
  const acl = (from: number) =>
    factsOf(
      ...NAT,
      anOpenAcl({ id: 'acl-0', vpcId: 'vpc-0', subnetIds: ['subnet-0b'] }),
      anOpenAcl({
        id: 'acl-nat',
        vpcId: 'vpc-0',
        subnetIds: ['subnet-0a'],
        entries: [
          anEntry(100, 'allow', 'tcp', [443, 443], '10.0.0.0/16'),
          anEntry(200, 'allow', 'tcp', [from, 65_535], '0.0.0.0/0'),
          anEntry(100, 'allow', '-1', null, '0.0.0.0/0', { egress: true }),
        ],
      }),
    );
  const to = tcp(FROM_APP, '203.0.113.80', 443);
  expect(simulate(acl(1024), to).verdict).toBe('reachable');
  expect(simulate(acl(1025), to)).toMatchObject({ verdict: 'unknown', cause: 'choice' });
});

test('a gateway endpoint is a route to a prefix list, for its own VPC', () => {
  const list = aPrefixList({ cidrs: { status: 'read', value: ['203.0.113.0/24'] } });
  const facts = factsOf(
    ...SCENE,
    list,
    aVpcEndpoint({ vpcId: 'vpc-0' }),
    routed(aRoute('pl-1', 'gateway', 'vpce-1')),
  );
  expect(simulate(facts, tcp(FROM_APP, '203.0.113.80', 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(FROM_APP, '203.0.114.80', 443)).verdict).toBe('blocked');
});

test('an edge table takes what comes in to an appliance, whose rules are its own', () => {
  const edge = (sourceDestCheck: boolean) => [
    aMachine('eni-firewall', '10.0.1.99', { vpcId: 'vpc-0', subnetId: 'subnet-0b', sourceDestCheck }),
    aRouteTable({
      id: 'rtb-edge',
      vpcId: 'vpc-0',
      main: false,
      gatewayIds: ['igw-1'],
      routes: [LOCAL, aRoute('10.0.0.0/24', 'network-interface', 'eni-firewall')],
    }),
  ];
  expect(simulate(factsOf(...SCENE, ...edge(false)), tcp(CLIENT, WEB, 443))).toMatchObject({
    verdict: 'unknown',
    cause: 'appliance',
  });
  expect(simulate(factsOf(...SCENE, ...edge(true)), tcp(CLIENT, WEB, 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'source/destination check',
  });
});

test('an endpoint’s interface takes connections and begins none', () => {
  const own = { vpcId: 'vpc-0', subnetId: 'subnet-0b', interfaceType: 'vpc_endpoint' };
  const facts = factsOf(...SCENE, aMachine('eni-endpoint', '10.0.1.50', own));
  expect(simulate(facts, tcp(FROM_WEB, '10.0.1.50', 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(machine('eni-endpoint', '10.0.1.50'), '10.0.0.10', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'endpoint',
  });
});

const bpa = (mode: string, exclusion?: readonly [resource: string, mode: string]) =>
  ec2Defaults({
    vpcBlockPublicAccess: {
      status: 'read',
      value: { internetGatewayBlockMode: mode, exclusionsAllowed: 'allowed' },
    },
    vpcBlockPublicAccessExclusions: {
      status: 'read',
      value: exclusion
        ? [
            {
              resourceArn: `arn:aws:ec2:${REGION}:${ACCOUNT}:${exclusion[0]}`,
              internetGatewayExclusionMode: exclusion[1],
              state: 'create-complete',
            },
          ]
        : [],
    },
  });

/** The scenarios of https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-example.html */
test.each([
  ['off', undefined, 'reachable', 'reachable'],
  ['block-bidirectional', undefined, 'blocked', 'blocked'],
  ['block-ingress', undefined, 'blocked', 'reachable'],
  ['block-ingress', ['subnet/subnet-0a', 'allow-bidirectional'], 'reachable', 'reachable'],
  ['block-ingress', ['subnet/subnet-0a', 'allow-egress'], 'blocked', 'reachable'],
  ['block-bidirectional', ['subnet/subnet-0b', 'allow-bidirectional'], 'blocked', 'blocked'],
  ['block-bidirectional', ['vpc/vpc-0', 'allow-bidirectional'], 'reachable', 'reachable'],
  ['block-bidirectional', ['vpc/vpc-0', 'allow-egress'], 'blocked', 'reachable'],
] as const)(
  'Block Public Access %s with exclusion %j: by a gateway %s, by NAT %s',
  (mode, exclusion, direct, nat) => {
    const web = factsOf(...SCENE, bpa(mode, exclusion));
    expect(simulate(web, tcp(CLIENT, WEB, 443)).verdict).toBe(direct);
    expect(simulate(web, ping(FROM_WEB, '203.0.113.80')).verdict).toBe(direct);
    expect(simulate(factsOf(...NAT, bpa(mode, exclusion)), tcp(FROM_APP, '203.0.113.80', 443)).verdict).toBe(
      nat,
    );
  },
);

test('Block Public Access that was not read may block', () => {
  const facts = factsOf(
    ...SCENE,
    ec2Defaults({ vpcBlockPublicAccess: unread('ec2:DescribeVpcBlockPublicAccessOptions', 'AccessDenied') }),
  );
  expect(simulate(facts, tcp(CLIENT, WEB, 443)).verdict).toBe('unknown');
});
