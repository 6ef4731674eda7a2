import { expect, test } from 'vitest';
import type { TrailEvent } from './event-actions.ts';
import { resourcesOf } from './event-resources.ts';

function event(
  source: string,
  eventName: string,
  requestParameters: unknown,
  more: Partial<TrailEvent> = {},
): TrailEvent {
  return {
    eventSource: `${source}.amazonaws.com`,
    eventName,
    requestParameters,
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    ...more,
  };
}

test.each<[string, string, unknown, string, string, string | null]>([
  [
    'ec2',
    'AuthorizeSecurityGroupIngress',
    { groupId: 'sg-04cfb7a4712d75b00', ipPermissions: { items: [{ groups: {} }] } },
    'AWS::EC2::SecurityGroup',
    'sg-04cfb7a4712d75b00',
    'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-04cfb7a4712d75b00',
  ],
  [
    'ec2',
    'TerminateInstances',
    { instancesSet: { items: [{ instanceId: 'i-0dbc91f429e48eeed' }] } },
    'AWS::EC2::Instance',
    'i-0dbc91f429e48eeed',
    'arn:aws:ec2:eu-west-1:111122223333:instance/i-0dbc91f429e48eeed',
  ],
  [
    'ec2',
    'CreateFlowLogs',
    { CreateFlowLogsRequest: { ResourceId: { tag: 1, content: 'vpc-0255d384b4b458b46' } } },
    'AWS::EC2::VPC',
    'vpc-0255d384b4b458b46',
    'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-0255d384b4b458b46',
  ],
  [
    'ec2',
    'ModifyImageAttribute',
    { imageId: 'ami-0aa1d83d0b0985c86' },
    'AWS::EC2::Image',
    'ami-0aa1d83d0b0985c86',
    'arn:aws:ec2:eu-west-1::image/ami-0aa1d83d0b0985c86',
  ],
  ['iam', 'AttachUserPolicy', { userName: 'anna' }, 'AWS::IAM::User', 'anna', null],
  [
    's3',
    'PutBucketPolicy',
    { bucketName: 'logs', Host: 'logs.s3.amazonaws.com' },
    'AWS::S3::Bucket',
    'logs',
    'arn:aws:s3:::logs',
  ],
  [
    'cloudtrail',
    'StopLogging',
    { name: 'audit' },
    'AWS::CloudTrail::Trail',
    'audit',
    'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit',
  ],
  [
    'cloudtrail',
    'StopLogging',
    { name: 'arn:aws:cloudtrail:us-east-1:444455556666:trail/org' },
    'AWS::CloudTrail::Trail',
    'org',
    'arn:aws:cloudtrail:us-east-1:444455556666:trail/org',
  ],
  [
    'lambda',
    'AddPermission20150331v2',
    { functionName: 'mailer' },
    'AWS::Lambda::Function',
    'mailer',
    'arn:aws:lambda:eu-west-1:111122223333:function:mailer',
  ],
  [
    'sqs',
    'SetQueueAttributes',
    { queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders' },
    'AWS::SQS::Queue',
    'orders',
    'arn:aws:sqs:eu-west-1:111122223333:orders',
  ],
  [
    'secretsmanager',
    'PutResourcePolicy',
    { secretId: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-RgPZkN' },
    'AWS::SecretsManager::Secret',
    'prod/db',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-RgPZkN',
  ],
])('%s %s %j', (source, name, request, type, id, arn) => {
  expect(resourcesOf(event(source, name, request))).toEqual([{ type, id, arn }]);
});

test('what was made stands in the answer', () => {
  const made = event('iam', 'CreateUser', { userName: 'anna', path: '/ops/' });
  const arn = 'arn:aws:iam::111122223333:user/ops/anna';
  expect(resourcesOf({ ...made, responseElements: { user: { arn, userName: 'anna' } } })).toEqual([
    { type: 'AWS::IAM::User', id: 'anna', arn },
  ]);
});

test('what the service lists and what the request names is one', () => {
  const arn = 'arn:aws:s3:::logs';
  const resources = [{ accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: arn }];
  expect(resourcesOf(event('s3', 'PutBucketAcl', { bucketName: 'logs' }, { resources }))).toEqual([
    { type: 'AWS::S3::Bucket', id: 'logs', arn },
  ]);
});

test("a name in a list of the service's and without a type is the one of the request", () => {
  const arn = 'arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db/password';
  const resources = [{ accountId: '111122223333', ARN: arn }];
  expect(resourcesOf(event('ssm', 'GetParameter', { name: '/prod/db/password' }, { resources }))).toEqual([
    { type: null, id: '/prod/db/password', arn },
  ]);
});

test('an alias is no key, a document no parameter, a subnet no VPC', () => {
  expect(resourcesOf(event('kms', 'Encrypt', { keyId: 'alias/aws/ssm' }))).toEqual([]);
  expect(resourcesOf(event('ssm', 'GetDocument', { name: 'AWS-RunShellScript' }))).toEqual([]);
  expect(
    resourcesOf(event('ec2', 'DeleteFlowLogs', { resourceId: 'subnet-1' })).map(({ type }) => type),
  ).toEqual(['AWS::EC2::Subnet']);
});

test('without the account or the region the ARN is left open', () => {
  const bare = {
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DeleteVpc',
    requestParameters: { vpcId: 'vpc-1' },
  };
  expect(resourcesOf(bare)).toEqual([{ type: 'AWS::EC2::VPC', id: 'vpc-1', arn: null }]);
  const china = { ...bare, awsRegion: 'cn-north-1', recipientAccountId: '111122223333' };
  expect(resourcesOf(china)[0]?.arn).toBe('arn:aws-cn:ec2:cn-north-1:111122223333:vpc/vpc-1');
});

test.each([null, 'text', 3, [], [[]], { groupId: { a: 1 } }, { groupId: '' }])(
  'nothing to be had: %j',
  (request) => {
    expect(resourcesOf(event('ec2', 'DeleteSecurityGroup', request, { resources: request }))).toEqual([]);
  },
);

test.each([
  ['lambda', 'AddPermission20150331v2', { functionName: 'mailer:live' }, 'function:mailer'],
  ['lambda', 'AddPermission20150331v2', { functionName: '111122223333:function:mailer' }, 'function:mailer'],
  ['rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'Ledger' }, 'db:ledger'],
])('%s %s %j is of the resource that findings have', (source, name, request, resource) => {
  const [found] = resourcesOf(event(source, name, request));
  expect(found?.arn).toBe(`arn:aws:${source}:eu-west-1:111122223333:${resource}`);
  expect(found?.id).toBe(resource.slice(resource.indexOf(':') + 1));
});
