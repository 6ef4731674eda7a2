import { expect, test } from 'vitest';
import { aFinding } from '../../../test/builders/finding.ts';
import type { Finding } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { exposureMatrix } from './exposure-matrix.ts';

const at = (traffic: string, more: JsonObject = {}): JsonObject => ({
  address: '203.0.113.10',
  networkInterfaceId: 'eni-1',
  traffic,
  share: 0.862,
  verdict: 'reachable',
  ...more,
});

function reached(
  exposed: readonly JsonObject[],
  overrides: Partial<Finding> = {},
  evidence: JsonObject = {},
): Finding {
  return aFinding({
    check: 'network-internet-exposure-admin-ports',
    status: 'fail',
    severity: 'critical',
    evidence: {
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      instanceId: 'i-1',
      description: '',
      exposed,
      ...evidence,
    },
    ...overrides,
  });
}

test('by VPC, subnet, interface and port', () => {
  const second = reached(
    [at('tcp 22', { networkInterfaceId: 'eni-2', share: 2 ** -14 })],
    {},
    { subnetId: 'subnet-2', instanceId: null, description: 'ELB app/web/1' },
  );
  const { ports, vpcs } = exposureMatrix([
    reached([at('tcp 22', { service: 'SSH' }), at('tcp all ports')]),
    second,
  ]);
  expect(ports).toEqual([
    { traffic: 'tcp all ports', service: '' },
    { traffic: 'tcp 22', service: 'SSH' },
  ]);
  expect(vpcs).toMatchObject([
    {
      vpcId: 'vpc-1',
      interfaces: 2,
      subnets: [
        { subnetId: 'subnet-1', rows: [{ name: 'i-1', networkInterfaceId: 'eni-1' }] },
        { subnetId: 'subnet-2', rows: [{ name: 'ELB app/web/1', networkInterfaceId: 'eni-2' }] },
      ],
    },
  ]);
  expect(vpcs[0]?.subnets[1]?.rows[0]?.cells.get('tcp 22')).toMatchObject({
    share: 2 ** -14,
    isEveryone: false,
  });
  expect(vpcs[0]?.cells.get('tcp 22')).toMatchObject({ isEveryone: true });
});

test('whoever has an IPv6 address is everyone too', () => {
  const by = (share: number) => {
    const { vpcs } = exposureMatrix([reached([at('tcp 22', { address: '2001:db8::1', share })])]);
    return vpcs[0]?.cells.get('tcp 22')?.isEveryone;
  };
  expect([by(0.125), by(2 ** -20)]).toEqual([true, false]);
});

test('what is of another check, or tells no traffic, is not there', () => {
  const none = [
    reached([at('tcp 22')], { check: 'rds-not-public' }),
    reached([at('tcp 22')], { status: 'pass' }),
    reached([], {}),
    aFinding({ check: 'network-internet-exposure', evidence: { exposed: 'x' } }),
  ];
  expect(exposureMatrix(none)).toEqual({ ports: [], vpcs: [], notKnown: [] });
});

test('what is not settled is told apart from what is reached, with its reasons, and hides none of it', () => {
  const denied = { status: 'unread', call: 'ec2:DescribeNetworkAcls', why: 'AccessDenied: no' } as const;
  const lost = { status: 'unread', call: 'ec2:DescribeSubnets', why: 'NotListed: subnet-2' } as const;
  const other = (check: string, more: Partial<Finding> = {}): Finding =>
    reached([], { check, status: 'unknown', unread: [denied], ...more });
  const far = aFinding({}).resource;
  const { ports, vpcs, notKnown } = exposureMatrix([
    other('network-internet-exposure'),
    other('network-internet-exposure-sensitive-ports'),
    reached([at('tcp 22'), at('tcp 3389', { verdict: 'unknown' })]),
    reached([at('tcp 22', { networkInterfaceId: 'eni-2' })], {
      status: 'unknown',
      unread: [denied, lost],
      resource: { ...far, arn: `${far.arn}-2` },
    }),
  ]);
  expect(ports.map(({ traffic }) => traffic)).toEqual(['tcp 22', 'any port', 'tcp 3389']);
  expect(vpcs).toMatchObject([{ interfaces: expect.any(Number), reached: 1 }]);
  const shown = vpcs[0]?.subnets.flatMap(({ rows }) =>
    rows.map(({ networkInterfaceId, cells }) => [
      networkInterfaceId,
      [...cells].map(([traffic, { isKnown }]) => `${traffic} ${isKnown}`),
    ]),
  );
  expect(shown).toContainEqual(['eni-1', ['tcp 22 true', 'tcp 3389 false']]);
  expect(shown).toContainEqual(['eni-2', ['tcp 22 false']]);
  expect(vpcs[0]?.cells.get('tcp 22')?.isKnown).toBe(true);
  expect(notKnown.map(({ call, interfaces }) => [call, interfaces.length])).toEqual([
    ['ec2:DescribeNetworkAcls', 2],
    ['ec2:DescribeSubnets', 1],
  ]);
});

test('the worst VPC is first, and what is suppressed hides nothing worse', () => {
  const high = reached(
    [at('tcp 8080')],
    { severity: 'high', check: 'network-internet-exposure' },
    { vpcId: 'vpc-0' },
  );
  const suppressed = reached([at('tcp 22', { share: 1 })], {
    id: 'hidden',
    suppressed: { rule: 'r', reason: 'because', expires: null },
  });
  const open = reached([at('tcp 22')], { id: 'open' });
  const { vpcs } = exposureMatrix([high, suppressed, open]);
  expect(vpcs.map(({ vpcId }) => vpcId)).toEqual(['vpc-1', 'vpc-0']);
  expect(vpcs[0]?.cells.get('tcp 22')?.finding.id).toBe('open');
});
