import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { aUserWho } from '../../../test/builders/escalation.ts';
import { noMembership } from '../../../test/builders/organizations.ts';
import { aBucket, anAccountBlock } from '../../../test/builders/s3.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Resource } from '../../model/resource-types.ts';
import { trailBucketLogWriters as check } from './trail-bucket-log-writers.ts';

const trail = aTrail({ s3BucketName: 'logs' });
const logs = aBucket({ id: 'logs', logging: read({ targetBucket: 'access', targetPrefix: 'trail/' }) });
const around = (...resources: readonly Resource[]) => ({
  resources: [...resources, anAccountBlock(), noMembership()],
});

test('fails for whoever deletes the access logs', () => {
  const cleaner = aUserWho('cleaner', 's3:DeleteObject', 'arn:aws:s3:::access/trail/*');
  expect(evaluate(check, trail, around(logs, aBucket({ id: 'access' }), cleaner))).toMatchObject([
    {
      status: 'fail',
      summary: 'cleaner may change or delete the access logs in access without being an administrator.',
      evidence: { actions: ['s3:DeleteObject'], statements: ['cleaner-own, statement 1'] },
    },
  ]);
});

test.each([
  ['another prefix', 's3:DeleteObject', 'arn:aws:s3:::access/other/*'],
  ["the trail's own files, which are for practice 1", 's3:DeleteObject', 'arn:aws:s3:::logs/*'],
  ['reading', 's3:GetObject', '*'],
])('passes for %s', (_name, action, resource) => {
  const user = aUserWho('user', action, resource);
  expect(statuses(check, trail, around(logs, aBucket({ id: 'access' }), user))).toEqual(['pass']);
});

test('unknown where nobody read which bucket or what it grants; nothing to say where there is none', () => {
  const target = aBucket({ id: 'access' });
  const untold = { ...logs, logging: deniedCall('s3:GetBucketLogging') };
  expect(statuses(check, trail, around(untold, target))).toEqual(['unknown']);
  const unread = { ...target, policy: deniedCall('s3:GetBucketPolicy') };
  expect(statuses(check, trail, around(logs, unread))).toEqual(['unknown']);
  expect(statuses(check, trail, around({ ...logs, logging: read(null) }))).toEqual(['not-applicable']);
});
