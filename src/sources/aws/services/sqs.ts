import type { GetQueueAttributesCommandOutput } from '@aws-sdk/client-sqs';
import { arnName } from '../../../model/arn.ts';
import { mapReading } from '../../../model/reading.ts';
import type { Queue } from '../../../model/resources/monitoring.ts';
import { defineCollector, eachListed, type ServiceApi } from '../collector.ts';

/** The list has URLs only; policy and key need a call for each queue. Without MaxResults AWS cuts the list at 1,000. */
const queues = defineCollector({
  type: 'AWS::SQS::Queue',
  service: 'sqs',
  scope: 'regional',
  calls: ['sqs:ListQueues', 'sqs:GetQueueAttributes'],
  async collect(api) {
    const listed = await api.list<string>('ListQueues', { MaxResults: 1000 }, 'QueueUrls');
    return eachListed(api, listed, (url) => toQueue(api, url));
  },
});

async function toQueue(api: ServiceApi, queueUrl: string): Promise<Queue> {
  const id = arnName(queueUrl);
  const answer = await api.read<GetQueueAttributesCommandOutput>('GetQueueAttributes', {
    QueueUrl: queueUrl,
    AttributeNames: ['Policy', 'KmsMasterKeyId'],
  });
  return {
    type: 'AWS::SQS::Queue',
    account: api.account,
    region: api.region,
    arn: api.arn('sqs', id),
    id,
    queueUrl,
    policy: mapReading(answer, ({ Attributes }) => Attributes?.Policy || null),
    kmsMasterKeyId: mapReading(answer, ({ Attributes }) => Attributes?.KmsMasterKeyId || null),
  };
}

export const collectors = [queues];
