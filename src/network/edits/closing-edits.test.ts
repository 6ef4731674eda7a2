import { expect, test } from 'vitest';
import { aListener, aLoadBalancer, aTargetGroup, forwardTo } from '../../../test/builders/load-balancing.ts';
import {
  aNatGateway,
  aNetworkAcl,
  aNetworkInterface,
  anEgressOnlyGateway,
  anElasticIp,
  anEntry,
  aRoute,
  aRouteTable,
  aRule,
  aSecurityGroup,
} from '../../../test/builders/network.ts';
import { ACCOUNT, REGION } from '../../../test/inventory-of.ts';
import { twoTiers } from '../../../test/network/two-tiers.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { SecurityGroupRule } from '../../model/resources/ec2.ts';
import { InternetExposure } from '../exposed/exposed.ts';
import { handedOn } from '../exposed/handed-on.ts';
import { together } from '../exposed/together.ts';
import { flightText } from '../flight.ts';
import { Network } from '../network.ts';
import { flightOf, tracePacket } from '../trace-packet.ts';
import { applyEdits } from './apply-edit.ts';
import { type Closing, ClosingEdits, type ClosingSet } from './closing-edits.ts';
import type { NetworkEdit } from './edit.ts';

const EVERYONE = '0.0.0.0/0';
const LOCAL = aRoute('10.0.0.0/16', 'local', '');

/** What closes the first exposure at the address, or that of a port. */
function closingOf(
  changed: readonly Resource[],
  { at = '203.0.113.10', port, widest = 33 }: { at?: string; port?: number; widest?: number } = {},
): Closing {
  const facts = twoTiers(...changed);
  const closing = new ClosingEdits(new InternetExposure(facts));
  const exposure = closing.internet.all().find((each) => each.address === at);
  const traffic = (exposure ? together(exposure) : []).find(
    ({ from, to }) => port === undefined || (from <= port && port <= to),
  );
  if (!exposure || !traffic) throw new Error(`the internet does not reach ${at}`);
  const found = closing.of(exposure, traffic, { widest });
  const packet = closing.internet.witness(exposure, traffic.part);
  for (const { edits } of found.sets)
    if (packet) expect(tracePacket(new Network(applyEdits(facts, edits)), packet).verdict).toBe('blocked');
  return found;
}

function ruleText({ protocol, fromPort, toPort, peer }: SecurityGroupRule): string {
  return `${protocol} ${fromPort}-${toPort} ${'cidr' in peer ? peer.cidr : peer.kind}`;
}

function editText(edit: NetworkEdit): string {
  switch (edit.kind) {
    case 'revoke-security-group-rule':
      return `revoke ${ruleText(edit.rule)} of ${edit.groupId}`;
    case 'narrow-security-group-rule':
      return `narrow ${ruleText(edit.rule)} of ${edit.groupId} to ${edit.keeps.map(ruleText).join(', ')}`;
    case 'detach-security-group':
      return `detach ${edit.groupId} from ${edit.networkInterfaceIds.join(', ')}`;
    case 'disassociate-address':
      return `disassociate ${edit.isElastic ? 'the Elastic IP ' : ''}${edit.address}`;
    case 'add-network-acl-entry': {
      const { ruleNumber, protocol, portRange, cidrBlock, ipv6CidrBlock } = edit.entry;
      return `${ruleNumber} deny ${protocol} ${portRange?.from}-${portRange?.to} ${cidrBlock ?? ipv6CidrBlock} in ${edit.networkAclId}`;
    }
    case 'replace-route':
      return `route ${edit.routeTableId} to ${edit.target.id}`;
    case 'remove-route':
      return `remove ${edit.route.destinationCidrBlock ?? edit.route.destinationIpv6CidrBlock} from ${edit.routeTableId}`;
  }
}

const setsText = ({ sets }: Closing): readonly string[] =>
  sets.map(({ edits }) => edits.map(editText).sort().join(' + '));

function cutsOf({ sets }: Closing, kind: NetworkEdit['kind']): ClosingSet['cuts'] {
  const set = sets.find(({ edits }) => edits.some((each) => each.kind === kind));
  if (!set) throw new Error(`no set has ${kind}`);
  return set.cuts;
}

const lostText = ({ fromInternet }: ClosingSet['cuts']): readonly string[] =>
  fromInternet.map(
    ({ networkInterface, address, protocol, from, to }) =>
      `${networkInterface.id} ${address} ${protocol} ${from}-${to}`,
  );

const flowsText = ({ flows }: ClosingSet['cuts']): readonly string[] =>
  flows.map(({ packet, cut }) => `${flightText(flightOf(packet))} ${cut}`);

const web = (...ingress: readonly SecurityGroupRule[]) =>
  aSecurityGroup({ id: 'sg-web', ingress, egress: [aRule('-1', null, EVERYONE)] });

/** A second server, with a public address. */
const another = (id: string, host: string, ...securityGroupIds: readonly string[]) =>
  aNetworkInterface({
    id,
    subnetId: 'subnet-public',
    securityGroupIds,
    privateIpAddresses: [
      { privateIpAddress: `10.0.1.${host}`, primary: true, publicIp: `203.0.113.${host}` },
    ],
    attachment: { instanceId: `i-${id}`, instanceOwnerId: null, status: 'attached' },
  });

test('every kind of edit: fewest, then what cuts least, then a rule before an ACL before a route', () => {
  const closing = closingOf([web(aRule('tcp', 8080, EVERYONE))]);
  expect(setsText(closing)).toEqual([
    'revoke tcp 8080-8080 0.0.0.0/0 of sg-web',
    'disassociate 203.0.113.10',
    '90 deny 6 8080-8080 0.0.0.0/0 in acl-public',
    'remove 0.0.0.0/0 from rtb-public',
  ]);
  expect(closing).toMatchObject({ isBounded: false, missing: [] });
});

test('IPv6 is closed by edits of its own', () => {
  expect(setsText(closingOf([], { at: '2001:db8:1:1::10' }))).toEqual([
    'revoke tcp 443-443 ::/0 of sg-web',
    'disassociate 2001:db8:1:1::10',
    '90 deny 6 443-443 ::/0 in acl-public',
    'remove ::/0 from rtb-public',
  ]);
});

test('an Elastic IP is told, and is told apart', () => {
  const elastic = anElasticIp({
    publicIp: '203.0.113.10',
    networkInterfaceId: 'eni-web',
    privateIpAddress: '10.0.1.10',
  });
  expect(setsText(closingOf([elastic]))).toContain('disassociate the Elastic IP 203.0.113.10');
});

test('a rule that two interfaces share cuts the other off too', () => {
  const closing = closingOf([another('eni-more', '11', 'sg-web')]);
  expect(lostText(cutsOf(closing, 'revoke-security-group-rule'))).toEqual([
    'eni-more 203.0.113.11 6 443-443',
  ]);
  expect(lostText(cutsOf(closing, 'add-network-acl-entry'))).toEqual(['eni-more 203.0.113.11 6 443-443']);
  expect(lostText(cutsOf(closing, 'remove-route'))).toEqual(['eni-more 203.0.113.11 6 443-443']);
  expect(lostText(cutsOf(closing, 'disassociate-address'))).toEqual([]);
});

test('what else the address answered goes with it', () => {
  const closing = closingOf([web(aRule('tcp', 443, EVERYONE), aRule('udp', 53, EVERYONE))]);
  expect(lostText(cutsOf(closing, 'disassociate-address'))).toEqual(['eni-web 203.0.113.10 17 53-53']);
  expect(lostText(cutsOf(closing, 'revoke-security-group-rule'))).toEqual([]);
});

const twoGroups = [
  aSecurityGroup({ id: 'sg-a', ingress: [aRule('tcp', 22, EVERYONE)], egress: [] }),
  aSecurityGroup({ id: 'sg-b', ingress: [aRule('tcp', [20, 30], EVERYONE)], egress: [] }),
  another('eni-more', '11', 'sg-a', 'sg-b'),
];

test('two groups that both let in are closed by a set of two, and one of them stays', () => {
  const sets = setsText(closingOf(twoGroups, { at: '203.0.113.11', port: 22 }));
  expect(sets.filter((each) => each.includes(' + '))).toEqual(
    [
      'detach sg-a from eni-more + revoke tcp 20-30 0.0.0.0/0 of sg-b',
      'detach sg-b from eni-more + revoke tcp 22-22 0.0.0.0/0 of sg-a',
      'revoke tcp 20-30 0.0.0.0/0 of sg-b + revoke tcp 22-22 0.0.0.0/0 of sg-a',
    ].toSorted((a, b) => sets.indexOf(a) - sets.indexOf(b)),
  );
  expect(sets).not.toContain('detach sg-a from eni-more + detach sg-b from eni-more');
});

test('of a wide rule its other ports may stay', () => {
  const acl = aNetworkAcl({
    id: 'acl-public',
    subnetIds: ['subnet-public'],
    entries: [
      anEntry(100, 'allow', 'tcp', [22, 22], EVERYONE),
      anEntry(100, 'allow', '-1', null, EVERYONE, { egress: true }),
    ],
  });
  const sets = setsText(closingOf([web(aRule('tcp', [20, 30], EVERYONE)), acl]));
  expect(sets).toContain('narrow tcp 20-30 0.0.0.0/0 of sg-web to tcp 20-21 0.0.0.0/0, tcp 23-30 0.0.0.0/0');
  expect(sets).toContain('revoke tcp 20-30 0.0.0.0/0 of sg-web');
});

test('an ACL whose numbers are used up takes no entry before that which allows', () => {
  const acl = (first: number) =>
    aNetworkAcl({
      id: 'acl-public',
      subnetIds: ['subnet-public'],
      entries: [
        anEntry(1, 'deny', 'udp', null, EVERYONE),
        anEntry(first, 'allow', '-1', null, EVERYONE),
        anEntry(1, 'allow', '-1', null, EVERYONE, { egress: true }),
      ],
    });
  expect(setsText(closingOf([acl(3)]))).toContain('2 deny 6 443-443 0.0.0.0/0 in acl-public');
  expect(setsText(closingOf([acl(2)])).filter((each) => each.includes('deny'))).toEqual([]);
});

test('two routes carry the answers to two halves of the internet: both must go', () => {
  const table = aRouteTable({
    id: 'rtb-public',
    main: false,
    subnetIds: ['subnet-public'],
    routes: [LOCAL, ...['0.0.0.0/1', '128.0.0.0/1'].map((each) => aRoute(each, 'gateway', 'igw-1'))],
  });
  expect(setsText(closingOf([table]))).toContain(
    'remove 0.0.0.0/1 from rtb-public + remove 128.0.0.0/1 from rtb-public',
  );
});

test('a NAT gateway in another subnet, or an egress-only gateway, may take the place of the internet gateway', () => {
  const changed = [
    aNatGateway({ subnetId: 'subnet-private' }),
    aRouteTable({
      id: 'rtb-nat',
      main: false,
      subnetIds: ['subnet-private'],
      routes: [LOCAL, aRoute(EVERYONE, 'gateway', 'igw-1')],
    }),
    anEgressOnlyGateway(),
  ];
  expect(setsText(closingOf(changed))).toContain('route rtb-public to nat-1');
  expect(setsText(closingOf(changed, { at: '2001:db8:1:1::10' }))).toContain('route rtb-public to eigw-1');
});

test('no route is removed for UDP, of which one packet does harm without an answer', () => {
  const sets = setsText(closingOf([web(aRule('udp', 53, EVERYONE))]));
  expect(sets).toHaveLength(3);
  expect(sets.filter((each) => each.startsWith('remove'))).toEqual([]);
});

test('whom the rest of a set lets in may be few enough to be no stranger', () => {
  const changed = [web(aRule('tcp', 22, EVERYONE), aRule('tcp', 22, '192.0.2.0/24'))];
  expect(setsText(closingOf(changed, { widest: 16 }))[0]).toBe('revoke tcp 22-22 0.0.0.0/0 of sg-web');
  expect(setsText(closingOf(changed))).toContain(
    'revoke tcp 22-22 0.0.0.0/0 of sg-web + revoke tcp 22-22 192.0.2.0/24 of sg-web',
  );
});

test('a deny entry also stops answers to what the subnet asked from such a port, and what goes to its NAT gateway', () => {
  const flows = flowsText(
    cutsOf(closingOf([web(aRule('tcp', [1024, 65_535], EVERYONE))]), 'add-network-acl-entry'),
  );
  expect(flows).toContain('tcp 10.0.1.10:49152 → 198.51.100.1:443 all');
  const some = flowsText(cutsOf(closingOf([web(aRule('tcp', 8080, EVERYONE))]), 'add-network-acl-entry'));
  expect(some).toContain('tcp 10.0.1.10:8080 → 198.51.100.1:443 some');
  expect(some).toContain('tcp 10.0.2.20:49152 → 198.51.100.1:8080 all');
  const https = flowsText(cutsOf(closingOf([]), 'add-network-acl-entry'));
  expect(https).toContain('tcp 10.0.2.20:49152 → 198.51.100.1:443 all');
});

test('without its address or its route an interface does not get out, nor does what is behind its NAT gateway', () => {
  const closing = closingOf([]);
  expect(flowsText(cutsOf(closing, 'disassociate-address'))).toEqual([
    'tcp 10.0.1.10:49152 → 198.51.100.1:443 all',
    'udp 10.0.1.10:49152 → 198.51.100.1:53 all',
  ]);
  expect(flowsText(cutsOf(closing, 'remove-route'))).toContain('tcp 10.0.2.20:49152 → 198.51.100.1:443 all');
});

test('a rule for everybody lets in from inside too', () => {
  expect(flowsText(cutsOf(closingOf([]), 'revoke-security-group-rule'))).toEqual([
    'tcp 10.0.2.20:49152 → 10.0.1.10:443 all',
  ]);
});

test("a load balancer's groups are those of all its nodes, and its addresses the service's", () => {
  const arn = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:loadbalancer/app/front/0123456789abcdef`;
  const node = (id: string, host: string) => ({
    ...another(id, host, 'sg-web', 'sg-db'),
    description: 'ELB app/front/0123456789abcdef',
    requesterManaged: true,
  });
  const closing = closingOf(
    [aLoadBalancer({ arn }), aListener({ loadBalancerArn: arn }), node('eni-a', '50'), node('eni-b', '51')],
    { at: '203.0.113.50' },
  );
  const sets = setsText(closing);
  expect(sets).toContain('detach sg-web from eni-a, eni-b');
  expect(sets.filter((each) => each.startsWith('disassociate'))).toEqual([]);
  expect(lostText(cutsOf(closing, 'detach-security-group'))).toEqual(['eni-b 203.0.113.51 6 443-443']);
});

/** An application load balancer in the public subnet that hands on HTTPS to one address. */
function balanced(id: string): readonly Resource[] {
  const arn = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:loadbalancer/app/front/0123456789abcdef`;
  const group = aTargetGroup({
    protocol: 'HTTPS',
    port: 443,
    targetType: 'ip',
    targets: read([{ id, port: 443, availabilityZone: 'all', state: 'healthy', reason: null }]),
  });
  return [
    aLoadBalancer({ arn }),
    group,
    aListener({ loadBalancerArn: arn, defaultActions: [forwardTo(group.arn)] }),
    {
      ...another('eni-node', '50', 'sg-node'),
      description: 'ELB app/front/0123456789abcdef',
      requesterManaged: true,
    },
    aSecurityGroup({
      id: 'sg-node',
      ingress: [aRule('tcp', 443, EVERYONE)],
      egress: [aRule('-1', null, EVERYONE)],
    }),
  ];
}

test('a rule that a load balancer needs too, to hand on to its target, cuts the target off', () => {
  const closing = closingOf(balanced('10.0.1.10'));
  const targets = (kind: NetworkEdit['kind']): readonly string[] =>
    cutsOf(closing, kind).targets.map((each) => `${each.address} ${each.targetId}:${each.port}`);
  expect(targets('revoke-security-group-rule')).toEqual(['203.0.113.50 10.0.1.10:443']);
  expect(targets('disassociate-address')).toEqual([]);
  // The node is in the same subnet, and is closed itself.
  expect(targets('add-network-acl-entry')).toEqual([]);
  expect(lostText(cutsOf(closing, 'add-network-acl-entry'))).toEqual(['eni-node 203.0.113.50 6 443-443']);
});

test("what a load balancer hands on is closed at the load balancer, or on the target's side", () => {
  const database = aSecurityGroup({
    id: 'sg-db',
    ingress: [aRule('tcp', 443, 'sg-node'), aRule('tcp', 443, '192.0.2.0/24')],
    egress: [],
  });
  const closing = new ClosingEdits(new InternetExposure(twoTiers(...balanced('10.0.2.20'), database)));
  const { internet } = closing;
  const handed = internet
    .all()
    .flatMap((each) => together(each).flatMap((traffic) => handedOn(internet, each, traffic, 129).handed));
  expect(handed.map((each) => each.networkInterfaceId)).toEqual(['eni-db']);
  const [sets] = handed.map((each) => closing.ofHanded(each));
  expect(sets && setsText(sets)).toEqual([
    'revoke tcp 443-443 group of sg-db',
    '90 deny 6 443-443 0.0.0.0/0 in acl-private',
    'revoke tcp 443-443 0.0.0.0/0 of sg-node',
    '90 deny 6 443-443 0.0.0.0/0 in acl-public',
    'remove 0.0.0.0/0 from rtb-public',
  ]);
  expect(sets && cutsOf(sets, 'revoke-security-group-rule')).toMatchObject({
    fromInternet: [],
    targets: [],
    flows: [],
  });
});

test('an interface that AWS manages keeps its groups and its address', () => {
  const managed = { ...another('eni-more', '11', 'sg-web', 'sg-db'), requesterManaged: true };
  const sets = setsText(closingOf([managed], { at: '203.0.113.11' }));
  expect(sets.filter((each) => /detach|disassociate/.test(each))).toEqual([]);
  expect(sets).toHaveLength(3);
});

test('what hangs on an appliance is closed for certain by what stands before it, and otherwise not known', () => {
  const table = aRouteTable({
    id: 'rtb-public',
    main: false,
    subnetIds: ['subnet-public'],
    routes: [LOCAL, aRoute(EVERYONE, 'gateway', 'igw-1'), aRoute('192.0.2.0/24', 'gateway', 'vpce-firewall')],
  });
  const closing = closingOf([table]);
  expect(setsText(closing).filter((each) => each.startsWith('remove'))).toEqual([]);
  expect(setsText(closing)).toContain('revoke tcp 443-443 0.0.0.0/0 of sg-web');
  expect(closing.missing).toMatchObject([{ call: 'rampart/network' }]);
});
