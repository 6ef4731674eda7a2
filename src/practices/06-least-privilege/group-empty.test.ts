import { expect, test } from 'vitest';
import { aGroup, aUser } from '../../../test/builders/iam.ts';
import { ACCOUNT, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { groupEmpty as check } from './group-empty.ts';

test('passes with a member', () => {
  expect(evaluate(check, aGroup(), { resources: [aUser()] })).toMatchObject([
    { status: 'pass', evidence: { members: 1 } },
  ]);
});

test('fails without one, naming the policies that wait', () => {
  expect(evaluate(check, aGroup(), { resources: [aUser({ groups: ['others'] })] })).toMatchObject([
    { status: 'fail', evidence: { members: 0, policies: ['AmazonS3ReadOnlyAccess'] } },
  ]);
});

test('a namesake in another account has its own members', () => {
  const stranger = aUser({ account: OTHER_ACCOUNT, arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/alice` });
  const options = { accounts: [ACCOUNT, OTHER_ACCOUNT], resources: [stranger] };
  expect(statuses(check, aGroup(), options)).toEqual(['fail']);
});

test('is unknown when the users were not all read, unless one of them is a member', () => {
  const denied = ['AWS::IAM::User'] as const;
  expect(statuses(check, aGroup(), { denied })).toEqual(['unknown']);
  expect(statuses(check, aGroup(), { denied, resources: [aUser()] })).toEqual(['pass']);
});
