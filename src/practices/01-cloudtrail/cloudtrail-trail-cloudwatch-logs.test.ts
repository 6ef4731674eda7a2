import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { daysBefore, deniedCall, evaluate, OTHER_ACCOUNT, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Trail, TrailStatus } from '../../model/resources/cloudtrail.ts';
import { cloudtrailTrailCloudwatchLogs as check } from './cloudtrail-trail-cloudwatch-logs.ts';

function withStatus(overrides: Partial<TrailStatus>, trail: Partial<Trail> = {}): Trail {
  const good = aTrail(trail);
  if (good.trailStatus.status === 'unread') throw new Error('the builder reads the status');
  return { ...good, trailStatus: read({ ...good.trailStatus.value, ...overrides }) };
}

test('passes when events arrive', () => {
  expect(statuses(check, aTrail())).toEqual(['pass']);
  expect(statuses(check, withStatus({ latestCloudWatchLogsDeliveryTime: daysBefore(1) }))).toEqual(['pass']);
});

test('fails without a log group, whatever the status', () => {
  const trailStatus = deniedCall('cloudtrail:GetTrailStatus');
  expect(statuses(check, aTrail({ cloudWatchLogsLogGroupArn: null, trailStatus }))).toEqual(['fail']);
});

test.each([
  [{ latestCloudWatchLogsDeliveryError: 'AccessDenied' }],
  [{ latestCloudWatchLogsDeliveryTime: daysBefore(1.01) }],
  [{ latestCloudWatchLogsDeliveryTime: null }],
  [{ isLogging: false }],
])('fails with %o', (status) => {
  expect(statuses(check, withStatus(status))).toEqual(['fail']);
});

test('is unknown without the status, or when the owner alone is told', () => {
  const trailStatus = deniedCall('cloudtrail:GetTrailStatus');
  expect(evaluate(check, aTrail({ trailStatus }))[0]).toMatchObject({
    status: 'unknown',
    unread: [trailStatus],
  });
  const arn = `arn:aws:cloudtrail:us-east-1:${OTHER_ACCOUNT}:trail/organisation`;
  expect(statuses(check, withStatus({ latestCloudWatchLogsDeliveryTime: null }, { arn }))).toEqual([
    'unknown',
  ]);
});
