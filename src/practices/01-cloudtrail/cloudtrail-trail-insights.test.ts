import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { cloudtrailTrailInsights as check } from './cloudtrail-trail-insights.ts';

const plain = aTrail({ id: 'plain', insightTypes: read([]) });
const insightTypes = deniedCall('cloudtrail:GetInsightSelectors');

test('passes with Insights', () => {
  expect(statuses(check, aTrail({ insightTypes: read(['ApiErrorRateInsight']) }))).toEqual(['pass']);
});

test('fails when no trail has any', () => {
  expect(statuses(check, plain)).toEqual(['fail']);
  expect(statuses(check, plain, { resources: [aTrail({ isMultiRegionTrail: false })] })).toEqual(['fail']);
});

test('fails when the trail that has it is stopped', () => {
  const trail = aTrail();
  if (trail.trailStatus.status === 'unread') throw new Error('the builder reads the status');
  const stopped = { ...trail, trailStatus: read({ ...trail.trailStatus.value, isLogging: false }) };
  expect(statuses(check, stopped)).toEqual(['fail']);
  expect(statuses(check, plain, { resources: [stopped] })).toEqual(['fail']);
});

test('passes when another multi-region trail has, even if its own are not known', () => {
  expect(statuses(check, plain, { resources: [aTrail()] })).toEqual(['pass']);
  expect(statuses(check, { ...plain, insightTypes }, { resources: [aTrail()] })).toEqual(['pass']);
});

test('is unknown when its own or those of another could not be read', () => {
  expect(evaluate(check, aTrail({ insightTypes }))[0]).toMatchObject({
    status: 'unknown',
    unread: [insightTypes],
  });
  expect(statuses(check, plain, { resources: [aTrail({ insightTypes })] })).toEqual(['unknown']);
  const trailStatus = deniedCall('cloudtrail:GetTrailStatus');
  expect(statuses(check, plain, { resources: [aTrail({ trailStatus })] })).toEqual(['unknown']);
  expect(statuses(check, plain, { denied: ['AWS::CloudTrail::Trail'] })).toEqual(['unknown']);
});
