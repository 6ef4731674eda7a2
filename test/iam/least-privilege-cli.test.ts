import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  findLeastPrivilege,
  type LeastPrivilegeRequest,
  leastPrivilegeExitCode,
  printedLeastPrivilege,
} from '../../src/app/iam/find-least-privilege.ts';
import { authorize } from '../../src/iam/index.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { leastPrivilegeSchema } from '../../src/report/json/iam/least-privilege-schema.ts';
import type { LeastPrivilegeDocument } from '../../src/trail/answers/least-privilege-document.ts';
import { allowing, aUser } from '../builders/iam.ts';
import { noMembership } from '../builders/organizations.ts';
import { ACCOUNT, snapshotOf } from '../inventory-of.ts';
import { rampart } from '../rampart-process.ts';
import { anEvent, logOf, newFolder, put, takeIn } from '../trail/log-folder.ts';
import { validAnswer } from '../valid-answer.ts';

const ADA = `arn:aws:iam::${ACCOUNT}:user/ada`;
const OBJECT = 'arn:aws:s3:::logs/2026/a.csv';
const TERMINAL = { color: false, width: 100 };

function ada(document: string) {
  return aUser({
    id: 'ada',
    arn: ADA,
    groups: [],
    inlinePolicies: [{ policyName: 'own', document }],
    attachedPolicies: [],
  });
}

const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

async function lakeOf(events: readonly JsonObject[]): Promise<string> {
  const folder = newFolder();
  put(folder, 'events.json', logOf(events));
  const lake = join(newFolder(), 'lake');
  await takeIn(folder, lake);
  return lake;
}

const GET = anEvent({
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  eventCategory: 'Data',
  managementEvent: false,
  requestParameters: { bucketName: 'logs', key: '2026/a.csv' },
  resources: [
    { type: 'AWS::S3::Object', ARN: OBJECT },
    { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::logs', accountId: ACCOUNT },
  ],
});
const REFUSED = anEvent({ eventName: 'TerminateInstances', errorCode: 'Client.UnauthorizedOperation' });
const UNKNOWN = anEvent({
  eventSource: 's3.amazonaws.com',
  eventName: 'GetStorageLensDashboardDataInternal',
});

async function find(
  document: string,
  events: readonly JsonObject[],
  request: Partial<LeastPrivilegeRequest> = {},
): Promise<LeastPrivilegeDocument> {
  return findLeastPrivilege(snapshotOf({ resources: [ada(document), noMembership()] }), {
    lake: await lakeOf(events),
    principals: ['ada'],
    narrow: 'resources',
    ...request,
  });
}

describe('a user who may do all, and did little', () => {
  test('keeps that, and the data plane that the lake does not show', async () => {
    const answer = await find(allowing('*'), [anEvent(), GET, REFUSED, UNKNOWN]);
    const [found] = answer.principals;
    expect(found?.usage).toMatchObject({
      events: 4,
      denied: 1,
      unknownEvents: [{ source: 's3.amazonaws.com', name: 'GetStorageLensDashboardDataInternal', events: 1 }],
    });
    expect(found?.dataEvents).toEqual(['s3.amazonaws.com']);
    expect(found?.policy).toMatchObject({
      kept: ['ec2:DescribeInstances', 's3:GetObject'],
      uncovered: [],
      noMore: { answer: 'proved' },
      sufficient: { answer: 'proved' },
    });
    expect(found?.policy?.unseen).toContain('lambda:InvokeFunction');
    expect(found?.policy?.unseen).not.toContain('s3:PutObject');
    expect(leastPrivilegeExitCode(answer)).toBe(0);

    const identityPolicies = (found?.policy?.policies ?? []).map(({ policyDocument }) =>
      JSON.stringify(policyDocument),
    );
    const effect = (action: string, resource: string) =>
      authorize({ principal: ADA, action, resource, resourceAccount: ACCOUNT }, { identityPolicies }).effect;
    expect(effect('s3:GetObject', OBJECT)).toBe('allow');
    expect(effect('s3:GetObject', 'arn:aws:s3:::other/x')).toBe('implicit-deny');
    expect(effect('ec2:DescribeInstances', '*')).toBe('allow');
    expect(effect('ec2:TerminateInstances', '*')).toBe('implicit-deny');
    expect(effect('iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/eve`)).toBe('implicit-deny');
  });

  test('is shown as text, JSON, Terraform and CloudFormation', async () => {
    const answer = await find(allowing(['ec2:*', 's3:GetObject']), [anEvent(), GET]);
    const text = printedLeastPrivilege(answer, 'table', TERMINAL);
    expect(text).toContain('Kept          ec2:DescribeInstances, s3:GetObject');
    expect(text).toContain('Allows nothing that today does not: proved.');
    expect(text).toContain('Allows every call that was seen: proved.');
    const json = validAnswer(printedLeastPrivilege(answer, 'json', TERMINAL), leastPrivilegeSchema);
    expect(json).toMatchObject({ narrow: 'resources', principals: [{ principal: ADA }] });
    expect(printedLeastPrivilege(answer, 'terraform', TERMINAL)).toContain(
      'resource "aws_iam_policy" "ada-least-privilege"',
    );
    expect(printedLeastPrivilege(answer, 'cloudformation', TERMINAL)).toContain('AWS::IAM::ManagedPolicy');
  });
});

describe('what no event tells of', () => {
  const DELETE = anEvent({
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteBucketPolicy',
    readOnly: false,
    requestParameters: { bucketName: 'logs' },
  });
  const unseenOf = async (document: string, events: readonly JsonObject[]) =>
    (await find(document, events, { narrow: 'actions' })).principals[0]?.policy?.unseen;

  test('is kept of the services that were used, with the roles and tags that changes may hand on', async () => {
    const unseen = await unseenOf(allowing('*'), [DELETE]);
    expect(unseen).toEqual(
      expect.arrayContaining(['s3:BypassGovernanceRetention', 'iam:PassRole', 's3:PutBucketTagging']),
    );
    for (const action of [
      'ec2:InjectApiError',
      'cloudshell:CreateSession',
      'ec2:CreateTags',
      's3:PutBucketPolicy',
    ])
      expect(unseen).not.toContain(action);
  });

  test('is kept where the policies name it, and not where they allow everything', async () => {
    const unseen = await unseenOf(
      allowing(['ec2:*', 'iam:PassRole', 's3:Initiate*', 'cloudshell:*', 'glue:*']),
      [anEvent()],
    );
    expect(unseen).toEqual(
      expect.arrayContaining([
        'cloudshell:CreateSession',
        'iam:PassRole',
        's3:InitiateReplication',
        'ec2:InjectApiError',
      ]),
    );
    expect(unseen).not.toContain('glue:PassConnection');
    expect(await unseenOf(allowing('*'), [anEvent()])).not.toContain('iam:PassRole');
  });
});

test('of everybody, from the sums, as of each by itself, from the events', async () => {
  const role = `arn:aws:iam::${ACCOUNT}:role/lambda`;
  const create = anEvent({
    eventSource: 'lambda.amazonaws.com',
    eventName: 'CreateFunction20150331',
    requestParameters: { functionName: 'f', role },
  });
  const failed = anEvent({ eventName: 'StopInstances', errorCode: 'IncorrectInstanceState' });
  const earlier = anEvent({ eventName: 'DescribeVpcs', eventTime: '2026-11-18T08:00:00Z' });
  const lake = await lakeOf([anEvent(), GET, REFUSED, UNKNOWN, create, failed, earlier]);
  for (const from of [undefined, '2026-11-18T09:00:00.000Z']) {
    const request = { lake, from, narrow: 'actions' } as const;
    const [all, one] = await Promise.all(
      [null, ['ada']].map((principals) => find(allowing(['*']), [], { ...request, principals })),
    );
    expect(all).toEqual(one);
    const kept = ['ec2:DescribeInstances', 'ec2:StopInstances', 'iam:PassRole', 'lambda:CreateFunction'];
    expect(all?.principals[0]?.policy?.kept).toEqual(expect.arrayContaining(kept));
    expect(all?.principals[0]?.policy?.kept.includes('ec2:DescribeVpcs')).toBe(from === undefined);
  }
});

test('what was used before the window is not seen', async () => {
  const answer = await find(allowing('ec2:*'), [anEvent()], { from: '2026-11-20T00:00:00Z' });
  expect(answer.principals[0]?.policy).toMatchObject({ kept: [], policies: [] });
});

test('a call that the policies of today do not allow is told', async () => {
  const answer = await find(allowing('s3:*'), [anEvent()]);
  expect(answer.principals[0]?.policy?.uncovered).toEqual([
    { action: 'ec2:DescribeInstances', resource: '*' },
  ]);
  expect(printedLeastPrivilege(answer, 'table', TERMINAL)).toContain(
    "today's policies do not allow ec2:DescribeInstances",
  );
});

test('a proof that is given up hands no policy on, and exits with 3', async () => {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::*/2026/*', Condition: MFA },
      { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::l*' },
      { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::*/secret/*' },
    ],
  });
  const answer = await find(document, [anEvent(), GET], { steps: 1 });
  const { noMore, sufficient } = answer.principals[0]?.policy ?? {};
  expect([noMore?.answer, sufficient?.answer]).toContain('unknown');
  expect(leastPrivilegeExitCode(answer)).toBe(3);
  expect(printedLeastPrivilege(answer, 'terraform', TERMINAL)).toBe('');
});

const DEMO = join(import.meta.dirname, '../../lab/demo/organisation.snapshot');

test('the command, of everybody in the lake and of one', async () => {
  const lake = await lakeOf([anEvent({ recipientAccountId: '777788889999' })]);
  const run = (...args: readonly string[]) =>
    rampart(['iam', 'least-privilege', '--lake', lake, '--snapshot', DEMO, ...args]);
  const all = await run('--all', '--output', 'json');
  expect(all.stderr).toBe('');
  expect(validAnswer(all.stdout, leastPrivilegeSchema).principals.length).toBeGreaterThan(3);
  expect(await run()).toMatchObject({ code: 2, stderr: expect.stringContaining('whose policy?') });
  expect(await run('--principal', 'nobody-of-this-name')).toMatchObject({ code: 2 });
});

test('without a lake it says how to make one', async () => {
  const found = await rampart(['iam', 'least-privilege', '--all', '--lake', newFolder(), '--snapshot', DEMO]);
  expect(found).toMatchObject({ code: 2, stderr: expect.stringContaining('rampart trail ingest') });
});
