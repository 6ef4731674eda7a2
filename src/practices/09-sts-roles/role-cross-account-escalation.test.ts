import { expect, test } from 'vitest';
import { aRoleWho, aUserWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { aRole, trusting } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import {
  ACCOUNT,
  type EvaluateOptions,
  evaluate,
  OTHER_ACCOUNT,
  statuses,
} from '../../../test/inventory-of.ts';
import type { Resource } from '../../model/resource-types.ts';
import type { Role, User } from '../../model/resources/iam.ts';
import { roleCrossAccountEscalation as check } from './role-cross-account-escalation.ts';

const CALLER = theirs(aUserWho('caller', 'sts:AssumeRole'));
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

function theirs(user: User): User {
  return { ...user, account: OTHER_ACCOUNT, arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/${user.id}` };
}

function role(actions: string, principal: string = CALLER.arn, condition?: object): Role {
  return aRoleWho('entry', actions, '*', {
    assumeRolePolicyDocument: trusting({ AWS: principal }, condition),
  });
}

function options(resources: readonly Resource[] = [CALLER], more: EvaluateOptions = {}): EvaluateOptions {
  const organization = more.resources ?? [noMembership(), noMembership(OTHER_ACCOUNT)];
  return { accounts: [ACCOUNT, OTHER_ACCOUNT], ...more, resources: [...organization, ...resources] };
}

test('fails for an administrator role that somebody of another account may assume', () => {
  expect(evaluate(check, role('*'), options())).toMatchObject([
    {
      status: 'fail',
      summary: `caller of account ${OTHER_ACCOUNT} may assume entry, which is an administrator.`,
      evidence: {
        callers: [CALLER.arn],
        witness: { principal: CALLER.arn, action: 'sts:AssumeRole' },
        onward: null,
      },
    },
  ]);
  expect(statuses(check, role('*', OTHER_ACCOUNT), options())).toEqual(['fail']);
  expect(statuses(check, role('*', '*'), options())).toEqual(['fail']);
});

test('fails for a role from which the chain goes on', () => {
  expect(evaluate(check, role('iam:AttachRolePolicy'), options())).toMatchObject([
    {
      status: 'fail',
      summary: `caller of account ${OTHER_ACCOUNT} may assume entry, which attaches a managed policy to itself.`,
      evidence: { onward: { technique: 'iam-attach-role-policy', steps: [{}] } },
    },
  ]);
});

test('fails though the caller has a nearer way in its own account', () => {
  const climber = theirs(aUserWho('caller', ['sts:AssumeRole', 'iam:AttachUserPolicy']));
  expect(statuses(check, role('*'), options([climber]))).toEqual(['fail']);
});

test('passes where the role leads nowhere, nobody may assume it, or only administrators and those with MFA may', () => {
  expect(statuses(check, role('s3:*'), options())).toEqual(['pass']);
  expect(statuses(check, role('*', OTHER_ACCOUNT), options([theirs(aUserWho('caller', 's3:*'))]))).toEqual([
    'pass',
  ]);
  expect(statuses(check, role('*'), options([theirs(aUserWho('caller', '*'))]))).toEqual(['pass']);
  expect(statuses(check, role('*', CALLER.arn, MFA), options())).toEqual(['pass']);
  expect(statuses(check, role('*', '999900001111'), options())).toEqual(['pass']);
});

test('does not concern roles of their own account, of services and of AWS', () => {
  expect(statuses(check, role('*', ACCOUNT), options())).toEqual(['not-applicable']);
  expect(statuses(check, aRole(), options())).toEqual(['not-applicable']);
  const arn = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x/AWSServiceRoleForX`;
  expect(statuses(check, aRole({ arn }), options())).toEqual(['not-applicable']);
});

test('is unknown where what was not read could open or close the chain', () => {
  const dark = theirs({ ...CALLER, ...unreadPolicy() });
  expect(statuses(check, role('*', OTHER_ACCOUNT), options([dark]))).toEqual(['unknown']);
  expect(statuses(check, { ...role('s3:*'), ...unreadPolicy() }, options())).toEqual(['unknown']);
  expect(statuses(check, { ...role('*'), assumeRolePolicyDocument: '{' }, options())).toEqual(['unknown']);
  const denied = ['AWS::Organizations::Policy'] as const;
  const resources = [aMembership(), aMembership({ account: OTHER_ACCOUNT })];
  expect(evaluate(check, role('*'), options([CALLER], { denied, resources }))).toMatchObject([
    { status: 'unknown', unread: [{ call: 'test:List AWS::Organizations::Policy' }, {}] },
  ]);
});
