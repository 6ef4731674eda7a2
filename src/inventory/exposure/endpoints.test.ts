import { expect, test } from 'vitest';
import { aSecret } from '../../../test/builders/data-stores.ts';
import { aUserWho } from '../../../test/builders/escalation.ts';
import { aVpc, aVpcEndpoint } from '../../../test/builders/network.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { aBucket, anAccessPoint, anAccountBlock } from '../../../test/builders/s3.ts';
import { ACCOUNT, inventoryOf } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource, ResourceType } from '../../model/resource-types.ts';
import type { VpcEndpoint } from '../../model/resources/ec2.ts';
import { EXPOSURE_TYPES, exposures } from './exposures.ts';

const PARTNER = '999900001111';
const OBJECTS = 'arn:aws:s3:::data-bucket/*';
const ENDPOINT = aVpcEndpoint();

const text = (...statements: readonly object[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((each) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...each })),
  });
const bucketWith = (...statements: readonly object[]): Resource =>
  aBucket({ publicAccessBlock: read(null), policy: read(text(...statements)) });
const endpoint = (policyDocument: string | null, more: Partial<VpcEndpoint> = {}): Resource =>
  aVpcEndpoint({ policyDocument, ...more });

const VIA = { Condition: { StringEquals: { 'aws:SourceVpce': ENDPOINT.id } } };
const PARTNER_READS = { Principal: { AWS: PARTNER }, Action: 's3:GetObject', Resource: OBJECTS };
const OURS_ALONE = text({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } } });
const ALL = text({ Principal: '*' });

interface Around {
  readonly resource?: string | null;
  readonly denied?: readonly ResourceType[];
}

/** `account 9…: read open`; with what stops it, and why it is not known. */
function told(resources: readonly Resource[], { resource = null, denied = [] }: Around = {}) {
  const block = anAccountBlock({ publicAccessBlock: null });
  const inventory = inventoryOf({ resources: [block, noMembership(), ...resources], denied });
  const found = exposures(inventory, { types: EXPOSURE_TYPES, resource, trustedAccounts: [] });
  return found.flatMap(({ people }) =>
    people.flatMap(({ name, access }) =>
      access.map(({ operation, answer, ways, unread }) => {
        const by = ways.flatMap(({ vpcEndpoint }) => vpcEndpoint?.split('/').at(-1) ?? []);
        const stops = ways.flatMap(({ stoppedBy }) => stoppedBy.map(({ layer }) => layer));
        const why = unread.map((each) => each.why.split(': ').at(-1));
        return [`${name}: ${operation} ${answer}`, ...by.slice(0, 1), ...stops, ...why].join(', ');
      }),
    ),
  );
}

test('an account that has to come by an endpoint is stopped or let through by its policy', () => {
  const bucket = bucketWith({ ...PARTNER_READS, ...VIA });
  for (const open of [null, ALL])
    expect(told([bucket, endpoint(open)])).toEqual([`account ${PARTNER}: read open, vpce-1`]);
  expect(told([bucket, endpoint(OURS_ALONE)])).toEqual([
    `account ${PARTNER}: read held, vpce-1, vpc-endpoint-policy`,
  ]);
  const elsewhere = text({ Principal: '*', Resource: 'arn:aws:s3:::another-bucket/*' });
  expect(told([bucket, endpoint(elsewhere)])).toEqual([
    `account ${PARTNER}: read held, vpce-1, vpc-endpoint-policy`,
  ]);
});

test('an endpoint closes no way that does not need it', () => {
  const bucket = bucketWith({ ...PARTNER_READS, ...VIA }, { Sid: 'Direct', ...PARTNER_READS });
  expect(told([bucket, endpoint(OURS_ALONE)])).toEqual([`account ${PARTNER}: read open`]);
  const plain = bucketWith(PARTNER_READS);
  expect(told([plain, endpoint(OURS_ALONE)])).toEqual([`account ${PARTNER}: read open`]);
  const either = bucketWith({
    ...PARTNER_READS,
    Condition: { StringEquals: { 'aws:SourceVpce': [ENDPOINT.id, 'vpce-2'] } },
  });
  expect(told([either, endpoint(OURS_ALONE), endpoint(ALL, { id: 'vpce-2' })])).toEqual([
    `account ${PARTNER}: read open, vpce-2`,
  ]);
  const any = bucketWith({ ...PARTNER_READS, Condition: { StringLike: { 'aws:SourceVpce': 'vpce-*' } } });
  expect(told([any, endpoint(OURS_ALONE)])).toEqual([`account ${PARTNER}: read open`]);
  const unless = bucketWith(PARTNER_READS, {
    Effect: 'Deny',
    Principal: '*',
    Condition: { StringEquals: { 'aws:SourceVpce': ENDPOINT.id } },
  });
  expect(told([unless, endpoint(OURS_ALONE)])).toEqual([`account ${PARTNER}: read open`]);
});

test('a Deny of all that does not come by the endpoint', () => {
  const bucket = bucketWith(PARTNER_READS, {
    Effect: 'Deny',
    Principal: '*',
    Condition: { StringNotEquals: { 'aws:SourceVpce': ENDPOINT.id } },
  });
  expect(told([bucket, endpoint(null)])).toEqual([`account ${PARTNER}: read open, vpce-1`]);
  expect(told([bucket, endpoint(OURS_ALONE)])).toEqual([
    `account ${PARTNER}: read held, vpce-1, vpc-endpoint-policy`,
  ]);
});

test('by its VPC, and for this service alone', () => {
  const bucket = bucketWith({
    ...PARTNER_READS,
    Condition: { StringEquals: { 'aws:SourceVpc': ENDPOINT.vpcId } },
  });
  expect(told([bucket, endpoint(OURS_ALONE)])).toEqual([
    `account ${PARTNER}: read held, vpce-1, vpc-endpoint-policy`,
  ]);
  const global = endpoint(ALL, { id: 'vpce-2', serviceName: 'com.amazonaws.s3-global.accesspoint' });
  expect(told([bucket, endpoint(OURS_ALONE), global])).toEqual([`account ${PARTNER}: read open, vpce-2`]);
  const ofQueues = endpoint(null, { serviceName: 'com.amazonaws.us-east-1.sqs' });
  expect(told([bucket, ofQueues, aVpc({ id: ENDPOINT.vpcId })])).toEqual([
    `account ${PARTNER}: read unknown, the policy of the endpoints for s3 of VPC ${ENDPOINT.vpcId} is not known`,
  ]);
});

test('an endpoint that was not read is unknown by name; one of others has the policy that they give it', () => {
  const bucket = bucketWith({ ...PARTNER_READS, ...VIA });
  expect(told([bucket], { denied: ['AWS::EC2::VPCEndpoint'] })).toEqual([
    `account ${PARTNER}: read unknown, the policy of VPC endpoint vpce-1 is not known`,
  ]);
  expect(told([bucket])).toEqual([`account ${PARTNER}: read open`]);
  expect(told([bucket, endpoint('{')])).toEqual([expect.stringContaining('read unknown')]);
});

test('by whose endpoint it is: one of our own lets others in, too', () => {
  const bucket = bucketWith({
    ...PARTNER_READS,
    Condition: { StringEquals: { 'aws:VpceAccount': ACCOUNT } },
  });
  expect(told([bucket, endpoint(null)])).toEqual([`account ${PARTNER}: read open, vpce-1`]);
  expect(told([bucket, endpoint(OURS_ALONE)])).toEqual([
    `account ${PARTNER}: read held, vpce-1, vpc-endpoint-policy`,
  ]);
});

test('by an access point of a VPC: those whom its policy names, through the endpoints of the VPC', () => {
  const delegates = bucketWith({
    Principal: '*',
    Condition: { StringEquals: { 's3:DataAccessPointAccount': ACCOUNT } },
  });
  const point = anAccessPoint({ networkOrigin: 'VPC', vpcId: ENDPOINT.vpcId });
  const opens = (principal: object | string) => ({
    ...point,
    policy: read(text({ Principal: principal, Action: 's3:GetObject', Resource: `${point.arn}/object/*` })),
  });
  const named = opens({ AWS: PARTNER });
  expect(told([delegates, named, endpoint(null)])).toEqual([`account ${PARTNER}: read open, vpce-1`]);
  expect(told([delegates, named, endpoint(OURS_ALONE)])).toEqual([
    `account ${PARTNER}: read held, vpce-1, vpc-endpoint-policy`,
  ]);
  expect(told([delegates, named], { denied: ['AWS::EC2::VPCEndpoint'] })).toEqual([
    expect.stringContaining(`account ${PARTNER}: read unknown`),
  ]);
  expect(told([delegates, opens('*'), endpoint(null)])).toEqual([]);
});

test('other resources: by an endpoint for their service', () => {
  const secret = aSecret({
    policy: read(text({ Principal: { AWS: PARTNER }, Action: 'secretsmanager:GetSecretValue', ...VIA })),
  });
  const ofSecrets = (policyDocument: string | null) =>
    endpoint(policyDocument, { serviceName: 'com.amazonaws.us-east-1.secretsmanager' });
  expect(told([secret, ofSecrets(null)])).toEqual([`account ${PARTNER}: read open, vpce-1`]);
  expect(told([secret, ofSecrets(OURS_ALONE)])).toEqual([
    `account ${PARTNER}: read held, vpce-1, vpc-endpoint-policy`,
  ]);
});

test('users and roles of the bucket’s own accounts', () => {
  const bucket = bucketWith({
    Effect: 'Deny',
    Principal: '*',
    Condition: { StringNotEquals: { 'aws:SourceVpce': ENDPOINT.id } },
  });
  const user = aUserWho('reader', 's3:GetObject', OBJECTS);
  const asked = { resource: 'data-bucket' };
  expect(told([bucket, user, endpoint(ALL)], asked)).toEqual([`${user.arn}: read open, vpce-1`]);
  const others = text({
    Principal: '*',
    Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } },
  });
  expect(told([bucket, user, endpoint(others)], asked)).toEqual([
    `${user.arn}: read held, vpce-1, vpc-endpoint-policy`,
  ]);
  expect(told([bucket, user], { ...asked, denied: ['AWS::EC2::VPCEndpoint'] })).toEqual([
    `${user.arn}: read unknown, the policy of VPC endpoint vpce-1 is not known`,
  ]);
  const open = bucketWith({
    Effect: 'Deny',
    Principal: '*',
    Condition: { StringEquals: { 'aws:SourceVpce': ENDPOINT.id } },
  });
  expect(told([open, user, endpoint(others)], asked)).toEqual([`${user.arn}: read open`]);
});

test('who comes by an access point alone is not known of users and roles', () => {
  const bucket = bucketWith({
    Effect: 'Deny',
    Principal: '*',
    Condition: { StringNotEquals: { 's3:DataAccessPointAccount': ACCOUNT } },
  });
  const user = aUserWho('reader', 's3:GetObject', OBJECTS);
  expect(told([bucket, user], { resource: 'data-bucket' })).toEqual([
    `${user.arn}: read unknown, who comes by an access point is not weighed`,
  ]);
});
