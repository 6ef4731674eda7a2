import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { cloudtrailTrailNotifications as check } from './cloudtrail-trail-notifications.ts';

test('passes with a topic that takes messages', () => {
  expect(statuses(check, aTrail())).toEqual(['pass']);
});

test('fails without a topic, whatever the status, and when the topic refuses', () => {
  const trailStatus = deniedCall('cloudtrail:GetTrailStatus');
  expect(statuses(check, aTrail({ snsTopicArn: null, trailStatus }))).toEqual(['fail']);
  const good = aTrail();
  if (good.trailStatus.status === 'unread') throw new Error('the builder reads the status');
  const refused = read({ ...good.trailStatus.value, latestNotificationError: 'AuthorizationError' });
  expect(statuses(check, aTrail({ trailStatus: refused }))).toEqual(['fail']);
});

test('is unknown without the status', () => {
  const trailStatus = deniedCall('cloudtrail:GetTrailStatus');
  expect(evaluate(check, aTrail({ trailStatus }))[0]).toMatchObject({
    status: 'unknown',
    unread: [trailStatus],
  });
});
