import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { daysBefore, deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import type { Trail, TrailStatus } from '../../model/resources/cloudtrail.ts';
import { cloudtrailTrailLogging as check } from './cloudtrail-trail-logging.ts';

function withStatus(overrides: Partial<TrailStatus>): Trail {
  const good = aTrail();
  if (good.trailStatus.status === 'unread') throw new Error('the builder reads the status');
  return { ...good, trailStatus: read({ ...good.trailStatus.value, ...overrides }) };
}

test('passes when the trail delivers', () => {
  expect(evaluate(check, aTrail())[0]).toMatchObject({ status: 'pass', evidence: { isLogging: true } });
});

test.each([
  [{ isLogging: false, stopLoggingTime: daysBefore(92) }, 'is not logging since'],
  [{ latestDeliveryError: 'AccessDenied' }, 'cannot deliver to trail-bucket (AccessDenied)'],
  [{ latestDeliveryTime: daysBefore(1.001) }, 'has delivered nothing since'],
  [{ latestDeliveryTime: null }, 'has delivered nothing'],
])('fails with %o', (status, reason) => {
  const [outcome] = evaluate(check, withStatus(status));
  expect(outcome).toMatchObject({ status: 'fail', summary: expect.stringContaining(reason) });
});

test('exactly a day is still recent, and a trail just started has time', () => {
  expect(statuses(check, withStatus({ latestDeliveryTime: daysBefore(1) }))).toEqual(['pass']);
  const started = withStatus({ latestDeliveryTime: null, startLoggingTime: daysBefore(0.1) });
  expect(statuses(check, started)).toEqual(['pass']);
});

test('is unknown without the status', () => {
  const trailStatus = deniedCall('cloudtrail:GetTrailStatus');
  expect(evaluate(check, aTrail({ trailStatus }))).toEqual([
    { status: 'unknown', unread: [trailStatus], evidence: {} },
  ]);
});
