import { expect, test } from 'vitest';
import { externalAccess } from '../public-access.ts';

const RESOURCE = { type: 'AWS::S3::Bucket', arn: 'arn:aws:s3:::data', account: '111122223333' };
const OBJECTS = 'arn:aws:s3:::data/*';

function answer(...denies: readonly object[]) {
  const allow = {
    Effect: 'Allow',
    Principal: { AWS: '999900001111' },
    Action: 's3:GetObject',
    Resource: OBJECTS,
  };
  const statements = denies.map((Condition) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: OBJECTS,
    Condition,
  }));
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [allow, ...statements] });
  return externalAccess(policy, RESOURCE, { asked: ['s3:GetObject'] });
}

test('somebody who is named is found, with what an ordinary request says', () => {
  expect(answer()).toMatchObject({
    answer: 'refuted',
    witness: { principal: 'arn:aws:iam::999900001111:role/example', resource: 'arn:aws:s3:::data/example' },
  });
  expect(answer({ Bool: { 'aws:SecureTransport': 'false' } }).answer).toBe('refuted');
  const encrypted = answer({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } });
  expect(encrypted.answer).toBe('refuted');
});

test('what AWS fills in for every request is not taken for absent', () => {
  const both = answer(
    { Bool: { 'aws:SecureTransport': 'false' } },
    { Bool: { 'aws:SecureTransport': 'true' } },
  );
  expect(both.answer).toBe('proved');
  expect(answer({ StringLike: { 'aws:RequestedRegion': '*' } }).answer).toBe('proved');
});
