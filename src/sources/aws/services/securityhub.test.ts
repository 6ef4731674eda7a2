import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { ApiError } from '../api-error.ts';
import { collectors } from './securityhub.ts';

const TYPE = 'AWS::SecurityHub::Hub';
const ARN = 'arn:aws:securityhub:us-east-1:111122223333:hub/default';
const base = { type: TYPE, account: '111122223333', region: 'us-east-1', arn: ARN, id: 'default' };
const ON = { DescribeHub: { HubArn: ARN, SubscribedAt: '2025-01-01T00:00:00.000Z' } };
const off = (message: string): ApiError => new ApiError('InvalidAccessException', message, 'other', 401);

test('a hub with its standards', async () => {
  const api = apiOf('securityhub', {
    ...ON,
    GetEnabledStandards: { StandardsSubscriptions: [{ StandardsArn: 'arn:standard' }] },
  });
  expect(await collected(collectors, TYPE, api)).toEqual({
    gap: null,
    resources: [
      {
        ...base,
        hub: { hubArn: ARN, subscribedAt: '2025-01-01T00:00:00.000Z' },
        enabledStandards: read(['arn:standard']),
      },
    ],
  });
});

test.each([
  off('Account 111122223333 is not subscribed to AWS Security Hub'),
  answeredError('ResourceNotFoundException'),
])('no hub', async (error) => {
  const api = apiOf('securityhub', { DescribeHub: error });
  expect(await collected(collectors, TYPE, api)).toEqual({
    gap: null,
    resources: [{ ...base, hub: null, enabledStandards: read([]) }],
  });
});

test('denied standards cost the standards', async () => {
  const api = apiOf('securityhub', { ...ON, GetEnabledStandards: denied() });
  const [hub] = (await collected(collectors, TYPE, api)).resources;
  expect(hub?.enabledStandards).toEqual(deniedReading('securityhub:GetEnabledStandards'));
});

test('an account that may not ask is a gap, under whichever code', async () => {
  const api = apiOf('securityhub', { DescribeHub: denied() });
  expect(await collected(collectors, TYPE, api)).toEqual({
    resources: [],
    gap: deniedReading('securityhub:DescribeHub'),
  });
  const other = apiOf('securityhub', { DescribeHub: off('No permission to perform this action') });
  expect((await collected(collectors, TYPE, other)).gap).toMatchObject({ call: 'securityhub:DescribeHub' });
});
