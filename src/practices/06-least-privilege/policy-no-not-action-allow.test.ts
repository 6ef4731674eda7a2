import { expect, test } from 'vitest';
import { aGroup, allowing, aManagedPolicy, aRole, aUser } from '../../../test/builders/iam.ts';
import { evaluate } from '../../../test/inventory-of.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { Check } from '../check.ts';
import { policyNoNotActionAllow } from './policy-no-not-action-allow.ts';

const allBut = (Effect: string): string =>
  JSON.stringify({ Statement: [{ Sid: 'All', Effect, NotAction: ['iam:*', 'sts:*'], Resource: '*' }] });

function checkFor(resource: Resource): Check {
  const check = policyNoNotActionAllow.find((each) => each.resource === resource.type);
  if (!check) throw new Error(`no check for ${resource.type}`);
  return check;
}

function managed(document: string, awsManaged = false) {
  const policy = aManagedPolicy({ document, awsManaged });
  return evaluate(checkFor(policy), policy);
}

test('fails for Allow with NotAction', () => {
  expect(managed(allBut('Allow'))).toEqual([
    {
      status: 'fail',
      summary: 'Policy read-data-bucket allows every action but iam:*, sts:*.',
      evidence: {
        policy: 'read-data-bucket',
        statements: [{ statement: 1, sid: 'All', notActions: ['iam:*', 'sts:*'], resources: ['*'] }],
      },
    },
  ]);
});

test('passes for Deny with NotAction, and for Action', () => {
  expect(managed(allBut('Deny'))).toMatchObject([{ status: 'pass' }]);
  expect(managed(allowing('*'))).toMatchObject([{ status: 'pass' }]);
});

test('does not concern AWS managed policies; is unknown for text that is no policy', () => {
  expect(managed(allBut('Allow'), true)).toMatchObject([{ status: 'not-applicable' }]);
  expect(managed('{}')).toMatchObject([{ status: 'unknown' }]);
});

test.each([aUser, aGroup, aRole])(
  'judges each inline policy of a principal, and passes without: %o',
  (build) => {
    const principal = build({
      inlinePolicies: [
        { policyName: 'all-but', document: allBut('Allow') },
        { policyName: 'narrow', document: allowing('s3:GetObject') },
      ],
    });
    expect(evaluate(checkFor(principal), principal)).toMatchObject([
      { status: 'fail', key: 'all-but' },
      { status: 'pass', key: 'narrow' },
    ]);
    const bare = build({ inlinePolicies: [] });
    expect(evaluate(checkFor(bare), bare)).toEqual([
      { status: 'pass', summary: `${bare.id} has no inline policy.`, evidence: {} },
    ]);
  },
);
