import { expect, test } from 'vitest';
import { aRoleWho } from '../../../test/builders/escalation.ts';
import { anInstanceProfile } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { type EvaluateOptions, evaluate, statuses } from '../../../test/inventory-of.ts';
import { ec2InstanceRoleEscalation as check } from './ec2-instance-role-escalation.ts';

const PROFILE = anInstanceProfile();

function withRole(action: string, more: EvaluateOptions = {}): EvaluateOptions {
  return { ...more, resources: [...(more.resources ?? [noMembership()]), aRoleWho('web-server', action)] };
}

test('fails for a role that can give itself rights, with the way and the statements to narrow', () => {
  expect(evaluate(check, PROFILE, withRole('iam:PutRolePolicy'))).toMatchObject([
    {
      status: 'fail',
      summary: 'web-server can become an administrator: it puts an inline policy on itself.',
      evidence: {
        role: PROFILE.roleArns[0],
        statements: ['web-server-own, statement 1'],
        technique: 'iam-put-role-policy',
      },
    },
  ]);
});

test('passes for a role that cannot; an administrator and an empty profile are not concerned', () => {
  expect(statuses(check, PROFILE, withRole('s3:*'))).toEqual(['pass']);
  expect(statuses(check, PROFILE, withRole('*'))).toEqual(['not-applicable']);
  expect(statuses(check, anInstanceProfile({ roleArns: [] }))).toEqual(['not-applicable']);
});

test('is unknown where the role or the policies of the organisation were not read', () => {
  expect(statuses(check, PROFILE, { denied: ['AWS::IAM::Role'] })).toEqual(['unknown']);
  const denied = ['AWS::Organizations::Policy'] as const;
  const member = { denied, resources: [aMembership()] };
  expect(statuses(check, PROFILE, withRole('iam:PutRolePolicy', member))).toEqual(['unknown']);
  expect(statuses(check, PROFILE, withRole('*', member))).toEqual(['unknown']);
});
