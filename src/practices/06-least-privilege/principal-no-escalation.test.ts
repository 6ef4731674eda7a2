import { expect, test } from 'vitest';
import { aRoleWho, aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { aRole, aUser, trusting } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { ACCOUNT, type EvaluateOptions, evaluate, statuses } from '../../../test/inventory-of.ts';
import type { Check } from '../check.ts';
import { principalNoEscalation } from './principal-no-escalation.ts';

const ALONE: EvaluateOptions = { resources: [noMembership()] };

function checkOf(id: string): Check {
  const found = principalNoEscalation.find((each) => each.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
}

const ofUsers = checkOf('principal-no-escalation-user');
const ofRoles = checkOf('principal-no-escalation-role');

test('fails with the shortest way, request by request, and names the others', () => {
  const climber = aUserWho('climber', ['iam:AttachUserPolicy', 'iam:PutUserPolicy']);
  expect(evaluate(ofUsers, climber, ALONE)).toMatchObject([
    {
      status: 'fail',
      summary: 'climber can become an administrator: it puts an inline policy on itself.',
      evidence: {
        statements: ['climber-own, statement 1'],
        technique: 'iam-put-user-policy',
        steps: [
          {
            from: climber.arn,
            to: climber.arn,
            requests: [{ principal: climber.arn, action: 'iam:PutUserPolicy', resource: climber.arn }],
          },
        ],
        otherWays: [{ technique: 'iam-attach-user-policy', does: 'attaches a managed policy to itself' }],
      },
    },
  ]);
});

test('tells a chain step by step', () => {
  const first = aRoleWho('first', 'sts:AssumeRole');
  const last = aRoleWho('last', 'iam:AttachRolePolicy', '*', {
    assumeRolePolicyDocument: trusting({ AWS: first.arn }),
  });
  expect(evaluate(ofRoles, first, { resources: [noMembership(), last] })).toMatchObject([
    {
      status: 'fail',
      summary:
        'first can become an administrator: it assumes last, which attaches a managed policy to itself.',
    },
  ]);
});

test('passes where there is no way; administrators and service-linked roles are not concerned', () => {
  expect(statuses(ofUsers, aUserWho('reader', 's3:*'), ALONE)).toEqual(['pass']);
  expect(statuses(ofRoles, aRoleWho('reader', 's3:*'), ALONE)).toEqual(['pass']);
  expect(statuses(ofUsers, aUserWho('admin', '*'), ALONE)).toEqual(['not-applicable']);
  const arn = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x/AWSServiceRoleForX`;
  expect(statuses(ofRoles, aRole({ arn }), ALONE)).toEqual(['not-applicable']);
});

test('is unknown where what was not read could open or close a way', () => {
  expect(statuses(ofUsers, aUser({ groups: [], ...unreadPolicy() }), ALONE)).toEqual(['unknown']);
  const denied = ['AWS::Organizations::Policy'] as const;
  const member: EvaluateOptions = { denied, resources: [aMembership()] };
  const climber = aUserWho('climber', 'iam:AttachUserPolicy');
  expect(evaluate(ofUsers, climber, member)).toMatchObject([
    {
      status: 'unknown',
      unread: [{ call: 'test:List AWS::Organizations::Policy' }],
      evidence: { technique: 'iam-attach-user-policy' },
    },
  ]);
  expect(statuses(ofUsers, aUserWho('admin', '*'), member)).toEqual(['unknown']);
  expect(statuses(ofUsers, aUserWho('reader', 's3:*'), member)).toEqual(['pass']);
});

test('tells a way that hangs on what nobody reads, and what that is', () => {
  const build = aRoleWho('build', '*', '*', {
    assumeRolePolicyDocument: trusting({ Service: 'codebuild.amazonaws.com' }),
  });
  const starter = aUserWho('starter', 'codebuild:StartBuild');
  expect(evaluate(ofUsers, starter, { resources: [noMembership(), build] })).toMatchObject([
    {
      status: 'unknown',
      evidence: {
        technique: 'codebuild-start-build',
        steps: [{ from: starter.arn, to: build.arn }],
        assumes: ['there is a CodeBuild project with the role build'],
        otherWays: [],
      },
    },
  ]);
});
