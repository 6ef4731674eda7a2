import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../../test/api-of.ts';
import { collected } from '../../../../../test/collected.ts';
import { collectors } from './key-pair.ts';

const collect = (answer: unknown) =>
  collected(collectors, 'AWS::EC2::KeyPair', apiOf('ec2', { DescribeKeyPairs: answer }));

test('a key pair, and one of which AWS tells little', async () => {
  const pair = {
    KeyPairId: 'key-1',
    KeyName: 'operations',
    KeyType: 'ed25519',
    CreateTime: new Date('2024-01-02T03:04:05Z'),
    Tags: [{ Key: 'team', Value: 'web' }],
  };
  const { resources } = await collect({ KeyPairs: [pair, { KeyPairId: 'key-2' }] });
  const place = { type: 'AWS::EC2::KeyPair', account: '111122223333', region: 'us-east-1' };
  expect(resources).toEqual([
    {
      ...place,
      arn: 'arn:aws:ec2:us-east-1:111122223333:key-pair/key-1',
      id: 'key-1',
      name: 'operations',
      tags: { team: 'web' },
      keyType: 'ed25519',
      createTime: '2024-01-02T03:04:05.000Z',
    },
    {
      ...place,
      arn: 'arn:aws:ec2:us-east-1:111122223333:key-pair/key-2',
      id: 'key-2',
      tags: {},
      keyType: null,
      createTime: null,
    },
  ]);
});

test('a denied listing is the gap', async () => {
  const { resources, gap } = await collect(denied('UnauthorizedOperation'));
  expect({ resources, gap }).toEqual({
    resources: [],
    gap: deniedReading('ec2:DescribeKeyPairs', 'UnauthorizedOperation'),
  });
});
