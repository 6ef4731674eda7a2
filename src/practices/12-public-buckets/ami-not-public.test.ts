import { expect, test } from 'vitest';
import { anImage } from '../../../test/builders/ec2.ts';
import { deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { amiNotPublic as check } from './ami-not-public.ts';

test('passes for a private image, fails for a public one', () => {
  expect(statuses(check, anImage({ public: false }))).toEqual(['pass']);
  expect(evaluate(check, anImage({ public: true }))).toMatchObject([
    { status: 'fail', evidence: { public: true } },
  ]);
});

test('needs no launch permissions', () => {
  const launchPermissions = deniedCall('ec2:DescribeImageAttribute');
  expect(statuses(check, anImage({ public: true, launchPermissions }))).toEqual(['fail']);
});

test("does not concern another account's image", () => {
  const arn = `arn:aws:ec2:us-east-1:${OTHER_ACCOUNT}:image/ami-9`;
  expect(statuses(check, anImage({ public: true, arn }))).toEqual(['not-applicable']);
});
