import { expect, test } from 'vitest';
import { aTrail } from '../../../test/builders/cloudtrail.ts';
import { statuses } from '../../../test/inventory-of.ts';
import { cloudtrailTrailLogFileValidation as check } from './cloudtrail-trail-log-file-validation.ts';

test.each([
  [true, 'pass'],
  [false, 'fail'],
])('%s: %s', (logFileValidationEnabled, status) => {
  expect(statuses(check, aTrail({ logFileValidationEnabled }))).toEqual([status]);
});
