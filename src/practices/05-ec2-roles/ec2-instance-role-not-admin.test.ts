import { expect, test } from 'vitest';
import { aRoleWho, unreadPolicy } from '../../../test/builders/escalation.ts';
import { anInstanceProfile } from '../../../test/builders/iam.ts';
import { aMembership, noMembership } from '../../../test/builders/organizations.ts';
import { type EvaluateOptions, evaluate, statuses } from '../../../test/inventory-of.ts';
import { ec2InstanceRoleNotAdmin as check } from './ec2-instance-role-not-admin.ts';

const PROFILE = anInstanceProfile();
const role = (action: string, overrides = {}) => aRoleWho('web-server', action, '*', overrides);

function options(of: ReturnType<typeof role>, more: EvaluateOptions = {}): EvaluateOptions {
  return { ...more, resources: [...(more.resources ?? [noMembership()]), of] };
}

test('fails for an administrator, with the statements that make it one', () => {
  const admin = role('*');
  expect(evaluate(check, PROFILE, options(admin))).toMatchObject([
    {
      status: 'fail',
      summary: 'web-server, the role of web-server, is an administrator.',
      evidence: { role: admin.arn, usedBy: [], statements: ['web-server-own, statement 1'] },
    },
  ]);
});

test('passes for any other role', () => {
  expect(statuses(check, PROFILE, options(role('s3:*')))).toEqual(['pass']);
});

test('does not concern a profile without a role', () => {
  expect(statuses(check, anInstanceProfile({ roleArns: [] }))).toEqual(['not-applicable']);
});

test('is unknown where the role, its policies or those of the organisation were not read', () => {
  expect(statuses(check, PROFILE, { resources: [noMembership()] })).toEqual(['unknown']);
  expect(statuses(check, PROFILE, { denied: ['AWS::IAM::Role'] })).toEqual(['unknown']);
  expect(statuses(check, PROFILE, options(role('s3:*', unreadPolicy())))).toEqual(['unknown']);
  const denied = ['AWS::Organizations::Policy'] as const;
  const member = { denied, resources: [aMembership()] };
  expect(statuses(check, PROFILE, options(role('*'), member))).toEqual(['unknown']);
  expect(statuses(check, PROFILE, options(role('s3:*'), member))).toEqual(['pass']);
});
