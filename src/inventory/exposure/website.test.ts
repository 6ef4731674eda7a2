import { expect, test } from 'vitest';
import { noMembership } from '../../../test/builders/organizations.ts';
import { aBucket, anAccountBlock, BLOCK_ALL } from '../../../test/builders/s3.ts';
import { deniedCall, inventoryOf } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { exposedWebsite } from './website.ts';

const SITE = read({ indexDocument: 'index.html', redirectAllRequestsTo: null });
const READS = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::data-bucket/*',
};
const TLS_ONLY = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const policy = (...statements: readonly object[]) =>
  read(JSON.stringify({ Version: '2012-10-17', Statement: statements }));

function websiteOf(overrides: Partial<Bucket>) {
  const bucket = aBucket({
    publicAccessBlock: read(null),
    website: SITE,
    policy: policy(READS),
    ...overrides,
  });
  const block = anAccountBlock({ publicAccessBlock: null });
  return exposedWebsite(inventoryOf({ resources: [bucket, block, noMembership()] }), bucket);
}

test('what anybody may read is served without TLS; no website serves nothing', () => {
  expect(websiteOf({})).toMatchObject({
    endpoint: 'http://data-bucket.s3-website-us-east-1.amazonaws.com',
    answer: 'open',
    says: expect.stringContaining('statement 1 of its policy, over HTTP alone'),
  });
  expect(websiteOf({ region: 'eu-central-1' })?.endpoint).toBe(
    'http://data-bucket.s3-website.eu-central-1.amazonaws.com',
  );
  expect(websiteOf({ website: read(null) })).toBeNull();
});

test('a Deny of requests without TLS closes it, and whatever else those who say nothing of themselves do not meet', () => {
  expect(websiteOf({ policy: policy(READS, TLS_ONLY) })?.answer).toBe('closed');
  const others = { ...TLS_ONLY, Resource: 'arn:aws:s3:::data-bucket/private/*' };
  expect(websiteOf({ policy: policy(READS, others) })?.answer).toBe('open');
  const signed = { ...READS, Condition: { StringEquals: { 's3:authType': 'REST-HEADER' } } };
  expect(websiteOf({ policy: policy(signed) })?.answer).toBe('closed');
  const known = { ...READS, Condition: { Null: { 'aws:PrincipalArn': 'false' } } };
  expect(websiteOf({ policy: policy(known) })?.answer).toBe('closed');
  const versions = { ...READS, Action: 's3:GetObjectVersion' };
  expect(websiteOf({ policy: policy(versions) })?.answer).toBe('closed');
  expect(websiteOf({ policy: read(null) })?.answer).toBe('closed');
});

test('Block Public Access holds it', () => {
  expect(websiteOf({ publicAccessBlock: read(BLOCK_ALL) })).toMatchObject({
    answer: 'held',
    says: expect.stringContaining('stopped by restrictPublicBuckets of the bucket'),
  });
});

test('objects that an ACL opens are served, too', () => {
  const everyone = { type: 'Group', id: 'http://acs.amazonaws.com/groups/global/AllUsers' } as const;
  const acl = read({ ownerId: 'owner', grants: [{ grantee: everyone, permission: 'READ' as const }] });
  const sampled = {
    policy: read(null),
    objectOwnership: read('ObjectWriter' as const),
    objectAclSample: read([{ key: 'open.html', acl }]),
  };
  expect(websiteOf(sampled)).toMatchObject({
    answer: 'open',
    says: expect.stringContaining('READ to everyone in the ACL of an object'),
  });
  const unasked = { ...sampled, objectAclSample: deniedCall('s3:GetObjectAcl') };
  expect(websiteOf(unasked)?.answer).toBe('unknown');
});

test('a redirection and Requester Pays serve nothing', () => {
  const elsewhere = read({ indexDocument: null, redirectAllRequestsTo: 'www.example.com' });
  expect(websiteOf({ website: elsewhere })).toMatchObject({
    answer: 'closed',
    says: 'redirects all requests to www.example.com',
  });
  expect(websiteOf({ requestPayer: read('Requester') })).toMatchObject({
    answer: 'closed',
    says: expect.stringContaining('Requester Pays'),
  });
});

test('what was not read is unknown where it would be served', () => {
  const denied = deniedCall('s3:GetBucketWebsite');
  expect(websiteOf({ website: denied })).toMatchObject({
    answer: 'unknown',
    unread: [{ call: 's3:GetBucketWebsite' }],
  });
  expect(websiteOf({ website: denied, policy: policy(READS, TLS_ONLY) })).toBeNull();
  expect(websiteOf({ requestPayer: deniedCall('s3:GetBucketRequestPayment') })?.answer).toBe('unknown');
  expect(websiteOf({ policy: deniedCall('s3:GetBucketPolicy') })?.answer).toBe('unknown');
});
