import type { GetSubscriptionStateCommandOutput, Protection } from '@aws-sdk/client-shield';
import { type Reading, read } from '../../../model/reading.ts';
import { GLOBAL_REGION } from '../../../model/resource.ts';
import { defineCollector, type ServiceApi, singleton } from '../collector.ts';

/** Shield Advanced; protections exist only under an active subscription. */
const subscription = defineCollector({
  type: 'AWS::Shield::Subscription',
  service: 'shield',
  scope: 'global',
  calls: ['shield:GetSubscriptionState', 'shield:ListProtections'],
  async collect(api) {
    const { account } = api;
    const answer = await api.read<GetSubscriptionStateCommandOutput>('GetSubscriptionState');
    const active = answer.status === 'read' && answer.value.SubscriptionState === 'ACTIVE';
    const protectedResourceArns = active ? await protectedArns(api) : read([]);
    return singleton(answer, () => ({
      type: 'AWS::Shield::Subscription',
      account,
      region: GLOBAL_REGION,
      arn: api.arn('shield', 'subscription', { region: '' }),
      id: account,
      state: active ? 'ACTIVE' : 'INACTIVE',
      protectedResourceArns,
    }));
  },
});

async function protectedArns(api: ServiceApi): Promise<Reading<readonly string[]>> {
  const listed = await api.list<Protection>('ListProtections', { MaxResults: 100 }, 'Protections');
  return listed.gap ?? read(listed.items.flatMap(({ ResourceArn }) => ResourceArn ?? []));
}

export const collectors = [subscription];
