import { expect, test } from 'vitest';
import { aBucket } from '../../test/builders/s3.ts';
import { deniedCall, snapshotOf } from '../../test/inventory-of.ts';
import { assess } from '../assess/assess.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Severity } from '../model/finding.ts';
import { unread } from '../model/reading.ts';
import { defineCheck, fail, type Outcome, pass, unknown } from '../practices/check.ts';
import { exitCode } from './exit-code.ts';

function assessmentWith(outcome: Outcome, severity: Severity = 'high', header: object = {}): Assessment {
  const check = defineCheck({
    id: 'x',
    title: 'x',
    practice: 1,
    severity,
    resource: 'AWS::S3::Bucket',
    reads: [],
    controls: [],
    equivalents: [],
    rationale: '',
    remediation: '',
    evaluate: () => outcome,
  });
  const snapshot = snapshotOf({ resources: [aBucket()] });
  return assess({ ...snapshot, header: { ...snapshot.header, ...header } }, { checks: [check] });
}

test('0 when nothing at or above the limit fails', () => {
  expect(exitCode(assessmentWith(pass('fine.')), 'high')).toBe(0);
  expect(exitCode(assessmentWith(fail('bad.'), 'medium'), 'high')).toBe(0);
  expect(exitCode(assessmentWith(fail('bad.'), 'critical'), 'never')).toBe(0);
});

test('1 for a failure at the limit or worse', () => {
  expect(exitCode(assessmentWith(fail('bad.'), 'high'), 'high')).toBe(1);
  expect(exitCode(assessmentWith(fail('bad.'), 'critical'), 'high')).toBe(1);
  expect(exitCode(assessmentWith(fail('bad.'), 'info'), 'info')).toBe(1);
});

test('3 when a call failed, and when the reading broke off', () => {
  expect(exitCode(assessmentWith(unknown(deniedCall('s3:GetBucketAcl'))), 'high')).toBe(3);
  expect(
    exitCode(
      assessmentWith(fail('bad.'), 'high', { complete: false, incompleteReason: 'the credentials ended' }),
      'high',
    ),
  ).toBe(3);
  const notEntered = [{ account: '1', roleArn: 'r', why: 'AccessDenied' }];
  expect(exitCode(assessmentWith(pass('fine.'), 'high', { notEntered }), 'high')).toBe(3);
});

test.each(['NotOffered: x', 'NotEvaluated: x', 'NotAskedFor: x', 'NotAsked: x', 'RegionSkipped: x'])(
  '%s is no failed call',
  (why) => {
    expect(exitCode(assessmentWith(unknown(unread('iam:ListMFADevices', why))), 'high')).toBe(0);
  },
);

test('what somebody chose not to read is no failed call', () => {
  expect(
    exitCode(
      assessmentWith(unknown(unread('sts:AssumeRole', 'AccountNotRead: account 1 was not read'))),
      'high',
    ),
  ).toBe(0);
});
