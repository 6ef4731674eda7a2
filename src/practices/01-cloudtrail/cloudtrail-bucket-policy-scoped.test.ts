import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { aMembership, noMembership, ORGANIZATION } from '../../../test/builders/organizations.ts';
import { aBucket, anAccountBlock } from '../../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import { DEFAULT_SETTINGS } from '../../model/settings.ts';
import { cloudtrailBucketPolicyScoped as check } from './cloudtrail-bucket-policy-scoped.ts';

const STRANGER = '999900001111';
const trail = aTrail({ s3BucketName: 'logs' });
const ALONE = [noMembership()];

function logs(...statements: readonly object[]) {
  return aBucket({
    id: 'logs',
    policy: read(JSON.stringify({ Version: '2012-10-17', Statement: statements })),
  });
}

const delivering = (condition?: object, overrides: object = {}) => ({
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::logs/*',
  ...(condition && { Condition: condition }),
  ...overrides,
});

function around(bucket: Resource, others: readonly Resource[] = ALONE) {
  return { resources: [bucket, anAccountBlock(), ...others] };
}

/** The account and the one that manages its organisation, read together. */
function inOrganization(bucket: Resource, ...rcps: readonly object[]) {
  const guards = rcps.map((each) => ['RESOURCE_CONTROL_POLICY', each] as const);
  return { ...around(bucket, anOrganization(...guards)), accounts: [ACCOUNT, OTHER_ACCOUNT] };
}

test('fails where CloudTrail delivers for whoever asks, and shows the request', () => {
  expect(evaluate(check, trail, around(logs(delivering())))).toMatchObject([
    {
      status: 'fail',
      summary: 'CloudTrail may put files into logs for trails of any account.',
      evidence: {
        bucket: 'arn:aws:s3:::logs',
        condition: { operator: 'ArnLike', key: 'aws:SourceArn', value: trail.arn },
        witness: {
          principal: 'cloudtrail.amazonaws.com',
          action: 's3:PutObject',
          context: { 'aws:SourceAccount': OTHER_ACCOUNT, 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
      },
    },
  ]);
});

test.each([
  ['the trail', { StringEquals: { 'aws:SourceArn': trail.arn } }],
  ['the trail, by another operator', { ArnEquals: { 'AWS:sourcearn': trail.arn } }],
  ['any trail of the account', { ArnLike: { 'aws:SourceArn': `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` } }],
  ['trails by text', { StringLike: { 'aws:SourceArn': `arn:*:*:*:${ACCOUNT}:trail/*` } }],
  ['the account', { StringEquals: { 'aws:SourceAccount': ACCOUNT } }],
  ['accounts read together', { StringEquals: { 'aws:SourceAccount': [ACCOUNT, OTHER_ACCOUNT] } }],
  ['the organization', { StringEquals: { 'aws:SourceOrgID': ORGANIZATION } }],
  ['a part of it', { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': `${ORGANIZATION}/r-exam/*` } }],
])('passes where it asks for %s', (_, condition) => {
  expect(evaluate(check, trail, inOrganization(logs(delivering(condition))))).toMatchObject([
    { status: 'pass', summary: 'CloudTrail may put files into logs for trails of known accounts only.' },
  ]);
});

test.each([
  ['the ACL alone', { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }, 'any account'],
  ['any account', { StringLike: { 'aws:SourceAccount': '*' } }, 'any account'],
  [
    'a name that anybody can give',
    { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/audit' } },
    'any account',
  ],
  ['all but one account', { StringNotEquals: { 'aws:SourceAccount': STRANGER } }, 'any account'],
  ['a stranger', { StringEquals: { 'aws:SourceAccount': STRANGER } }, `account ${STRANGER}`],
  [
    "a stranger's trail among the own",
    {
      ArnLike: { 'aws:SourceArn': [trail.arn, `arn:aws:cloudtrail:us-east-1:${STRANGER}:trail/audit`] },
    },
    `account ${STRANGER}`,
  ],
  ['another organization', { StringEquals: { 'aws:SourceOrgID': 'o-other12345' } }, 'any account'],
])('fails where it asks for %s', (_, condition, whose) => {
  expect(evaluate(check, trail, inOrganization(logs(delivering(condition))))).toMatchObject([
    { status: 'fail', summary: `CloudTrail may put files into logs for trails of ${whose}.` },
  ]);
});

test('the path of the own account holds nobody off: a trail may have any prefix', () => {
  const own = delivering(undefined, { Resource: `arn:aws:s3:::logs/AWSLogs/${ACCOUNT}/*` });
  const [outcome] = evaluate(check, trail, around(logs(own)));
  expect(outcome).toMatchObject({
    status: 'fail',
    evidence: {
      witness: {
        resource: expect.stringMatching(new RegExp(`^arn:aws:s3:::logs/AWSLogs/${ACCOUNT}/.*AWSLogs/`)),
      },
    },
  });
});

test('a Deny of the policy, and of the organization, counts', () => {
  const theirs = { StringNotEquals: { 'aws:SourceAccount': ACCOUNT } };
  const denying = { ...delivering(theirs), Effect: 'Deny', Principal: '*' };
  expect(statuses(check, trail, around(logs(delivering(), denying)))).toEqual(['pass']);
  const rcp = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: '*',
    Condition: { StringNotEqualsIfExists: { 'aws:SourceOrgID': ORGANIZATION } },
  };
  expect(statuses(check, trail, inOrganization(logs(delivering()), rcp))).toEqual(['pass']);
});

test('trusted accounts are known; a bucket that CloudTrail may not write lets no stranger do it', () => {
  const theirs = logs(delivering({ StringEquals: { 'aws:SourceAccount': STRANGER } }));
  const settings = { ...DEFAULT_SETTINGS, trustedAccounts: [STRANGER] };
  expect(statuses(check, trail, { ...around(theirs), settings })).toEqual(['pass']);
  expect(statuses(check, trail, around(aBucket({ id: 'logs', policy: read(null) })))).toEqual(['pass']);
});

test('is unknown where what was not read could hold strangers off, or who they are', () => {
  const untold = aBucket({ id: 'logs', policy: deniedCall('s3:GetBucketPolicy') });
  expect(statuses(check, trail, around(untold))).toEqual(['unknown']);
  expect(statuses(check, trail, around(logs(delivering()), [aMembership()]))).toEqual(['unknown']);
  // AWS does not say that CloudTrail sends S3 the account.
  const perhaps = logs(delivering({ StringEqualsIfExists: { 'aws:SourceAccount': ACCOUNT } }));
  expect(statuses(check, trail, around(perhaps))).toEqual(['unknown']);
  const named = logs(delivering({ StringEquals: { 'aws:SourceOrgID': ORGANIZATION } }));
  expect(statuses(check, trail, { resources: [named, anAccountBlock()] })).toEqual(['unknown']);
  expect(statuses(check, aTrail({ s3BucketName: 'elsewhere' }), around(logs()))).toEqual(['unknown']);
});

test('leaves a bucket that AWS says does not exist to cloudtrail-bucket-exists', () => {
  const orphan = aTrail({ s3BucketName: 'gone', bucketProbe: read('absent') });
  expect(statuses(check, orphan)).toEqual(['not-applicable']);
});
