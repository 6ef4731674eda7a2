import type { GetTopicAttributesCommandOutput, Topic as SdkTopic, Subscription } from '@aws-sdk/client-sns';
import { arnName } from '../../../model/arn.ts';
import { mapReading, type Reading, read } from '../../../model/reading.ts';
import type { Topic, TopicSubscription } from '../../../model/resources/monitoring.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';

type Attributes = Reading<Readonly<Record<string, string>>>;
type ByTopic = Reading<ReadonlyMap<string, readonly TopicSubscription[]>>;

/**
 * Attributes need a call for each topic. Subscriptions of the whole region are one list, but it leaves out those that
 * other accounts hold; a topic that counts more than the list shows is asked by itself.
 */
const topics = defineCollector({
  type: 'AWS::SNS::Topic',
  service: 'sns',
  scope: 'regional',
  calls: [
    'sns:ListTopics',
    'sns:ListSubscriptions',
    'sns:GetTopicAttributes',
    'sns:ListSubscriptionsByTopic',
  ],
  async collect(api) {
    const [listed, subscriptions] = await Promise.all([
      api.list<SdkTopic>('ListTopics', {}, 'Topics'),
      api.shared('ListSubscriptions', () => subscriptionsByTopic(api)),
    ]);
    return eachListed(api, listed, (each) => toTopic(api, each.TopicArn ?? '', subscriptions));
  },
});

async function subscriptionsByTopic(api: ServiceApi): Promise<ByTopic> {
  const listed = await api.list<Subscription>('ListSubscriptions', {}, 'Subscriptions');
  if (listed.gap) return listed.gap;
  const groups = Map.groupBy(listed.items, ({ TopicArn = '' }) => TopicArn);
  return read(new Map([...groups].map(([arn, group]) => [arn, group.map(toSubscription)])));
}

async function toTopic(api: ServiceApi, arn: string, byTopic: ByTopic): Promise<Topic> {
  const answer = await api.read<GetTopicAttributesCommandOutput>('GetTopicAttributes', { TopicArn: arn });
  const attributes = mapReading(answer, (output) => output.Attributes ?? {});
  const listed = mapReading(byTopic, (all) => all.get(arn) ?? []);
  const isWhole = listed.status === 'unread' || isAll(listed.value, attributes);
  return {
    type: 'AWS::SNS::Topic',
    account: api.account,
    region: api.region,
    arn,
    id: arnName(arn.replaceAll(':', '/')),
    policy: mapReading(attributes, ({ Policy }) => Policy ?? null),
    kmsMasterKeyId: mapReading(attributes, ({ KmsMasterKeyId }) => KmsMasterKeyId || null),
    subscriptions: isWhole ? listed : await ownSubscriptions(api, arn),
  };
}

function isAll(listed: readonly TopicSubscription[], attributes: Attributes): boolean {
  if (attributes.status === 'unread') return false;
  const confirmed = listed.filter((each) => each.confirmed).length;
  return Number(attributes.value['SubscriptionsConfirmed'] ?? 0) <= confirmed;
}

async function ownSubscriptions(api: ServiceApi, TopicArn: string): Promise<Topic['subscriptions']> {
  const listed = await api.list<Subscription>('ListSubscriptionsByTopic', { TopicArn }, 'Subscriptions');
  return listed.gap ?? read(listed.items.map(toSubscription));
}

/** In place of its ARN an unconfirmed subscription says `PendingConfirmation`, one just removed `Deleted`. */
function toSubscription(subscription: Subscription): TopicSubscription {
  return {
    protocol: subscription.Protocol ?? '',
    endpoint: subscription.Endpoint ?? '',
    confirmed: subscription.SubscriptionArn?.startsWith('arn:') ?? false,
  };
}

export const collectors = [topics];
