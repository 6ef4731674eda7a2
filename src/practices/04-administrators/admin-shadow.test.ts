import { expect, test } from 'vitest';
import { aRoleWho, aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { aUser, trusting } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import {
  ACCOUNT,
  type EvaluateOptions,
  evaluate,
  OTHER_ACCOUNT,
  theAccount,
} from '../../../test/inventory-of.ts';
import type { Resource } from '../../model/resource-types.ts';
import { adminShadow as check } from './admin-shadow.ts';

function judge(resources: readonly Resource[], options: EvaluateOptions = {}) {
  const all = [...(options.resources ?? [noMembership()]), ...resources];
  return evaluate(check, theAccount(), { ...options, resources: all });
}

const CLIMBER = aUserWho('climber', 'iam:AttachUserPolicy');

test('fails for whoever can become an administrator, each with its way', () => {
  const other = aRoleWho('other', 'iam:PutRolePolicy');
  expect(judge([CLIMBER, other])).toMatchObject([
    {
      status: 'fail',
      summary: `climber can become administrator of account ${ACCOUNT}, as can 1 other: it attaches a managed policy to itself.`,
      evidence: {
        principals: [CLIMBER.arn, other.arn],
        ways: [
          {
            principal: CLIMBER.arn,
            technique: 'iam-attach-user-policy',
            steps: [
              {
                from: CLIMBER.arn,
                to: CLIMBER.arn,
                does: 'attaches a managed policy to itself',
                requests: [
                  {
                    principal: CLIMBER.arn,
                    action: 'iam:AttachUserPolicy',
                    resource: CLIMBER.arn,
                    statements: ['climber-own, statement 1'],
                  },
                ],
              },
            ],
          },
          { principal: other.arn },
        ],
      },
    },
  ]);
});

test('passes where administrators are such in name, and nobody else becomes one', () => {
  expect(judge([aUserWho('admin', '*'), aUserWho('reader', 's3:*')])).toMatchObject([{ status: 'pass' }]);
  expect(judge([])).toMatchObject([{ status: 'pass' }]);
});

test('concerns the account that is lost, wherever the way begins', () => {
  const theirs = aUserWho('theirs', 'sts:AssumeRole', '*', {
    account: OTHER_ACCOUNT,
    arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/theirs`,
  });
  const trust = trusting({ AWS: theirs.arn });
  const admin = aRoleWho('admin', '*', '*', { assumeRolePolicyDocument: trust });
  const resources = [noMembership(), noMembership(OTHER_ACCOUNT), theirs, admin];
  const accounts = [ACCOUNT, OTHER_ACCOUNT];
  expect(evaluate(check, theAccount(), { accounts, resources })).toMatchObject([
    {
      status: 'fail',
      summary: `theirs can become administrator of account ${ACCOUNT}: it assumes admin.`,
    },
  ]);
  const other = theAccount({ account: OTHER_ACCOUNT, id: OTHER_ACCOUNT });
  expect(evaluate(check, other, { accounts, resources })).toMatchObject([{ status: 'pass' }]);
});

test('is unknown where a service control policy that was not read could close the way', () => {
  const denied = ['AWS::Organizations::Policy'] as const;
  expect(judge([CLIMBER], { denied, resources: [aMembership()] })).toMatchObject([
    { status: 'unknown', unread: [{ call: 'test:List AWS::Organizations::Policy' }] },
  ]);
});

test('is unknown where a way may be hidden, or hangs on what nobody reads', () => {
  expect(judge([aUser({ groups: [], ...unreadPolicy() })])).toMatchObject([{ status: 'unknown' }]);
  expect(judge([], { denied: ['AWS::IAM::Role'] })).toMatchObject([{ status: 'unknown' }]);
  const build = aRoleWho('build', '*', '*', {
    assumeRolePolicyDocument: trusting({ Service: 'codebuild.amazonaws.com' }),
  });
  expect(judge([build, aUserWho('starter', 'codebuild:StartBuild')])).toMatchObject([
    { status: 'unknown', unread: [{ why: expect.stringMatching(/^Assumed: /) }] },
  ]);
});
