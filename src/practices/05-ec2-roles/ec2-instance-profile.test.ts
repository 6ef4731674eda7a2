import { expect, test } from 'vitest';
import { anInstance } from '../../../test/builders/ec2.ts';
import { anInstanceProfile } from '../../../test/builders/iam.ts';
import { evaluate, statuses } from '../../../test/inventory-of.ts';
import { ec2InstanceProfile as check } from './ec2-instance-profile.ts';

const instance = anInstance();

test('passes with a profile that carries a role', () => {
  const [outcome] = evaluate(check, instance, { resources: [anInstanceProfile()] });
  expect(outcome).toMatchObject({
    status: 'pass',
    evidence: { roles: ['arn:aws:iam::111122223333:role/web-server'] },
  });
});

test('fails without a profile, whether or not profiles could be listed', () => {
  const bare = anInstance({ iamInstanceProfileArn: null });
  expect(statuses(check, bare)).toEqual(['fail']);
  expect(statuses(check, bare, { denied: ['AWS::IAM::InstanceProfile'] })).toEqual(['fail']);
});

test('fails when the profile carries no role, or was deleted', () => {
  expect(statuses(check, instance, { resources: [anInstanceProfile({ roleArns: [] })] })).toEqual(['fail']);
  expect(statuses(check, instance)).toEqual(['fail']);
});

test('is unknown when profiles could not be listed', () => {
  expect(statuses(check, instance, { denied: ['AWS::IAM::InstanceProfile'] })).toEqual(['unknown']);
});
