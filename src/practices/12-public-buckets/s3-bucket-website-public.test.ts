import { expect, test } from 'vitest';
import { aBucket, anAccountBlock } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { s3BucketWebsitePublic as check } from './s3-bucket-website-public.ts';

const ACCOUNT_BLOCK = 'AWS::S3::AccountPublicAccessBlock';
const accountOff = anAccountBlock({ publicAccessBlock: null });

const READS = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::data-bucket/*',
};
const policy = (...statements: readonly object[]) =>
  read(JSON.stringify({ Version: '2012-10-17', Statement: statements }));

/** A website that nothing closes. */
function aWebsite(overrides: Partial<Bucket> = {}): Bucket {
  return aBucket({
    website: read({ indexDocument: 'index.html', redirectAllRequestsTo: null }),
    publicAccessBlock: read(null),
    policy: policy(READS),
    policyIsPublic: read(true),
    ...overrides,
  });
}

test('fails for a website that nothing closes', () => {
  const [outcome] = evaluate(check, aWebsite(), { resources: [accountOff] });
  expect(outcome).toMatchObject({ status: 'fail', evidence: { website: { indexDocument: 'index.html' } } });
});

test('passes without a website, or with one that only redirects', () => {
  expect(statuses(check, aBucket(), { resources: [accountOff] })).toEqual(['pass']);
  const website = read({ indexDocument: null, redirectAllRequestsTo: 'example.com' });
  expect(statuses(check, aWebsite({ website }), { resources: [accountOff] })).toEqual(['pass']);
});

test('passes where Block Public Access closes it, on the bucket or the account', () => {
  const publicAccessBlock = aBucket().publicAccessBlock;
  expect(statuses(check, aWebsite({ publicAccessBlock }), { denied: [ACCOUNT_BLOCK] })).toEqual(['pass']);
  expect(statuses(check, aWebsite(), { resources: [anAccountBlock()] })).toEqual(['pass']);
});

test('blocking new ACLs and policies does not close what is there', () => {
  const block = {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: true,
    restrictPublicBuckets: false,
  };
  const bucket = aWebsite({ publicAccessBlock: read(block) });
  expect(statuses(check, bucket, { resources: [accountOff] })).toEqual(['fail']);
});

test('passes where neither a policy nor an ACL can open it', () => {
  expect(statuses(check, aWebsite({ policy: read(null) }), { resources: [accountOff] })).toEqual(['pass']);
  const withAcls = aWebsite({ policy: read(null), objectOwnership: read('ObjectWriter') });
  expect(statuses(check, withAcls, { resources: [accountOff] })).toEqual(['fail']);
});

test('passes with a policy that AWS does not call public, such as one for some addresses', () => {
  const resources = [accountOff];
  expect(statuses(check, aWebsite({ policyIsPublic: read(false) }), { resources })).toEqual(['pass']);
  expect(statuses(check, aWebsite({ policyIsPublic: read(null) }), { resources })).toEqual(['fail']);
  const unread = aWebsite({ policyIsPublic: deniedCall('s3:GetBucketPolicyStatus') });
  expect(statuses(check, unread, { resources })).toEqual(['unknown']);
});

test('passes where Block Public Access closes one way in and the ACLs are off', () => {
  const block = {
    blockPublicAcls: false,
    ignorePublicAcls: false,
    blockPublicPolicy: false,
    restrictPublicBuckets: true,
  };
  const bucket = aWebsite({ publicAccessBlock: read(block) });
  expect(statuses(check, bucket, { resources: [accountOff] })).toEqual(['pass']);
  const withAcls = aWebsite({ publicAccessBlock: read(block), objectOwnership: read('ObjectWriter') });
  expect(statuses(check, withAcls, { resources: [accountOff] })).toEqual(['fail']);
});

test('is unknown when the website was denied', () => {
  const website = deniedCall('s3:GetBucketWebsite');
  expect(evaluate(check, aWebsite({ website }))).toMatchObject([{ status: 'unknown', unread: [website] }]);
});

test('is unknown only where a missing reading could close it', () => {
  const denied = deniedCall('s3:GetBucketPolicy');
  expect(evaluate(check, aWebsite({ policy: denied }), { resources: [accountOff] })).toMatchObject([
    { status: 'unknown', unread: [denied] },
  ]);
  const open = aWebsite({ policy: denied, objectOwnership: read('ObjectWriter') });
  expect(statuses(check, open, { resources: [accountOff] })).toEqual(['fail']);
  expect(statuses(check, aWebsite(), { denied: [ACCOUNT_BLOCK] })).toEqual(['unknown']);
  const ownership = aWebsite({
    policy: read(null),
    objectOwnership: deniedCall('s3:GetBucketOwnershipControls'),
  });
  expect(statuses(check, ownership, { resources: [accountOff] })).toEqual(['unknown']);
});

test('passes with a policy that lets nobody read an object without TLS, which is all that a website takes', () => {
  const tlsOnly = {
    ...READS,
    Effect: 'Deny',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const resources = [accountOff];
  expect(statuses(check, aWebsite({ policy: policy(READS, tlsOnly) }), { resources })).toEqual(['pass']);
  const some = { ...tlsOnly, Resource: 'arn:aws:s3:::data-bucket/private/*' };
  expect(statuses(check, aWebsite({ policy: policy(READS, some) }), { resources })).toEqual(['fail']);
  expect(statuses(check, aWebsite({ policy: read('{') }), { resources })).toEqual(['fail']);
});
