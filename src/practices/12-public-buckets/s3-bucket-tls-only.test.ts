import { expect, test } from 'vitest';
import {
  aMembership,
  anOrganizationAccount,
  anOrganizationPolicy,
  anOrganizationRoot,
  noMembership,
} from '../../../test/builders/organizations.ts';
import { aBucket } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import { s3BucketTlsOnly } from './s3-bucket-tls-only.ts';

const BOTH = ['arn:aws:s3:::data-bucket', 'arn:aws:s3:::data-bucket/*'];
const PLAIN = { Bool: { 'aws:SecureTransport': 'false' } };
const denying = (more: object = {}) =>
  aBucket({
    policy: read(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: BOTH, Condition: PLAIN, ...more },
        ],
      }),
    ),
  });
const AROUND = { resources: [noMembership()] };
const status = (more: object) => statuses(s3BucketTlsOnly, denying(more), AROUND)[0];

test('passes where all is denied without TLS, fails without any policy, with the request', () => {
  expect(statuses(s3BucketTlsOnly, denying(), AROUND)).toEqual(['pass']);
  const [outcome] = evaluate(s3BucketTlsOnly, aBucket(), AROUND);
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: expect.stringMatching(/^Bucket data-bucket takes requests without TLS: s3:/),
    evidence: { witness: { context: { 'aws:SecureTransport': 'false' } } },
  });
});

test.each<[string, object, string]>([
  ['objects alone', { Resource: BOTH[1] }, 'fail'],
  ['the bucket alone', { Resource: BOTH[0] }, 'fail'],
  ['another bucket', { Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] }, 'fail'],
  ['reading alone', { Action: 's3:Get*' }, 'fail'],
  ['its own account alone, beside which nothing lets anybody in', { Principal: { AWS: ACCOUNT } }, 'pass'],
  ['another account', { Principal: { AWS: OTHER_ACCOUNT } }, 'fail'],
  ['an Allow', { Effect: 'Allow' }, 'fail'],
  ['all but some', { Action: undefined, NotAction: 's3:GetObject' }, 'fail'],
  ['the other way round', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 'fail'],
  ['and an address', { Condition: { ...PLAIN, IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }, 'fail'],
  ['everything by wildcards', { Action: '*', Resource: '*' }, 'pass'],
  ['whatever is not true', { Condition: { StringNotEquals: { 'aws:SecureTransport': 'true' } } }, 'pass'],
  ['with IfExists', { Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }, 'pass'],
  ['an old version of TLS too', { Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }, 'fail'],
])('a Deny of %s', (_, more, expected) => {
  expect(status(more)).toBe(expected);
});

test('a resource control policy of the organization will do', () => {
  const content = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: PLAIN }],
  });
  const rcp = anOrganizationPolicy({ policyType: 'RESOURCE_CONTROL_POLICY', content: read(content) });
  const tree: readonly Resource[] = [
    aMembership({ account: ACCOUNT }),
    aMembership({ account: OTHER_ACCOUNT }),
    anOrganizationRoot(),
    anOrganizationAccount({ parentId: 'r-exam' }),
  ];
  const accounts = [ACCOUNT, OTHER_ACCOUNT];
  expect(statuses(s3BucketTlsOnly, aBucket(), { accounts, resources: [...tree, rcp] })).toEqual(['pass']);
  expect(statuses(s3BucketTlsOnly, aBucket(), { accounts, resources: tree })).toEqual(['fail']);
});

test('unknown without the policy, or without those of the organization, unless what was read settles it', () => {
  const unread = aBucket({ policy: deniedCall('s3:GetBucketPolicy') });
  expect(evaluate(s3BucketTlsOnly, unread, AROUND)).toMatchObject([
    { status: 'unknown', unread: [{ call: 's3:GetBucketPolicy' }] },
  ]);
  expect(statuses(s3BucketTlsOnly, aBucket({ policy: read('{') }), AROUND)).toEqual(['unknown']);
  const denied = { denied: ['AWS::Organizations::Organization'] } as const;
  expect(statuses(s3BucketTlsOnly, aBucket(), denied)).toEqual(['unknown']);
  expect(statuses(s3BucketTlsOnly, denying(), denied)).toEqual(['pass']);
});

test('the policy that it needs is the one that it has, and a Deny', () => {
  const allows = {
    Sid: 'TlsOnly',
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: BOTH[1],
  };
  for (const has of [null, JSON.stringify({ Version: '2012-10-17', Id: 'x', Statement: allows })]) {
    const [outcome] = evaluate(s3BucketTlsOnly, aBucket({ policy: read(has) }), AROUND);
    const told = outcome?.status === 'fail' ? outcome.evidence['policy'] : null;
    const text = typeof told === 'string' ? told : '';
    const document = JSON.parse(text) as { Statement: unknown[]; Id?: string };
    expect(document.Statement.length).toBe(has === null ? 1 : 2);
    expect(document.Id).toBe(has === null ? undefined : 'x');
    expect(statuses(s3BucketTlsOnly, aBucket({ policy: read(text) }), AROUND)).toEqual(['pass']);
  }
});

test('buckets that differ by their names share a proof, each with its own request', () => {
  const plain = ['one', 'two'].map((id) => aBucket({ id }));
  const resources = [noMembership(), ...plain];
  const requests = plain.flatMap((each) => evaluate(s3BucketTlsOnly, each, { resources }));
  expect(requests.map((each) => (each.status === 'fail' ? each.evidence : null))).toMatchObject([
    { witness: { resource: expect.stringMatching(/:::one/) } },
    { witness: { resource: expect.stringMatching(/:::two/) } },
  ]);
});
