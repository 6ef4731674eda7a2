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

test('what is not settled, not a failure or of another check is not reached', () => {
  const none = [
    reached([at('tcp 22', { verdict: 'unknown' })]),
    reached([at('tcp 22')], { status: 'unknown' }),
    reached([at('tcp 22')], { check: 'rds-not-public' }),
    reached([], {}),
    aFinding({ check: 'network-internet-exposure', evidence: { exposed: 'x' } }),
  ];
  expect(exposureMatrix(none)).toEqual({ ports: [], vpcs: [] });
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
