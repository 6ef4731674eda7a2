import { expect, test } from 'vitest';
import { aGroup, allowing, aRole, aUser } from '../../../test/builders/iam.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { policyInline } from './policy-inline.ts';

test.each([aUser, aGroup, aRole])('passes without inline policies and fails with one: %o', (build) => {
  const bare = build({ inlinePolicies: [] });
  const held = build({ inlinePolicies: [{ policyName: 'extra', document: allowing('s3:GetObject') }] });
  const check = policyInline.find((each) => each.resource === bare.type);
  if (!check) throw new Error(`no check for ${bare.type}`);
  expect(statuses(check, bare)).toEqual(['pass']);
  expect(evaluate(check, held)).toMatchObject([
    {
      status: 'fail',
      summary: `${held.id} has inline policies: extra.`,
      evidence: { inlinePolicies: ['extra'] },
    },
  ]);
});

test('there is one for each kind of principal', () => {
  expect(policyInline.map((each) => each.resource)).toEqual([
    'AWS::IAM::User',
    'AWS::IAM::Group',
    'AWS::IAM::Role',
  ]);
});

test.each(['/aws-reserved/sso.amazonaws.com/eu-west-1/', '/aws-service-role/ecs.amazonaws.com/'])(
  'does not concern roles whose policies AWS writes: %s',
  (path) => {
    const check = policyInline.find((each) => each.resource === 'AWS::IAM::Role');
    if (!check) throw new Error('no check for roles');
    const inlinePolicies = [{ policyName: 'AwsSSOInlinePolicy', document: allowing('s3:GetObject') }];
    expect(statuses(check, aRole({ path, inlinePolicies }))).toEqual(['not-applicable']);
  },
);
