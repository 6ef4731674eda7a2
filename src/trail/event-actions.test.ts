import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EVENT_PAIRS } from '../../test/trail/event-pairs.ts';
import { CATALOGUE } from '../iam/index.ts';
import { iamActionsOf, type TrailEvent } from './event-actions.ts';
import { API_GATEWAY_EVENTS } from './mapping/api-gateway-events.ts';
import { DYNAMODB_EVENTS } from './mapping/dynamodb-events.ts';
import { OTHER_EVENTS } from './mapping/other-events.ts';
import { S3_EVENTS } from './mapping/s3-events.ts';

const EVENTS = join(import.meta.dirname, '../../../shared/data/cloudtrail/invictus/CloudTrail');

function call(source: string, eventName: string, requestParameters?: unknown): TrailEvent {
  return {
    eventSource: `${source}.amazonaws.com`,
    eventName,
    eventType: 'AwsApiCall',
    requestParameters,
    awsRegion: 'us-east-1',
    recipientAccountId: '111122223333',
  };
}

function told(event: TrailEvent): string {
  const answer = iamActionsOf(event);
  return answer.kind === 'mapped' ? answer.actions.join(' ') : answer.kind;
}

function keyOf({ eventSource, eventName, eventType }: TrailEvent): string {
  return [eventSource, eventName, eventType].join(' ');
}

test('the table has more than 150 pairs, each once', () => {
  const keys = EVENT_PAIRS.map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThan(350);
});

test.each(EVENT_PAIRS)('$eventSource $eventName: $expected', (pair) => {
  expect(told(pair)).toBe(pair.expected);
});

test('every action of the table and of the rules is one that AWS documents', () => {
  const rules = [...S3_EVENTS, ...API_GATEWAY_EVENTS, ...DYNAMODB_EVENTS, ...OTHER_EVENTS];
  const ruled = rules.flatMap(({ needs }) =>
    needs.flatMap((need) =>
      typeof need === 'string' ? [need] : [need.action, ...(need.otherwise ? [need.otherwise] : [])],
    ),
  );
  const expected = EVENT_PAIRS.flatMap(({ expected: text }) => text.split(' ')).filter((each) =>
    each.includes(':'),
  );
  for (const action of [...ruled, ...expected]) {
    const known = CATALOGUE.action(action);
    expect(known && `${known.service}:${known.name}`, action).toBe(action);
  }
});

test('no event has two rules, and each rule its page', () => {
  const rules = [...S3_EVENTS, ...API_GATEWAY_EVENTS, ...DYNAMODB_EVENTS, ...OTHER_EVENTS];
  const events = rules.flatMap((rule) => rule.events);
  expect(new Set(events).size).toBe(events.length);
  for (const { docs } of rules) expect(docs).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/);
});

describe('names that only look as if they ended in a date or a version', () => {
  test.each([
    ['ec2', 'DescribeVpcClassicLink'],
    ['autoscaling', 'DescribeLaunchConfigurations'],
    ['wafv2', 'ListWebACLs'],
    ['s3', 'GetBucketCORS'],
  ])('%s %s keeps its end', (source, name) => {
    expect(told(call(source, name))).toBe(`${source}:${name}`);
  });

  test.each([
    'DescribeInstances20201301',
    'DescribeInstances20200532',
    'DescribeInstances2020_0531',
    'DescribeInstances19991231',
    'DescribeInstancesV2',
    'DescribeInstances20200531v2x',
  ])('%s is no version of DescribeInstances', (name) => {
    expect(told(call('ec2', name))).toBe('unknown');
  });

  test('every action of the catalogue, taken for an event of its service, is left as it is', () => {
    const eaten = CATALOGUE.services.flatMap((prefix) =>
      (CATALOGUE.service(prefix)?.actions ?? [])
        .map((action) => ({
          name: `${prefix}:${action.name}`,
          told: iamActionsOf(call(prefix, action.name)),
        }))
        .filter(({ name, told: answer }) => answer.kind === 'mapped' && !answer.actions.includes(name)),
    );
    expect(eaten).toEqual([]);
  });
});

describe('what depends on the request', () => {
  test.each<[string, string, unknown, string]>([
    ['s3', 'GetObject', { bucketName: 'b', key: 'k', versionId: 'v1' }, 's3:GetObjectVersion'],
    ['s3', 'DeleteObject', { versionId: 'v1' }, 's3:DeleteObjectVersion'],
    ['s3', 'PutObject', { 'x-amz-acl': 'public-read' }, 's3:PutObject s3:PutObjectAcl'],
    ['s3', 'CopyObject', { 'x-amz-copy-source': 'a/b?versionId=3' }, 's3:PutObject s3:GetObjectVersion'],
    ['s3', 'CreateBucket', { 'x-amz-acl': 'private' }, 's3:CreateBucket'],
    ['s3', 'CreateBucket', { 'x-amz-acl': 'public-read' }, 's3:CreateBucket s3:PutBucketAcl'],
    [
      'dynamodb',
      'TransactWriteItems',
      { requestItems: [{ operation: 'Put' }, { operation: 'ConditionCheck' }] },
      'dynamodb:PutItem dynamodb:ConditionCheckItem',
    ],
    ['dynamodb', 'ExecuteStatement', { statement: ' SELECT * FROM Music' }, 'dynamodb:PartiQLSelect'],
    [
      'dynamodb',
      'BatchExecuteStatement',
      { statements: [{ statement: 'UPDATE Music SET a = 1' }, { statement: 'delete from Music' }] },
      'dynamodb:PartiQLUpdate dynamodb:PartiQLDelete',
    ],
    ['sts', 'AssumeRole', { tags: [{ key: 'a', value: 'b' }] }, 'sts:AssumeRole sts:TagSession'],
    ['sts', 'AssumeRole', { sourceIdentity: 'me' }, 'sts:AssumeRole sts:SetSourceIdentity'],
    [
      'autoscaling',
      'PutScalingPolicy',
      { serviceNamespace: 'ecs' },
      'application-autoscaling:PutScalingPolicy',
    ],
    [
      'ec2',
      'CreateVpc',
      { tagSpecificationSet: { items: [{ resourceType: 'vpc' }] } },
      'ec2:CreateVpc ec2:CreateTags',
    ],
    ['ec2', 'CreateVpc', { tagSpecificationSet: {} }, 'ec2:CreateVpc'],
    ['ec2', 'CreateVpc', { tagSpecificationSet: { items: [] } }, 'ec2:CreateVpc'],
    ['iam', 'CreateRole', { tags: [{ key: 'a' }] }, 'iam:CreateRole iam:TagRole'],
    ['iam', 'TagRole', { tags: [{ key: 'a' }] }, 'iam:TagRole'],
    ['rds', 'CreateDBInstance', { tags: [] }, 'rds:CreateDBInstance'],
  ])('%s %s %j: %s', (source, name, request, expected) => {
    expect(told(call(source, name, request))).toBe(expected);
  });

  test.each([
    null,
    undefined,
    'text',
    7,
    [],
    { requestItems: 'text' },
    { requestItems: [{ operation: {} }] },
  ])('a request that is none (%j) is no matter', (request) => {
    expect(told(call('s3', 'PutObject', request))).toBe('s3:PutObject');
    expect(told(call('dynamodb', 'TransactWriteItems', request))).toBe('unknown');
  });
});

describe('roles passed', () => {
  const role = 'arn:aws:iam::111122223333:role/service/app';

  test.each<[string, string, unknown, readonly (string | null)[]]>([
    ['lambda', 'CreateFunction20150331', { role }, [role]],
    ['ecs', 'RegisterTaskDefinition', { taskRoleArn: role, executionRoleArn: role }, [role]],
    ['ecs', 'RunTask', { overrides: { taskRoleArn: role } }, [role]],
    ['cloudformation', 'CreateStack', { roleARN: role }, [role]],
    ['events', 'PutTargets', { targets: [{ id: '1' }, { roleArn: role }] }, [role]],
    ['ec2', 'CreateFlowLogs', { CreateFlowLogsRequest: { DeliverLogsPermissionArn: role } }, [role]],
    ['rolesanywhere', 'CreateProfile', { roleArns: [role] }, [role]],
    ['ec2', 'RunInstances', { iamInstanceProfile: { name: 'web' } }, [null]],
    ['glue', 'CreateJob', { role: 'GlueRole' }, [null]],
  ])('%s %s %j', (source, name, request, passed) => {
    const answer = iamActionsOf(call(source, name, request));
    expect(answer).toMatchObject({ kind: 'mapped', passed });
    expect(answer.kind === 'mapped' && answer.actions).toContain('iam:PassRole');
  });

  test('none passed, no iam:PassRole', () => {
    const expected = { kind: 'mapped', actions: ['ec2:RunInstances'], passed: [] };
    expect(iamActionsOf(call('ec2', 'RunInstances', { instanceType: 't3.micro' }))).toEqual(expected);
    expect(iamActionsOf(call('ec2', 'RunInstances', { iamInstanceProfile: {} }))).toEqual(expected);
  });
});

describe.skipIf(!existsSync(EVENTS))('real events', () => {
  test('every pair is in the table, and every event told as it', () => {
    const files = readdirSync(EVENTS, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.json'));
    const events = files.flatMap(
      (file) => (JSON.parse(readFileSync(join(EVENTS, file), 'utf8')) as { Records: TrailEvent[] }).Records,
    );
    expect(events.length).toBe(2900);
    const table = new Map(EVENT_PAIRS.map((pair) => [keyOf(pair), pair.expected]));
    for (const event of events) {
      const expected = table.get(keyOf(event));
      // Beside the action of its name: what its tags and roles needed.
      expect(told(event).replaceAll(DERIVED, ''), keyOf(event)).toBe(expected);
    }
  });
});

const DERIVED =
  / (iam:PassRole|iam:Tag\w+|ec2:CreateTags|[a-z]+:(AddTagsToResource|AddTags|TagResource))(?= |$)/g;
