import { expect, test } from 'vitest';
import { aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { allowing, aUser } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { type EvaluateOptions, evaluate, statuses } from '../../../test/inventory-of.ts';
import type { User } from '../../model/resources/iam.ts';
import { userSensitiveAccessRequiresMfa as check } from './user-sensitive-access-requires-mfa.ts';

const ALONE: EvaluateOptions = { resources: [noMembership()] };
const DENY_WITHOUT = statement({
  Effect: 'Deny',
  NotAction: ['iam:EnableMFADevice', 'sts:GetSessionToken'],
  Resource: '*',
  Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
});

function statement(content: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [content] });
}

function userWith(...documents: readonly string[]): User {
  const inlinePolicies = documents.map((document, at) => ({ policyName: `own${at}`, document }));
  return aUser({ groups: [], inlinePolicies });
}

test('fails for what writes IAM or a trail without MFA, with the request and the statements', () => {
  expect(evaluate(check, userWith(allowing('cloudtrail:StopLogging')), ALONE)).toMatchObject([
    {
      status: 'fail',
      summary: 'alice may call cloudtrail:StopLogging without MFA.',
      evidence: {
        actions: ['cloudtrail:StopLogging'],
        witness: { action: 'cloudtrail:StopLogging' },
        statements: ['own0, statement 1'],
      },
    },
  ]);
  expect(evaluate(check, userWith(allowing('iam:*')), ALONE)).toMatchObject([
    { status: 'fail', summary: expect.stringMatching(/iam:AttachUserPolicy, .* and \d+ more without MFA/) },
  ]);
});

test.each([
  ['a Deny without MFA', [allowing('*'), DENY_WITHOUT]],
  [
    'an Allow with MFA',
    [
      statement({
        Effect: 'Allow',
        Action: 'iam:*',
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
    ],
  ],
  [
    'an Allow with a young MFA',
    [
      statement({
        Effect: 'Allow',
        Action: 'iam:*',
        Resource: '*',
        Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
      }),
    ],
  ],
])('passes with %s', (_name, documents) => {
  expect(statuses(check, userWith(...documents), ALONE)).toEqual(['pass']);
});

test('a Deny with Bool alone lets long-term keys through, which have no such key', () => {
  const bool = statement({
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  });
  expect(statuses(check, userWith(allowing('*'), bool), ALONE)).toEqual(['fail']);
});

test("does not concern users without such rights, nor the care of one's own keys", () => {
  expect(statuses(check, userWith(allowing('s3:*')), ALONE)).toEqual(['not-applicable']);
  const own = allowing(['iam:CreateAccessKey'], 'arn:aws:iam::*:user/${aws:username}');
  expect(statuses(check, userWith(own), ALONE)).toEqual(['not-applicable']);
});

test('is unknown where what was not read could give it, or take it away', () => {
  expect(statuses(check, aUser({ groups: [], ...unreadPolicy() }), ALONE)).toEqual(['unknown']);
  const denied = ['AWS::Organizations::Policy'] as const;
  const member: EvaluateOptions = { denied, resources: [aMembership()] };
  expect(statuses(check, aUserWho('alice', 'iam:*'), member)).toEqual(['unknown']);
  expect(statuses(check, userWith(allowing('*'), DENY_WITHOUT), member)).toEqual(['unknown']);
});
