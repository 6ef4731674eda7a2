import { expect, test } from 'vitest';
import { allowing, aManagedPolicy, aRole } from '../../../test/builders/iam.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import type { Check } from '../check.ts';
import { policyNoWildcard } from './policy-no-wildcard.ts';

function checkOf(id: string): Check {
  const check = policyNoWildcard.find((each) => each.id === id);
  if (!check) throw new Error(`no check ${id}`);
  return check;
}

const ofManaged = (id: string, document: string) => statuses(checkOf(id), aManagedPolicy({ document }))[0];

test('any role may be passed, or those of a path', () => {
  const passing = (resource: string | readonly string[]) =>
    ofManaged('policy-no-wildcard-pass-role', allowing('iam:PassRole', resource));
  expect(passing('*')).toBe('fail');
  expect(passing(['arn:aws:iam::111122223333:role/app', 'arn:aws:iam::111122223333:role/*'])).toBe('fail');
  expect(passing('arn:aws:iam::111122223333:role/app/*')).toBe('pass');
  expect(ofManaged('policy-no-wildcard-pass-role', allowing('iam:Get*'))).toBe('pass');
});

test('shows the request, with the service that the role is passed to', () => {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Sid: 'Pass',
      Effect: 'Allow',
      Action: 'iam:*Role',
      Resource: '*',
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
  });
  const inlinePolicies = [{ policyName: 'pass', document }];
  const check = checkOf('policy-no-wildcard-pass-role-role');
  expect(evaluate(check, aRole({ inlinePolicies }))).toMatchObject([
    {
      status: 'fail',
      key: 'pass',
      summary: 'Policy pass of web-server gives leave to pass any role.',
      evidence: {
        policy: 'pass',
        requests: [
          {
            request: {
              action: 'iam:PassRole',
              resource: 'arn:aws:iam::111122223333:role/any-q0w8',
              context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
            },
            statements: [{ statement: 1, sid: 'Pass' }],
          },
        ],
      },
    },
  ]);
});

test('any role may be assumed, of this account or another', () => {
  const assuming = (resource: string) =>
    ofManaged('policy-no-wildcard-assume-role', allowing('sts:AssumeRole', resource));
  expect(assuming('*')).toBe('fail');
  expect(assuming('arn:aws:iam::*:role/*')).toBe('fail');
  expect(assuming('arn:aws:iam::444455556666:role/*')).toBe('fail');
  expect(assuming('arn:aws:iam::*:role/audit')).toBe('pass');
  expect(ofManaged('policy-no-wildcard-assume-role', allowing('sts:GetCallerIdentity'))).toBe('pass');
});

test('any key decrypts, directly or from one key to another', () => {
  const decrypting = (action: string, resource = '*') =>
    ofManaged('policy-no-wildcard-decrypt', allowing(action, resource));
  expect(decrypting('kms:Decrypt')).toBe('fail');
  expect(decrypting('kms:ReEncrypt*')).toBe('fail');
  expect(decrypting('kms:*', 'arn:aws:kms:*:*:key/*')).toBe('fail');
  expect(decrypting('kms:Encrypt')).toBe('pass');
  expect(decrypting('kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/1234')).toBe('pass');
});
