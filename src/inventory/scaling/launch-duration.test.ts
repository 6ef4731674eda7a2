import { expect, test } from 'vitest';
import { anAutoScalingGroup } from '../../../test/builders/auto-scaling.ts';
import { read, unread } from '../../model/reading.ts';
import type { AutoScalingGroup } from '../../model/resources/auto-scaling.ts';
import { ASSUMED_LAUNCH_SECONDS } from '../../model/surge-settings.ts';
import { launchDuration } from './launch-duration.ts';

type Activity = Extract<AutoScalingGroup['recentActivities'], { status: 'read' }>['value'][number];

const START = '2026-10-31T10:00:00.000Z';

function launch(seconds: number, overrides: Partial<Activity> = {}): Activity {
  return {
    startTime: START,
    endTime: new Date(Date.parse(START) + seconds * 1000).toISOString(),
    statusCode: 'Successful',
    description: 'Launching a new EC2 instance: i-0123456789abcdef0',
    cause: 'an alarm',
    ...overrides,
  };
}

function durationOf(activities: readonly Activity[], launchSeconds: number | null = null) {
  return launchDuration(anAutoScalingGroup({ recentActivities: read(activities) }), { launchSeconds });
}

const ASSUMED = { kind: 'fixed', seconds: ASSUMED_LAUNCH_SECONDS };

test('as the last launches took', () => {
  expect(durationOf([launch(31), launch(24), launch(58)])).toEqual({ kind: 'between', low: 24, high: 58 });
});

test('the settings overrule them', () => {
  expect(durationOf([launch(31), launch(24), launch(58)], 90)).toEqual({ kind: 'fixed', seconds: 90 });
});

test.each<[string, readonly Activity[]]>([
  ['none', []],
  ['two launches', [launch(31), launch(24)]],
  ['one that failed', [launch(31), launch(24), launch(2, { statusCode: 'Failed' })]],
  ['one under way', [launch(31), launch(24), launch(0, { endTime: null, statusCode: 'InProgress' })]],
  ['an end', [launch(31), launch(24), launch(300, { description: 'Terminating EC2 instance: i-1' })]],
  [
    'a start from the warm pool',
    [launch(31), launch(24), launch(9, { description: 'Launching a new EC2 instance from warm pool: i-1' })],
  ],
])('%s: as is usual', (_, activities) => {
  expect(durationOf(activities)).toEqual(ASSUMED);
});

test('activities that were not read: as is usual', () => {
  const recentActivities = unread('autoscaling:DescribeScalingActivities', 'AccessDenied');
  expect(launchDuration(anAutoScalingGroup({ recentActivities }), { launchSeconds: null })).toEqual(ASSUMED);
});
