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

const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:mailer';
const ofFunction = { resources: [{ type: 'AWS::Lambda::Function', ARN: FUNCTION }] };
const POINT = 'arn:aws:s3:us-east-1:111122223333:accesspoint/reports';
const SECRET = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db';
const PARAMETER = 'arn:aws:ssm:us-east-1:111122223333:parameter/prod/db';
const asking = (requestParameters: TrailEvent['requestParameters']): Partial<TrailEvent> => ({
  requestParameters,
});

test.each<[string, TrailEvent, readonly (string | null)[]]>([
  [
    'a version or alias',
    call('lambda', 'Invoke', { ...ofFunction, ...asking({ functionName: FUNCTION, qualifier: 'live' }) }),
    [null],
  ],
  [
    'an alias in the name',
    call('lambda', 'Invoke', { ...ofFunction, ...asking({ functionName: 'mailer:live' }) }),
    [null],
  ],
  ['an alias in the ARN', call('lambda', 'Invoke', asking({ functionName: `${FUNCTION}:live` })), [null]],
  [
    'a function',
    call('lambda', 'Invoke', { ...ofFunction, ...asking({ functionName: 'mailer' }) }),
    [FUNCTION],
  ],
  [
    'a partial ARN',
    call('lambda', 'Invoke', asking({ functionName: '444455556666:function:mailer' })),
    [FUNCTION.replace('111122223333', '444455556666')],
  ],
  [
    'a partial ARN, shorter',
    call('lambda', 'Invoke', asking({ functionName: '111122223333:mailer' })),
    [FUNCTION],
  ],
  [
    'an access point',
    call('s3', 'GetObject', { resources: [{ type: 'AWS::S3::AccessPoint', ARN: POINT }, ...LISTED] }),
    [null],
  ],
  [
    'an alias of an access point',
    call('s3', 'GetObject', { ...asking({ bucketName: 'reports-abc-s3alias' }), resources: LISTED }),
    [null],
  ],
  [
    "another account's queue",
    call(
      'sqs',
      'SendMessage',
      asking({ queueUrl: 'https://sqs.us-east-1.amazonaws.com/444455556666/orders' }),
    ),
    ['arn:aws:sqs:us-east-1:444455556666:orders'],
  ],
  [
    "another account's registry",
    call('ecr', 'BatchGetImage', asking({ repositoryName: 'web', registryId: '444455556666' })),
    [null],
  ],
  [
    'its own registry',
    call('ecr', 'BatchGetImage', asking({ repositoryName: 'web', registryId: '111122223333' })),
    ['arn:aws:ecr:us-east-1:111122223333:repository/web'],
  ],
  [
    'a database, by capitals',
    call('rds', 'DeleteDBInstance', asking({ dBInstanceIdentifier: 'Ledger' })),
    ['arn:aws:rds:us-east-1:111122223333:db:ledger'],
  ],
  [
    'a partial ARN of a secret',
    call('secretsmanager', 'GetSecretValue', asking({ secretId: SECRET })),
    [null],
  ],
  [
    'a secret',
    call('secretsmanager', 'GetSecretValue', asking({ secretId: `${SECRET}-RgPZkN` })),
    [`${SECRET}-RgPZkN`],
  ],
  ['a version of a parameter', call('ssm', 'GetParameter', asking({ name: `${PARAMETER}:3` })), [null]],
  ['a parameter', call('ssm', 'GetParameter', asking({ name: PARAMETER })), [PARAMETER]],
])('%s: what AWS asked for, or none where the event does not tell', (_what, event, resources) => {
  expect(usedCallsOf(event).map(({ resource }) => resource)).toEqual(resources);
});
