import type { DescribeHubCommandOutput, StandardsSubscription } from '@aws-sdk/client-securityhub';
import { type Reading, read } from '../../../model/reading.ts';
import type { SecurityHub } from '../../../model/resources/monitoring.ts';
import { defineCollector, type ServiceApi, singleton } from '../collector.ts';

const hubs = defineCollector({
  type: 'AWS::SecurityHub::Hub',
  service: 'securityhub',
  scope: 'regional',
  calls: ['securityhub:DescribeHub', 'securityhub:GetEnabledStandards'],
  async collect(api) {
    const hub = await hubOf(api);
    const isOn = hub.status === 'read' && hub.value !== null;
    const enabledStandards = isOn ? await standardsOf(api) : read([]);
    return singleton(hub, (value) => ({
      type: 'AWS::SecurityHub::Hub',
      account: api.account,
      region: api.region,
      arn: value?.hubArn ?? api.arn('securityhub', 'hub/default'),
      id: 'default',
      hub: value,
      enabledStandards,
    }));
  },
});

/**
 * Where Security Hub is off AWS answers InvalidAccessException, as it does for some accounts that may not ask: only
 * its message tells them apart.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html
 */
async function hubOf(api: ServiceApi): Promise<Reading<SecurityHub['hub']>> {
  const answer = await api.readOrNull<DescribeHubCommandOutput>('DescribeHub', {}, [
    'ResourceNotFoundException',
    NOT_SUBSCRIBED,
  ]);
  if (answer.status === 'unread') return answer;
  const { HubArn, SubscribedAt } = answer.value ?? {};
  return read(HubArn ? { hubArn: HubArn, subscribedAt: SubscribedAt ?? null } : null);
}

const NOT_SUBSCRIBED = /^InvalidAccessException: .*not subscribed/i;

async function standardsOf(api: ServiceApi): Promise<SecurityHub['enabledStandards']> {
  const listed = await api.list<StandardsSubscription>(
    'GetEnabledStandards',
    { MaxResults: 100 },
    'StandardsSubscriptions',
  );
  return listed.gap ?? read(listed.items.flatMap(({ StandardsArn }) => StandardsArn ?? []));
}

export const collectors = [hubs];
