import { expect, test } from 'vitest';
import { aDistribution, anS3Origin } from '../../../test/builders/edge.ts';
import {
  aClassicListener,
  aClassicLoadBalancer,
  aLoadBalancer,
} from '../../../test/builders/load-balancing.ts';
import { checkNamed } from '../../../test/check-named.ts';
import { ACCOUNT, deniedCall, deniedListing, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Distribution, HostedZone } from '../../model/resources/edge.ts';
import { cloudfrontInFront } from './cloudfront-in-front.ts';

const check = checkNamed(cloudfrontInFront, 'cloudfront-in-front');
const classic = checkNamed(cloudfrontInFront, 'cloudfront-in-front-classic');
const balancer = aLoadBalancer({ dnsName: 'Web-1.us-east-1.elb.amazonaws.com' });

function before(domainName: string, overrides: Partial<Distribution> = {}): Distribution {
  const origin = anS3Origin('x', { id: 'web', domainName, bucket: null, originProtocolPolicy: 'https-only' });
  return aDistribution({ origins: [origin, anS3Origin('assets')], ...overrides });
}

function zone(
  records: readonly (readonly [name: string, type: string, target: string])[],
  overrides: Partial<HostedZone> = {},
): HostedZone {
  return {
    type: 'AWS::Route53::HostedZone',
    account: ACCOUNT,
    region: 'global',
    arn: 'arn:aws:route53:::hostedzone/Z1',
    id: 'Z1',
    privateZone: false,
    records: read(
      records.map(([name, recordType, target]) => ({
        name,
        recordType,
        values: recordType === 'CNAME' ? [target] : [],
        aliasTarget: recordType === 'CNAME' ? null : target,
      })),
    ),
    ...overrides,
  };
}

const ORIGIN = 'origin.example.com';
const alias = zone([[`${ORIGIN}.`, 'A', 'dualstack.web-1.us-east-1.elb.amazonaws.com.']]);

test('passes when the load balancer is an origin, by its own name', () => {
  const [outcome] = evaluate(check, balancer, { resources: [before('web-1.us-east-1.elb.amazonaws.com')] });
  expect(outcome).toMatchObject({
    status: 'pass',
    summary: 'web is the origin of CloudFront distribution E1.',
  });
});

test('passes by a name that Route 53 resolves to it, over several steps', () => {
  expect(statuses(check, balancer, { resources: [before(ORIGIN), alias] })).toEqual(['pass']);
  const steps = zone([
    ['www.example.com.', 'CNAME', ORIGIN],
    [`${ORIGIN}.`, 'A', 'web-1.us-east-1.elb.amazonaws.com.'],
  ]);
  expect(statuses(check, balancer, { resources: [before('www.example.com'), steps] })).toEqual(['pass']);
});

test('names that stand for each other end the search', () => {
  const loop = zone([
    ['a.example.com.', 'CNAME', 'b.example.com'],
    ['b.example.com.', 'CNAME', 'a.example.com'],
  ]);
  expect(statuses(check, balancer, { resources: [before('a.example.com'), loop] })).toEqual(['fail']);
});

test('fails when no enabled distribution leads to it', () => {
  const [outcome] = evaluate(check, balancer, { resources: [aDistribution()] });
  expect(outcome).toMatchObject({
    status: 'fail',
    summary: 'web faces the internet without CloudFront in front of it.',
  });
  const off = before('web-1.us-east-1.elb.amazonaws.com', { enabled: false });
  expect(statuses(check, balancer, { resources: [off] })).toEqual(['fail']);
  const other = before('other-2.us-east-1.elb.amazonaws.com');
  expect(statuses(check, balancer, { resources: [other] })).toEqual(['fail']);
});

test.each([
  ['no zone was read', []],
  ['its zone could not be read', [{ ...alias, records: deniedCall('route53:ListResourceRecordSets') }]],
  ['only a private zone has it', [{ ...alias, privateZone: true }]],
  ['it leads on to a name outside', [zone([[`${ORIGIN}.`, 'CNAME', 'cdn.vendor.example']])]],
])('is unknown when an origin may lead anywhere: %s', (_, zones) => {
  const [outcome] = evaluate(check, balancer, { resources: [before(ORIGIN), ...zones] });
  expect(outcome).toMatchObject({ status: 'unknown' });
  expect(JSON.stringify(outcome)).toContain('NotOffered: what stands behind');
});

test('is unknown when distributions could not be listed', () => {
  const [outcome] = evaluate(check, balancer, { denied: ['AWS::CloudFront::Distribution'] });
  expect(outcome).toMatchObject({
    status: 'unknown',
    unread: [deniedListing('AWS::CloudFront::Distribution')],
  });
});

test('a Classic Load Balancer that serves HTTP is judged alike', () => {
  const front = before('old-web-1.us-east-1.elb.amazonaws.com');
  expect(statuses(classic, aClassicLoadBalancer(), { resources: [front] })).toEqual(['pass']);
  expect(statuses(classic, aClassicLoadBalancer())).toEqual(['fail']);
  const listeners = [aClassicListener({ protocol: 'TCP' })];
  expect(statuses(classic, aClassicLoadBalancer({ listeners }))).toEqual(['not-applicable']);
});

test('does not concern internal or Network Load Balancers', () => {
  expect(statuses(check, aLoadBalancer({ scheme: 'internal' }))).toEqual(['not-applicable']);
  expect(statuses(check, aLoadBalancer({ loadBalancerType: 'network' }))).toEqual(['not-applicable']);
  expect(statuses(classic, aClassicLoadBalancer({ scheme: 'internal' }))).toEqual(['not-applicable']);
});
