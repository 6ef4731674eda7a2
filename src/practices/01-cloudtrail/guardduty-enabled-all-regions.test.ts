import { expect, test } from 'vitest';
import { aDetector, aRegion } from '../../../test/builders/monitoring.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { guarddutyEnabledAllRegions as check } from './guardduty-enabled-all-regions.ts';

test('passes with an enabled detector', () => {
  expect(statuses(check, aRegion(), { resources: [aDetector()] })).toEqual(['pass']);
});

test('fails with a suspended one, and with none', () => {
  const detail = read({ status: 'DISABLED' as const, findingPublishingFrequency: null, features: {} });
  expect(evaluate(check, aRegion(), { resources: [aDetector({ detail })] })[0]).toMatchObject({
    status: 'fail',
    summary: 'GuardDuty is suspended in us-east-1.',
  });
  expect(evaluate(check, aRegion())[0]).toMatchObject({
    status: 'fail',
    summary: 'GuardDuty is not enabled in us-east-1.',
  });
});

test("another region's detector does not count", () => {
  const resources = [aDetector({ region: 'eu-west-1' })];
  expect(statuses(check, aRegion(), { resources, regions: ['us-east-1', 'eu-west-1'] })).toEqual(['fail']);
});

test('is unknown when detectors could not be listed or read', () => {
  expect(statuses(check, aRegion(), { denied: ['AWS::GuardDuty::Detector'] })).toEqual(['unknown']);
  const detail = deniedCall('guardduty:GetDetector');
  expect(evaluate(check, aRegion(), { resources: [aDetector({ detail })] })[0]).toMatchObject({
    status: 'unknown',
    unread: [detail],
  });
});
