import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './shield.ts';

const base = {
  type: 'AWS::Shield::Subscription',
  account: '111122223333',
  region: 'global',
  arn: 'arn:aws:shield::111122223333:subscription',
  id: '111122223333',
};

test('an active subscription with its protections', async () => {
  const api = apiOf('shield', {
    GetSubscriptionState: { SubscriptionState: 'ACTIVE' },
    'ListProtections {"MaxResults":100}': { Protections: [{ ResourceArn: 'arn:lb' }, {}], NextToken: 'n' },
    'ListProtections {"MaxResults":100,"NextToken":"n"}': { Protections: [{ ResourceArn: 'arn:cf' }] },
  });
  expect(await collected(collectors, 'AWS::Shield::Subscription', api)).toEqual({
    resources: [{ ...base, state: 'ACTIVE', protectedResourceArns: read(['arn:lb', 'arn:cf']) }],
    gap: null,
  });
});

test('without a subscription nothing else is asked', async () => {
  const api = apiOf('shield', { GetSubscriptionState: { SubscriptionState: 'INACTIVE' } });
  expect(await collected(collectors, 'AWS::Shield::Subscription', api)).toEqual({
    resources: [{ ...base, state: 'INACTIVE', protectedResourceArns: read([]) }],
    gap: null,
  });
  expect(api.calls).toHaveLength(1);
});

test('denied calls', async () => {
  const protections = apiOf('shield', {
    GetSubscriptionState: { SubscriptionState: 'ACTIVE' },
    ListProtections: denied(),
  });
  const { resources } = await collected(collectors, 'AWS::Shield::Subscription', protections);
  expect(resources[0]?.protectedResourceArns).toEqual(deniedReading('shield:ListProtections'));
  const state = apiOf('shield', { GetSubscriptionState: denied() });
  expect(await collected(collectors, 'AWS::Shield::Subscription', state)).toEqual({
    resources: [],
    gap: deniedReading('shield:GetSubscriptionState'),
  });
});
