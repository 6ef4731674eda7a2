import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aKmsKey } from '../../../test/builders/kms.ts';
import { anOrganization } from '../../../test/builders/organization-tree.ts';
import { aMembership, noMembership, ORGANIZATION } from '../../../test/builders/organizations.ts';
import { ACCOUNT, deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { cloudtrailTrailKeyPolicyScoped as check } from './cloudtrail-trail-key-policy-scoped.ts';

const STRANGER = '999900001111';
const KEY = aKmsKey();
const trail = aTrail({ kmsKeyId: KEY.arn });
const CONTEXT = 'kms:EncryptionContext:aws:cloudtrail:arn';
const trailsOf = (account: string) => `arn:aws:cloudtrail:*:${account}:trail/*`;

function keyFor(condition?: object, action: string = 'kms:GenerateDataKey*') {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: action,
    Resource: '*',
    ...(condition && { Condition: condition }),
  };
  return aKmsKey({ policy: read(JSON.stringify({ Version: '2012-10-17', Statement: [statement] })) });
}

test('fails where CloudTrail encrypts for whoever asks, and shows the request', () => {
  expect(evaluate(check, trail, { resources: [keyFor(), noMembership()] })).toMatchObject([
    {
      status: 'fail',
      summary: `CloudTrail may encrypt with key ${KEY.id} for trails of any account.`,
      evidence: {
        key: KEY.arn,
        condition: { key: 'aws:SourceArn', value: trail.arn },
        witness: {
          action: 'kms:GenerateDataKey',
          resource: KEY.arn,
          context: { [CONTEXT]: `arn:aws:cloudtrail:us-east-1:${OTHER_ACCOUNT}:trail/example` },
        },
      },
    },
  ]);
});

test.each([
  ['the trail', { StringEquals: { 'aws:SourceArn': trail.arn } }],
  ['the encryption context', { StringLike: { [CONTEXT]: trailsOf(ACCOUNT) } }],
  ['the encryption context to the letter', { StringEquals: { [CONTEXT]: trail.arn } }],
  ['the account', { StringEquals: { 'aws:SourceAccount': ACCOUNT } }],
  ['the organization', { StringEquals: { 'aws:SourceOrgID': ORGANIZATION } }],
])('passes where it asks for %s', (_, condition) => {
  const resources = [keyFor(condition), ...anOrganization()];
  expect(evaluate(check, trail, { resources, accounts: [ACCOUNT, OTHER_ACCOUNT] })).toMatchObject([
    {
      status: 'pass',
      summary: `CloudTrail may encrypt with key ${KEY.id} for trails of known accounts only.`,
    },
  ]);
});

test.each([
  ['trails of anybody', { StringLike: { [CONTEXT]: trailsOf('*') } }, 'any account'],
  ['some context', { Null: { [CONTEXT]: 'false' } }, 'any account'],
  ['trails of a stranger', { StringLike: { [CONTEXT]: trailsOf(STRANGER) } }, `account ${STRANGER}`],
])('fails where it asks for %s', (_, condition, whose) => {
  expect(evaluate(check, trail, { resources: [keyFor(condition), noMembership()] })).toMatchObject([
    { status: 'fail', summary: `CloudTrail may encrypt with key ${KEY.id} for trails of ${whose}.` },
  ]);
});

test('source and encryption context name one trail: a stranger gets through neither alone', () => {
  const both = keyFor({
    StringLike: { [CONTEXT]: trailsOf(STRANGER) },
    StringEquals: { 'aws:SourceAccount': ACCOUNT },
  });
  expect(statuses(check, trail, { resources: [both, noMembership()] })).toEqual(['pass']);
});

test('a key that CloudTrail may only look at passes', () => {
  const looking = keyFor(undefined, 'kms:DescribeKey');
  expect(statuses(check, trail, { resources: [looking, noMembership()] })).toEqual(['pass']);
});

test('unknown where the policy, the key or what binds it was not read; nothing to say without one', () => {
  const untold = aKmsKey({ policy: deniedCall('kms:GetKeyPolicy') });
  expect(statuses(check, trail, { resources: [untold, noMembership()] })).toEqual(['unknown']);
  expect(statuses(check, trail, { resources: [keyFor(), aMembership()] })).toEqual(['unknown']);
  expect(statuses(check, trail, { denied: ['AWS::KMS::Key'] })).toEqual(['unknown']);
  expect(statuses(check, aTrail({ kmsKeyId: null }))).toEqual(['not-applicable']);
});
