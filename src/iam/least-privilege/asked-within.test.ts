import { expect, test } from 'vitest';
import { askedWithin } from './asked-within.ts';

test('what makes something may give it tags, what only reads does not', () => {
  expect(askedWithin(['ec2:CreateVpc'])).toEqual(['ec2:CreateTags']);
  expect(askedWithin(['ec2:DescribeVpcs', 'iam:ListUsers'])).toEqual([]);
  expect(askedWithin(['rds:CreateDBInstance'])).toEqual(['rds:AddTagsToResource']);
});

test('a group is made from a template whose instances it may then start', () => {
  expect(askedWithin(['autoscaling:CreateAutoScalingGroup'])).toEqual(
    expect.arrayContaining(['ec2:RunInstances', 'ec2:CreateTags']),
  );
});
