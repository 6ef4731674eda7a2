import { describe, expect, test } from 'vitest';
import { anInstance, ec2Defaults } from '../../test/builders/ec2.ts';
import { aListener, aLoadBalancer, aTargetGroup } from '../../test/builders/load-balancing.ts';
import {
  aNetworkAcl,
  aNetworkInterface,
  anEntry,
  aRouteTable,
  aRule,
  aSecurityGroup,
} from '../../test/builders/network.ts';
import { evaluate } from '../../test/inventory-of.ts';
import { twoTiers } from '../../test/network/two-tiers.ts';
import { read } from '../model/reading.ts';
import type { Resource, ResourceType } from '../model/resource-types.ts';
import type { SecurityGroupRule } from '../model/resources/ec2.ts';
import { securityGroupOpenToWorld } from './11-network/security-group-open-to-world.ts';

const [any, admin] = securityGroupOpenToWorld;
const SSH = [aRule('tcp', 22, '0.0.0.0/0')];

interface World {
  readonly rules?: readonly SecurityGroupRule[];
  readonly id?: string;
  readonly changed?: readonly Resource[];
  readonly denied?: readonly ResourceType[];
  readonly check?: typeof any | undefined;
}

/** The failure of a group of two tiers that is open to the world. */
function failureOf({ rules = SSH, id = 'sg-web', changed = [], denied = [], check = any }: World) {
  const group = aSecurityGroup({ id, ingress: rules, egress: [] });
  const { resources } = twoTiers(group, ...changed);
  const others = resources.filter((each) => each !== group && !denied.includes(each.type));
  const [outcome] = check ? evaluate(check, group, { resources: others, denied }) : [];
  if (outcome?.status !== 'fail') throw new Error(`${outcome?.status}`);
  return outcome;
}

function told(world: World) {
  const { summary, evidence } = failureOf(world);
  return { after: summary.split('; ').slice(1).join('; '), reach: evidence['reach'] };
}

test('reached: by which interface, and at which address', () => {
  expect(told({})).toEqual({
    after: 'the internet reaches eni-web by it, at 203.0.113.10.',
    reach: {
      internet: 'reached',
      networkInterfaceId: 'eni-web',
      address: '203.0.113.10',
      loadBalancer: null,
    },
  });
});

test('nothing holds it', () => {
  expect(told({ id: 'sg-spare' })).toEqual({
    after: 'no network interface holds it.',
    reach: { internet: 'unused' },
  });
});

const blocked = ec2Defaults({
  vpcBlockPublicAccess: {
    status: 'read',
    value: { internetGatewayBlockMode: 'block-bidirectional', exclusionsAllowed: null },
  },
});
const acl = (...entries: readonly Parameters<typeof anEntry>[]): Resource =>
  aNetworkAcl({
    id: 'acl-public',
    subnetIds: ['subnet-public'],
    entries: entries.map((each) => anEntry(...each)),
  });
const out: Parameters<typeof anEntry> = [100, 'allow', '-1', null, '0.0.0.0/0', { egress: true }];

describe('not reached, and why', () => {
  test.each<[string, World, string]>([
    ['no address', { id: 'sg-db' }, 'eni-db: it has no public IPv4 address'],
    ['no IPv6 address', { id: 'sg-db', rules: [aRule('tcp', 22, '::/0')] }, 'eni-db: it has no IPv6 address'],
    [
      'neither',
      { id: 'sg-db', rules: [...SSH, aRule('tcp', 22, '::/0')] },
      'eni-db: it has no public address',
    ],
    [
      'no ACL entry',
      { changed: [acl([100, 'allow', 'tcp', [443, 443], '0.0.0.0/0'], out)] },
      'eni-web: network acl acl-public, no ingress rule allows it',
    ],
    [
      'an ACL entry that denies',
      {
        changed: [
          acl([90, 'deny', 'tcp', [22, 22], '0.0.0.0/0'], [100, 'allow', '-1', null, '0.0.0.0/0'], out),
        ],
      },
      'eni-web: network acl acl-public, ingress rule 90 denies it',
    ],
    [
      'an ACL that lets an office in',
      { changed: [acl([100, 'allow', 'tcp', [22, 22], '203.0.113.0/24'], out)] },
      'eni-web: network acl acl-public, no ingress rule allows it',
    ],
    [
      'an ACL that stops answers',
      { changed: [acl([100, 'allow', '-1', null, '0.0.0.0/0'])] },
      'eni-web: its answers stop at network acl acl-public, no egress rule allows it',
    ],
    [
      'no way back',
      { changed: [aRouteTable({ id: 'rtb-public', main: false, subnetIds: ['subnet-public'] })] },
      'eni-web: its answers stop at route table rtb-public, it has no route to the destination',
    ],
    [
      'VPC Block Public Access',
      { changed: [blocked] },
      'eni-web: vpc block public access vpc-1, VPC Block Public Access stops it',
    ],
  ])('%s', (_, world, why) => {
    expect(told(world).after).toBe(`the internet does not reach what holds it: ${why}.`);
  });

  test('several alike are told once, and all places', () => {
    const more = ['a', 'b'].map((name) =>
      aNetworkInterface({
        id: `eni-${name}`,
        subnetId: 'subnet-private',
        securityGroupIds: ['sg-web'],
        privateIpAddresses: [
          { privateIpAddress: `10.0.2.3${name.charCodeAt(0) % 10}`, primary: true, publicIp: null },
        ],
      }),
    );
    const { after, reach } = told({ changed: [...more, acl(out)] });
    expect(after).toContain('eni-web: network acl acl-public, no ingress rule allows it');
    expect(after).toContain('eni-a and 1 more: it has no public IPv4 address');
    expect(reach).toMatchObject({ internet: 'not-reached', reasons: [{ others: 0 }, { others: 1 }] });
  });

  test('administration ports are asked about alone where the question is about them', () => {
    const onlyHttps = acl([100, 'allow', 'tcp', [8443, 8443], '0.0.0.0/0'], out);
    const rules = [aRule('-1', null, '0.0.0.0/0')];
    expect(told({ rules, changed: [onlyHttps], check: admin }).after).toContain('no ingress rule allows it');
    expect(told({ rules, changed: [onlyHttps] }).after).toContain('the internet reaches eni-web');
  });
});

describe('never a reason where something was not read', () => {
  test.each<ResourceType>([
    'AWS::EC2::NetworkInterface',
    'AWS::EC2::NetworkAcl',
    'AWS::EC2::RouteTable',
    'AWS::EC2::InternetGateway',
    'AWS::EC2::Subnet',
    'AWS::EC2::VPC',
  ])('%s', (type) => {
    const { after, reach } = told({ denied: [type] });
    expect(after).toBe('');
    expect(reach).toMatchObject({ internet: 'unknown' });
  });

  test('an interface of Global Accelerator may lead to it', () => {
    const accelerator = aNetworkInterface({ id: 'eni-ga', interfaceType: 'global_accelerator_managed' });
    expect(told({ id: 'sg-db', changed: [accelerator] }).after).toBe('');
  });
});

const TARGETS = read([{ id: 'i-db', port: 8080, availabilityZone: null, state: 'healthy', reason: null }]);

describe('behind a load balancer', () => {
  const balancer = aLoadBalancer({ securityGroupIds: ['sg-node'] });
  const front: readonly Resource[] = [
    balancer,
    aListener({ loadBalancerArn: balancer.arn, port: 443, protocol: 'HTTPS' }),
    aTargetGroup({ port: 8080, targets: TARGETS }),
    anInstance({
      id: 'i-db',
      networkInterfaceIds: ['eni-db'],
      privateIpAddress: '10.0.2.20',
      subnetId: 'subnet-private',
    }),
    aNetworkInterface({
      id: 'eni-node',
      description: 'ELB app/web/0123456789abcdef',
      subnetId: 'subnet-public',
      securityGroupIds: ['sg-node'],
      privateIpAddresses: [{ privateIpAddress: '10.0.1.60', primary: true, publicIp: '203.0.113.60' }],
      attachment: null,
    }),
    aSecurityGroup({
      id: 'sg-node',
      ingress: [aRule('tcp', 443, '0.0.0.0/0')],
      egress: [aRule('-1', null, '0.0.0.0/0')],
    }),
  ];

  test('it hands on to what has no public address', () => {
    const { after, reach } = told({ id: 'sg-db', rules: [aRule('tcp', 8080, '0.0.0.0/0')], changed: front });
    expect(after).toBe('a load balancer hands on to eni-db what the internet sends.');
    expect(reach).toMatchObject({ internet: 'reached', loadBalancer: balancer.arn });
  });

  test('but not at ports that it does not hand on to', () => {
    expect(
      told({ id: 'sg-db', rules: [aRule('tcp', [22, 8080], '0.0.0.0/0')], check: admin, changed: front })
        .after,
    ).toBe('the internet does not reach what holds it: eni-db: it has no public IPv4 address.');
  });

  test('and nobody knows where its targets were not read', () => {
    const rules = [aRule('tcp', 8080, '0.0.0.0/0')];
    const denied: readonly ResourceType[] = ['AWS::ElasticLoadBalancingV2::TargetGroup'];
    expect(told({ id: 'sg-db', rules, changed: front, denied }).reach).toMatchObject({ internet: 'unknown' });
  });
});

describe('the severity', () => {
  test('is low where the internet provably reaches nothing by the group', () => {
    expect(failureOf({ id: 'sg-spare' }).severity).toBe('low');
    expect(failureOf({ changed: [blocked] })).toMatchObject({
      severity: 'low',
      evidence: { reach: { internet: 'not-reached' } },
    });
  });

  test("is the check's where it reaches something, or where that is not known", () => {
    expect(failureOf({}).severity).toBeUndefined();
    const unsure = failureOf({ denied: ['AWS::EC2::RouteTable'] });
    expect(unsure.evidence['reach']).toMatchObject({ internet: 'unknown' });
    expect(unsure.severity).toBeUndefined();
  });
});
