import { expect, test } from 'vitest';
import {
  ACCOUNT,
  anEvent,
  anEventBy,
  logOf,
  newFolder,
  put,
  takeIn,
} from '../../../test/trail/log-folder.ts';
import type { JsonObject } from '../../model/json.ts';
import type { PrincipalUse } from '../answers/used-document.ts';
import { openEvents } from '../open-events.ts';
import { usedBy } from './used.ts';

async function usedOf(records: readonly JsonObject[], principal?: string): ReturnType<typeof usedBy> {
  const [folder, lake] = [newFolder(), newFolder()];
  put(folder, 'a.json.gz', logOf(records));
  await takeIn(folder, lake);
  const events = await openEvents(lake);
  try {
    return await usedBy(events, { principal });
  } finally {
    events.close();
  }
}

async function useOf(records: readonly JsonObject[]): Promise<PrincipalUse> {
  const { principals } = await usedOf(records);
  expect(principals).toHaveLength(1);
  const [use] = principals;
  if (!use) throw new Error('nobody used anything');
  return use;
}

test('events are told as actions, from the first use to the last', async () => {
  const at = (eventTime: string): JsonObject => anEvent({ eventTime });
  const use = await useOf([
    at('2026-11-19T10:00:00Z'),
    at('2026-11-17T08:00:00Z'),
    at('2026-11-18T09:00:00Z'),
  ]);
  expect(use).toMatchObject({
    principal: `arn:aws:iam::${ACCOUNT}:user/ada`,
    accounts: [ACCOUNT],
    calls: 3,
    services: ['ec2'],
    actions: [
      {
        action: 'ec2:DescribeInstances',
        calls: 3,
        firstUsed: '2026-11-17T08:00:00Z',
        lastUsed: '2026-11-19T10:00:00Z',
      },
    ],
    denied: [],
  });
});

test('a denied call is no use, one that failed otherwise is', async () => {
  const use = await useOf([
    anEvent({ eventName: 'TerminateInstances', errorCode: 'Client.UnauthorizedOperation', readOnly: false }),
    anEvent({ eventSource: 's3.amazonaws.com', eventName: 'DeleteBucket', errorCode: 'BucketNotEmpty' }),
  ]);
  expect(use.actions.map(({ action, calls, failed }) => [action, calls, failed])).toEqual([
    ['s3:DeleteBucket', 1, 1],
  ]);
  expect(use.denied).toMatchObject([
    { name: 'TerminateInstances', actions: ['ec2:TerminateInstances'], calls: 1 },
  ]);
});

test('the sessions of a role are its own use; a passed role is one of iam:PassRole', async () => {
  const role = { role: 'deploy', name: 'a' };
  const request = { functionName: 'f', role: `arn:aws:iam::${ACCOUNT}:role/lambda` };
  const use = await useOf([
    anEventBy(role, {
      eventSource: 'lambda.amazonaws.com',
      eventName: 'CreateFunction20150331',
      requestParameters: request,
    }),
    anEventBy({ ...role, name: 'b' }),
  ]);
  expect(use.principal).toBe(`arn:aws:iam::${ACCOUNT}:role/ops/deploy`);
  expect(use.actions.map(({ action }) => action)).toEqual([
    'ec2:DescribeInstances',
    'iam:PassRole',
    'lambda:CreateFunction',
  ]);
});

test('what takes no permission, and what is not known, stand apart; services on their own are counted', async () => {
  const service = anEvent({ userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } });
  const { principals, serviceCalls } = await usedOf([
    anEvent({ eventSource: 'sts.amazonaws.com', eventName: 'GetCallerIdentity' }),
    anEvent({ eventSource: 'nobody.amazonaws.com', eventName: 'KnowsThis' }),
    service,
  ]);
  expect(principals).toHaveLength(1);
  expect(principals[0]?.withoutPermission.map(({ name }) => name)).toEqual(['GetCallerIdentity']);
  expect(principals[0]?.unknown.map(({ name }) => name)).toEqual(['KnowsThis']);
  expect(serviceCalls).toBe(1);
});

test('it is said of which services there are data events', async () => {
  const read = anEvent({
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    managementEvent: false,
    eventCategory: 'Data',
    requestParameters: { bucketName: 'b', key: 'k' },
    resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::b/k' }],
  });
  expect((await useOf([anEvent()])).dataEventSources).toEqual([]);
  const use = await useOf([anEvent(), read]);
  expect(use.dataEventSources).toEqual(['s3.amazonaws.com']);
  expect(use.actions.find(({ action }) => action === 's3:GetObject')?.resources).toContain(
    'arn:aws:s3:::b/k',
  );
});

test('one principal alone, by ARN or by name', async () => {
  const records = [anEvent(), anEventBy({ role: 'deploy', name: 'a' })];
  for (const each of ['deploy', `arn:aws:iam::${ACCOUNT}:role/ops/deploy`]) {
    const { principals } = await usedOf(records, each);
    expect(principals.map(({ principal }) => principal)).toEqual([`arn:aws:iam::${ACCOUNT}:role/ops/deploy`]);
  }
});

test('what a call is about is not the role that it passes', async () => {
  const { actions } = await useOf([
    anEvent({
      eventSource: 'lambda.amazonaws.com',
      eventName: 'CreateFunction20150331',
      readOnly: false,
      requestParameters: { functionName: 'mailer', role: `arn:aws:iam::${ACCOUNT}:role/mailer` },
    }),
  ]);
  expect(actions.map(({ action, resources }) => [action, resources])).toEqual([
    ['iam:PassRole', []],
    ['lambda:CreateFunction', [`arn:aws:lambda:eu-west-1:${ACCOUNT}:function:mailer`]],
  ]);
});
