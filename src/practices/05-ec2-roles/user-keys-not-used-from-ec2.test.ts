import { expect, test } from 'vitest';
import { anInstance } from '../../../test/builders/ec2.ts';
import { anAccessKey, aUser } from '../../../test/builders/iam.ts';
import { aNatGateway, aNetworkInterface, anElasticIp, aVpcEndpoint } from '../../../test/builders/network.ts';
import { ACCOUNT, deniedCall, type EvaluateOptions, evaluate } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { KeyUse, TrailFacts } from '../../model/trail-change.ts';
import { userKeysNotUsedFromEc2 as check } from './user-keys-not-used-from-ec2.ts';

const KEY = anAccessKey().accessKeyId;
const USER = aUser({ accessKeys: read([anAccessKey()]) });
const PUBLIC = '203.0.113.10';

const RESOURCES = [
  anInstance({ id: 'i-1', launchTime: '2026-10-01T00:00:00.000Z' }),
  aNetworkInterface({
    privateIpAddresses: [{ privateIpAddress: '10.0.0.10', primary: true, publicIp: PUBLIC }],
    ipv6Addresses: ['2001:db8::10'],
  }),
  aNetworkInterface({
    id: 'eni-nat',
    interfaceType: 'nat_gateway',
    attachment: null,
    privateIpAddresses: [{ privateIpAddress: '10.0.0.5', primary: true, publicIp: '203.0.113.5' }],
  }),
  aNatGateway({
    id: 'nat-1',
    addresses: [{ publicIp: '203.0.113.5', privateIp: '10.0.0.5', networkInterfaceId: 'eni-nat' }],
  }),
  aVpcEndpoint({ id: 'vpce-1' }),
];

function use(overrides: Partial<KeyUse> = {}): KeyUse {
  return {
    accessKeyId: KEY,
    address: PUBLIC,
    vpcEndpointId: null,
    calls: 7,
    first: '2026-10-05T00:00:00Z',
    last: '2026-10-20T00:00:00Z',
    call: 's3:ListBuckets',
    eventId: 'e-1',
    file: 's3://trail/log.json.gz',
    ...overrides,
  };
}

function trailOf(...keyUses: readonly KeyUse[]): TrailFacts {
  return { accounts: [ACCOUNT], rootUses: [], keyUses, uses: [], logged: [] };
}

function judged(trail: TrailFacts | undefined, options: EvaluateOptions = {}) {
  return evaluate(check, USER, { resources: RESOURCES, ...(trail && { trail }), ...options });
}

test.each<[string, Partial<KeyUse>, string]>([
  ['an instance', {}, 'i-1'],
  ['an instance by IPv6', { address: '2001:db8::10' }, 'i-1'],
  ['a NAT gateway', { address: '203.0.113.5' }, 'nat-1'],
  ['an instance, by an endpoint of its VPC', { address: '10.0.0.10', vpcEndpointId: 'vpce-1' }, 'i-1'],
])('fails for calls from %s', (_, overrides, from) => {
  expect(judged(trailOf(use(overrides)))).toMatchObject([
    {
      status: 'fail',
      summary: expect.stringContaining(`is used from ${from}, `),
      evidence: { accessKeyId: KEY, uses: [{ eventId: 'e-1', file: 's3://trail/log.json.gz' }] },
    },
  ]);
});

test.each<[string, Partial<KeyUse>]>([
  ['elsewhere', { address: '198.51.100.7' }],
  ['a service', { address: 'cloudformation.amazonaws.com' }],
  ['the same private address without an endpoint', { address: '10.0.0.10' }],
  ['the same private address of a VPC that was not read', { address: '10.0.0.10', vpcEndpointId: 'vpce-9' }],
  ['the address before the instance had it', { last: '2026-09-30T00:00:00Z' }],
  ['it with another key', { accessKeyId: 'AKIAANOTHER' }],
])('passes for calls from %s', (_, overrides) => {
  expect(judged(trailOf(use(overrides)))).toMatchObject([{ status: 'pass' }]);
});

test('of several uses the latest is told', () => {
  const later = use({ address: '203.0.113.5', last: '2026-10-25T00:00:00Z' });
  expect(judged(trailOf(use(), later))).toMatchObject([
    {
      summary: expect.stringContaining('from nat-1, 203.0.113.5, last on 2026-10-25'),
      evidence: { addresses: 2 },
    },
  ]);
});

test('each key by itself', () => {
  const user = aUser({ accessKeys: read([anAccessKey(), anAccessKey({ accessKeyId: 'AKIASECOND' })]) });
  expect(
    evaluate(check, user, { resources: RESOURCES, trail: trailOf(use()) }).map(({ status }) => status),
  ).toEqual(['fail', 'pass']);
});

test('users without an active key are none of its concern', () => {
  const user = aUser({ accessKeys: read([anAccessKey({ status: 'Inactive' })]) });
  expect(evaluate(check, user, { trail: trailOf(use()) })).toMatchObject([{ status: 'not-applicable' }]);
});

test('unknown without a trail, without events of the account, without the keys, without the addresses', () => {
  expect(judged(undefined)).toMatchObject([{ status: 'unknown' }]);
  expect(judged({ ...trailOf(use()), accounts: [] })).toMatchObject([{ status: 'unknown' }]);
  const user = aUser({ accessKeys: deniedCall('iam:ListAccessKeys') });
  expect(evaluate(check, user, { trail: trailOf(use()) })).toMatchObject([{ status: 'unknown' }]);
  const denied = ['AWS::EC2::NetworkInterface'] as const;
  expect(judged(trailOf(use()), { resources: [], denied })).toMatchObject([{ status: 'unknown' }]);
  expect(judged(trailOf(), { resources: [], denied })).toMatchObject([{ status: 'pass' }]);
});

/** A start changes an instance's launch time, and none of these addresses. */
test.each<[string, Partial<KeyUse>]>([
  ['its private address, by an endpoint', { address: '10.0.0.10', vpcEndpointId: 'vpce-1' }],
  ['its IPv6 address', { address: '2001:db8::10' }],
])('fails for calls from %s before the instance was last started', (_, overrides) => {
  const before = use({ ...overrides, last: '2026-09-30T00:00:00Z' });
  expect(judged(trailOf(before))).toMatchObject([{ status: 'fail' }]);
});

test("an Elastic IP is the account's own before a start, too; unknown where these were not read", () => {
  const before = trailOf(use({ last: '2026-09-30T00:00:00Z' }));
  const resources = [...RESOURCES, anElasticIp({ publicIp: PUBLIC })];
  expect(judged(before, { resources })).toMatchObject([{ status: 'fail' }]);
  expect(judged(before, { denied: ['AWS::EC2::EIP'] })).toMatchObject([{ status: 'unknown' }]);
});

test('unknown for calls by an endpoint where the endpoints were not read', () => {
  const byEndpoint = use({ address: '10.0.0.10', vpcEndpointId: 'vpce-1' });
  const resources = RESOURCES.filter(({ type }) => type !== 'AWS::EC2::VPCEndpoint');
  const denied = ['AWS::EC2::VPCEndpoint'] as const;
  expect(judged(trailOf(byEndpoint), { resources, denied })).toMatchObject([{ status: 'unknown' }]);
  const elsewhere = use({ address: '198.51.100.7' });
  expect(judged(trailOf(elsewhere), { resources, denied })).toMatchObject([{ status: 'pass' }]);
});
