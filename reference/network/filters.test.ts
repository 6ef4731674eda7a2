import { expect, test } from 'vitest';
import type { SecurityGroup } from '../../src/model/resources/ec2.ts';
import { aListener, aLoadBalancer } from '../../test/builders/load-balancing.ts';
import { anEntry, aPrefixList, aRule, aSecurityGroup } from '../../test/builders/network.ts';
import { aMachine, anOpenAcl, factsOf, internet, machine, ping, SCENE, tcp, udp } from './scene.ts';
import { simulate } from './simulate.ts';

const CLIENT = internet('203.0.113.7');
const WEB = '198.51.100.10';
const FROM_WEB = machine('eni-web', '10.0.0.10');
const APP = '10.0.1.10';

function web(group: Partial<SecurityGroup>) {
  const own = { vpcId: 'vpc-0', subnetId: 'subnet-0a', publicIp: WEB, securityGroupIds: ['sg-web'] };
  return factsOf(...SCENE, aSecurityGroup(group), aMachine('eni-web', '10.0.0.10', own));
}

function app(group: Partial<SecurityGroup>) {
  const own = { vpcId: 'vpc-0', subnetId: 'subnet-0b', securityGroupIds: ['sg-web'] };
  return factsOf(...SCENE, aSecurityGroup(group), aMachine('eni-app', APP, own));
}

test('security groups only allow, and answers need no rule', () => {
  const facts = web({ ingress: [aRule('tcp', [440, 443], '203.0.113.0/24')], egress: [] });
  expect(simulate(facts, tcp(CLIENT, WEB, 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(CLIENT, WEB, 439))).toMatchObject({
    verdict: 'blocked',
    cause: 'security group',
  });
  expect(simulate(facts, tcp(CLIENT, WEB, 444)).verdict).toBe('blocked');
  expect(simulate(facts, udp(CLIENT, WEB, 443)).verdict).toBe('blocked');
  expect(simulate(facts, tcp(internet('203.0.114.0'), WEB, 443)).verdict).toBe('blocked');
});

test('the rules of all groups of an interface count together', () => {
  const facts = factsOf(
    ...SCENE,
    aSecurityGroup({ id: 'sg-a', ingress: [aRule('tcp', 22, '203.0.113.7/32')] }),
    aSecurityGroup({ id: 'sg-b', ingress: [aRule('tcp', 443, '0.0.0.0/0')] }),
    aMachine('eni-web', '10.0.0.10', {
      vpcId: 'vpc-0',
      subnetId: 'subnet-0a',
      publicIp: WEB,
      securityGroupIds: ['sg-a', 'sg-b'],
    }),
  );
  expect(simulate(facts, tcp(CLIENT, WEB, 22)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(CLIENT, WEB, 443)).verdict).toBe('reachable');
});

test('a group reference means private addresses of its interfaces, not their public ones', () => {
  const facts = app({ ingress: [aRule('tcp', 5432, 'sg-open')] });
  expect(simulate(facts, tcp(FROM_WEB, APP, 5432)).verdict).toBe('reachable');
  const toPublic = factsOf(
    ...SCENE,
    aSecurityGroup({ ingress: [aRule('tcp', 5432, 'sg-open')] }),
    aMachine('eni-app', APP, {
      vpcId: 'vpc-0',
      subnetId: 'subnet-0b',
      publicIp: '198.51.100.20',
      securityGroupIds: ['sg-web'],
    }),
  );
  expect(simulate(toPublic, tcp(FROM_WEB, '198.51.100.20', 5432))).toMatchObject({
    verdict: 'blocked',
    cause: 'security group',
  });
});

test('a reference to a group that nobody has matches nothing', () => {
  const facts = app({ ingress: [aRule('tcp', 5432, 'sg-gone')] });
  expect(simulate(facts, tcp(FROM_WEB, APP, 5432)).verdict).toBe('blocked');
});

test('a prefix list means its entries; one that was not read may hold anybody', () => {
  const rule = { ingress: [aRule('tcp', 443, 'pl-1')] };
  const known = web(rule);
  const read = {
    ...known,
    resources: [...known.resources, aPrefixList({ cidrs: { status: 'read', value: ['203.0.113.0/29'] } })],
  };
  expect(simulate(read, tcp(CLIENT, WEB, 443)).verdict).toBe('reachable');
  expect(simulate(read, tcp(internet('203.0.113.8'), WEB, 443)).verdict).toBe('blocked');
  expect(simulate(known, tcp(CLIENT, WEB, 443)).verdict).toBe('unknown');
  expect(simulate(known, tcp(CLIENT, WEB, 80)).verdict).toBe('blocked');
});

test('of ICMP the ports of a rule are type and code, -1 for any', () => {
  const facts = web({
    ingress: [aRule('icmp', [8, -1], '0.0.0.0/0'), aRule('icmpv6', [128, 0], '::/0')],
  });
  expect(simulate(facts, ping(CLIENT, WEB, 8, 3)).verdict).toBe('reachable');
  expect(simulate(facts, ping(CLIENT, WEB, 0, 0)).verdict).toBe('blocked');
});

test('a group that is not in the facts may allow; what stops the packet elsewhere is certain', () => {
  const own = { vpcId: 'vpc-0', subnetId: 'subnet-0a', publicIp: WEB, securityGroupIds: ['sg-unread'] };
  const facts = factsOf(...SCENE, aMachine('eni-web', '10.0.0.10', own));
  expect(simulate(facts, tcp(CLIENT, WEB, 443)).verdict).toBe('unknown');
  const acl = anOpenAcl({ id: 'acl-0', vpcId: 'vpc-0', subnetIds: ['subnet-0a', 'subnet-0b'], entries: [] });
  expect(simulate(factsOf(...facts.resources, acl), tcp(CLIENT, WEB, 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'network ACL',
  });
});

const ANY = ['0.0.0.0/0'] as const;
const OUT = { egress: true } as const;
function acl(entries: Parameters<typeof anOpenAcl>[0] & object) {
  return factsOf(
    ...SCENE,
    anOpenAcl({ id: 'acl-0', vpcId: 'vpc-0', subnetIds: ['subnet-0a'], ...entries }),
    anOpenAcl({ id: 'acl-b', vpcId: 'vpc-0', subnetIds: ['subnet-0b'] }),
  );
}

test('of an ACL the lowest number that matches decides, and nothing is allowed by default', () => {
  const facts = acl({
    entries: [
      anEntry(200, 'allow', 'tcp', [0, 65_535], ANY[0]),
      anEntry(100, 'deny', 'tcp', [22, 22], ANY[0]),
      anEntry(100, 'allow', '-1', null, ANY[0], OUT),
    ],
  });
  expect(simulate(facts, tcp(CLIENT, WEB, 22)).verdict).toBe('blocked');
  expect(simulate(facts, tcp(CLIENT, WEB, 23)).verdict).toBe('reachable');
  expect(simulate(facts, udp(CLIENT, WEB, 23)).verdict).toBe('blocked');
});

test('ACLs are stateless: the answer needs a rule for the port of the client', () => {
  const facts = acl({
    entries: [
      anEntry(100, 'allow', 'tcp', [443, 443], ANY[0]),
      anEntry(100, 'allow', 'tcp', [32_768, 60_999], ANY[0], OUT),
    ],
  });
  const ports = [32_767, 32_768, 60_999, 61_000];
  expect(ports.map((port) => simulate(facts, tcp(CLIENT, WEB, 443, port)).verdict)).toEqual([
    'blocked',
    'reachable',
    'reachable',
    'blocked',
  ]);
});

test('IPv4 entries say nothing of IPv6', () => {
  const facts = acl({
    entries: [anEntry(100, 'allow', '-1', null, ANY[0]), anEntry(100, 'allow', '-1', null, ANY[0], OUT)],
  });
  expect(simulate(facts, tcp(CLIENT, WEB, 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(internet('2001:db8:ffff::1'), '2001:db8:0:0::10', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'network ACL',
  });
});

test('an ACL is passed at the edge of its subnet, never within', () => {
  const closed = acl({ entries: [] });
  const near = aMachine('eni-near', '10.0.0.11', { vpcId: 'vpc-0', subnetId: 'subnet-0a' });
  const facts = factsOf(...closed.resources, near);
  expect(simulate(facts, tcp(FROM_WEB, '10.0.0.11', 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(FROM_WEB, APP, 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'network ACL',
  });
});

test('between a classic load balancer and its target the ACL counts within the subnet too', () => {
  const closed = acl({ entries: [] });
  const own = { vpcId: 'vpc-0', subnetId: 'subnet-0a', description: 'ELB old-web' };
  const facts = factsOf(...closed.resources, aMachine('eni-elb', '10.0.0.12', own));
  expect(simulate(facts, tcp(machine('eni-elb', '10.0.0.12'), '10.0.0.10', 80))).toMatchObject({
    verdict: 'blocked',
    cause: 'network ACL',
  });
});

test('a load balancer takes what one of its listeners is for', () => {
  const balancer = aLoadBalancer({ vpcId: 'vpc-0' });
  const facts = factsOf(
    ...SCENE,
    balancer,
    aListener({ port: 443, protocol: 'HTTPS', loadBalancerArn: balancer.arn }),
    aMachine('eni-alb', '10.0.0.20', {
      vpcId: 'vpc-0',
      subnetId: 'subnet-0a',
      publicIp: '198.51.100.30',
      description: 'ELB app/web/0123456789abcdef',
    }),
  );
  expect(simulate(facts, tcp(CLIENT, '198.51.100.30', 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(CLIENT, '198.51.100.30', 80))).toMatchObject({
    verdict: 'blocked',
    cause: 'load balancer',
  });
  expect(simulate(facts, udp(CLIENT, '198.51.100.30', 443)).verdict).toBe('blocked');
  expect(simulate(facts, ping(CLIENT, '198.51.100.30')).verdict).toBe('blocked');
});

test('a Lambda interface takes nothing in, and may send', () => {
  const own = { vpcId: 'vpc-0', subnetId: 'subnet-0b', interfaceType: 'lambda' };
  const facts = factsOf(...SCENE, aMachine('eni-lambda', '10.0.1.30', own));
  expect(simulate(facts, tcp(FROM_WEB, '10.0.1.30', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'receiver',
  });
  expect(simulate(facts, tcp(machine('eni-lambda', '10.0.1.30'), '10.0.0.10', 443)).verdict).toBe(
    'reachable',
  );
});

test('an interface sends from its own addresses, and has those of delegated prefixes and secondary ones', () => {
  const own = aMachine('eni-app', APP, {
    vpcId: 'vpc-0',
    subnetId: 'subnet-0b',
    ipv4Prefixes: ['10.0.1.64/28'],
    privateIpAddresses: [
      { privateIpAddress: APP, primary: true, publicIp: null },
      { privateIpAddress: '10.0.1.11', primary: false, publicIp: '198.51.100.11' },
    ],
  });
  const facts = factsOf(...SCENE, own);
  expect(simulate(facts, tcp(FROM_WEB, '10.0.1.79', 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(FROM_WEB, '10.0.1.80', 443)).verdict).toBe('blocked');
  expect(simulate(facts, tcp(CLIENT, '198.51.100.11', 443)).verdict).toBe('reachable');
  expect(simulate(facts, tcp(machine('eni-app', '10.0.1.12'), '10.0.0.10', 443))).toMatchObject({
    verdict: 'blocked',
    cause: 'source/destination check',
  });
});
