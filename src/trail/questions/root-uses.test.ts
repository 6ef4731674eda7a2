import { expect, test } from 'vitest';
import { ACCOUNT, anEvent, logOf, newFolder, put, takeIn } from '../../../test/trail/log-folder.ts';
import type { JsonObject } from '../../model/json.ts';
import { openEvents } from '../open-events.ts';
import { rootUses } from './root-uses.ts';

const root = { type: 'Root', arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT, principalId: ACCOUNT };

function byRoot(eventName: string, fields: JsonObject = {}): JsonObject {
  return anEvent({ userIdentity: root, eventName, ...fields });
}

/** Events before version 1.02 have no type. */
function ofBefore({ eventType: _type, ...event }: JsonObject): JsonObject {
  return event;
}

test('what root users did themselves: not for AWS, nor a sign-in that failed', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const signIn = { eventSource: 'signin.amazonaws.com', eventType: 'AwsConsoleSignIn' };
  put(
    folder,
    'log.json',
    logOf([
      byRoot('DescribeInstances'),
      byRoot('DescribeInstances', { eventTime: '2026-11-18T10:00:00Z' }),
      byRoot('ConsoleLogin', { ...signIn, eventTime: '2026-11-17T10:00:00Z' }),
      byRoot('ConsoleLogin', { ...signIn, errorMessage: 'Failed authentication' }),
      byRoot('CreateLoadBalancer', { userIdentity: { ...root, invokedBy: 'support.amazonaws.com' } }),
      byRoot('RotateKey', { eventType: 'AwsServiceEvent' }),
      ofBefore({ ...byRoot('CreateUser', { eventTime: '2026-11-16T10:00:00Z' }), eventVersion: '1.01' }),
      byRoot('RunInstances', { eventTime: '2026-11-20T11:00:00Z' }),
      anEvent({ eventName: 'RunInstances' }),
    ]),
  );
  await takeIn(folder, lake);
  const events = await openEvents(lake);
  try {
    expect(await rootUses(events, { to: '2026-11-20T09:00:00Z' })).toEqual([
      {
        account: ACCOUNT,
        calls: [
          { call: 'ec2:DescribeInstances', times: 2, last: '2026-11-19T10:00:00Z' },
          { call: 'signin:ConsoleLogin', times: 1, last: '2026-11-17T10:00:00Z' },
          { call: 'ec2:CreateUser', times: 1, last: '2026-11-16T10:00:00Z' },
        ],
      },
    ]);
  } finally {
    events.close();
  }
});
