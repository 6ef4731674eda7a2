import { expect, test } from 'vitest';
import type { TrailEvent } from './event-actions.ts';
import { usedCallsOf } from './used-calls.ts';

function call(source: string, eventName: string, more: Partial<TrailEvent>): TrailEvent {
  return {
    eventSource: `${source}.amazonaws.com`,
    eventName,
    eventType: 'AwsApiCall',
    awsRegion: 'us-east-1',
    recipientAccountId: '111122223333',
    ...more,
  };
}

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/0e5d0ab6-097e-49d8-99ef-747ce3e5f8f4';
const ROLE = 'arn:aws:iam::111122223333:role/app';
const OBJECT = 'arn:aws:s3:::data/2026/a.csv';
const LISTED = [
  { type: 'AWS::S3::Object', ARN: OBJECT },
  { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::data', accountId: '111122223333' },
];

test.each<[string, TrailEvent, readonly (readonly [string, string | null])[]]>([
  ['the object, not its bucket', call('s3', 'GetObject', { resources: LISTED }), [['s3:GetObject', OBJECT]]],
  [
    'the bucket of what is asked of buckets',
    call('s3', 'ListObjects', { resources: LISTED }),
    [['s3:ListBucket', 'arn:aws:s3:::data']],
  ],
  [
    'the key, not the alias',
    call('kms', 'Decrypt', {
      requestParameters: { keyId: 'alias/app' },
      resources: [{ type: 'AWS::KMS::Key', ARN: KEY }],
    }),
    [['kms:Decrypt', KEY]],
  ],
  ['no resource', call('s3', 'ListBuckets', {}), [['s3:ListAllMyBuckets', '*']]],
  [
    'several resources at once',
    call('ec2', 'RunInstances', { requestParameters: { imageId: 'ami-1' } }),
    [['ec2:RunInstances', null]],
  ],
  [
    'what the call only made',
    call('sns', 'CreateTopic', {
      requestParameters: { name: 'orders' },
      responseElements: { topicArn: 'arn:aws:sns:us-east-1:111122223333:orders' },
    }),
    [['sns:CreateTopic', null]],
  ],
  [
    'two actions of one call',
    call('s3', 'CopyObject', { resources: LISTED }),
    [
      ['s3:PutObject', null],
      ['s3:GetObject', null],
    ],
  ],
  [
    'the role that is passed',
    call('lambda', 'UpdateFunctionConfiguration20150331v2', {
      requestParameters: { functionName: 'mailer', role: ROLE },
    }),
    [
      ['lambda:UpdateFunctionConfiguration', 'arn:aws:lambda:us-east-1:111122223333:function:mailer'],
      ['iam:PassRole', ROLE],
    ],
  ],
  ['a sign-in', call('signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' }), []],
  ['an unknown event', call('s3', 'GetStorageLensDashboardDataInternal', {}), []],
])('%s', (_what, event, calls) => {
  expect(usedCallsOf(event)).toEqual(calls.map(([action, resource]) => ({ action, resource })));
});
