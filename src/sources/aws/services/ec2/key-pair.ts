import type { DescribeKeyPairsResult, KeyPairInfo } from '@aws-sdk/client-ec2';
import type { KeyPair } from '../../../../model/resources/ec2.ts';
import { defineCollector, mapListed, type ServiceApi } from '../../collector.ts';
import { isoTime, tagsOf } from '../../mapping.ts';

/** Not paginated. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeKeyPairs.html */
const keyPairs = defineCollector({
  type: 'AWS::EC2::KeyPair',
  service: 'ec2',
  scope: 'regional',
  calls: ['ec2:DescribeKeyPairs'],
  async collect(api) {
    const answer = await api.read<DescribeKeyPairsResult>('DescribeKeyPairs');
    if (answer.status === 'unread') return { resources: [], gap: answer };
    const items = answer.value.KeyPairs ?? [];
    return mapListed({ items, gap: null }, (pair) => toKeyPair(api, pair));
  },
});

function toKeyPair(api: ServiceApi, pair: KeyPairInfo): KeyPair {
  const id = pair.KeyPairId ?? '';
  return {
    type: 'AWS::EC2::KeyPair',
    account: api.account,
    region: api.region,
    arn: api.arn('ec2', `key-pair/${id}`),
    id,
    ...(pair.KeyName ? { name: pair.KeyName } : {}),
    tags: tagsOf(pair.Tags),
    keyType: pair.KeyType ?? null,
    createTime: isoTime(pair.CreateTime),
  };
}

export const collectors = [keyPairs];
