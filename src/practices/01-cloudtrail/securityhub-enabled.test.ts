import { expect, test } from 'vitest';
import { aRegion, aSecurityHub } from '../../../test/builders/monitoring.ts';
import { deniedCall, statuses } from '../../../test/inventory-of.ts';
import { securityhubEnabled as check } from './securityhub-enabled.ts';

test('passes when it is on, whatever its standards', () => {
  expect(statuses(check, aRegion(), { resources: [aSecurityHub()] })).toEqual(['pass']);
  const enabledStandards = deniedCall('securityhub:GetEnabledStandards');
  expect(statuses(check, aRegion(), { resources: [aSecurityHub({ enabledStandards })] })).toEqual(['pass']);
});

test('fails when it is off', () => {
  expect(statuses(check, aRegion(), { resources: [aSecurityHub({ hub: null })] })).toEqual(['fail']);
});

test('is unknown when it could not be asked', () => {
  expect(statuses(check, aRegion(), { denied: ['AWS::SecurityHub::Hub'] })).toEqual(['unknown']);
  expect(statuses(check, aRegion())).toEqual(['unknown']);
});
