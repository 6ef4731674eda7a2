import { describe, expect, test } from 'vitest';
import { aBucket } from '../../test/builders/s3.ts';
import { deniedCall, snapshotOf } from '../../test/inventory-of.ts';
import { assess } from '../assess/assess.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Diff, DiffClass, DiffEntry } from '../model/diff.ts';
import type { Severity } from '../model/finding.ts';
import { unread } from '../model/reading.ts';
import { defineCheck, fail, type Outcome, pass, unknown } from '../practices/check.ts';
import { diffExitCode, exitCode } from './exit-code.ts';

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
    fix: { cli: null, terraform: null },
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

test.each([
  'NotOffered: x',
  'NotEvaluated: x',
  'Assumed: x',
  'NotAskedFor: x',
  'NotAsked: x',
  'NotLogged: x',
  'RegionSkipped: x',
])('%s is no failed call', (why) => {
  expect(exitCode(assessmentWith(unknown(unread('iam:ListMFADevices', why))), 'high')).toBe(0);
});

test('what somebody chose not to read is no failed call', () => {
  expect(
    exitCode(
      assessmentWith(unknown(unread('sts:AssumeRole', 'AccountNotRead: account 1 was not read'))),
      'high',
    ),
  ).toBe(0);
});

describe('of a comparison', () => {
  const answer = {
    asOf: '',
    severity: null,
    summary: null,
    suppressed: null,
    unread: [],
    why: null,
  } as const;

  function diffWith(kind: DiffClass, more: Partial<DiffEntry> = {}, complete = true): Diff {
    const entry = {
      class: kind,
      severity: 'high',
      before: { ...answer, status: 'fail' },
      after: { ...answer, status: 'fail' },
      ...more,
    };
    return { new: { complete }, findings: [entry] } as unknown as Diff; // all that an exit code hangs on
  }

  test.each(['new', 'reopened'] as const)('1 for what is %s at the limit or worse', (kind) => {
    expect(diffExitCode(diffWith(kind), 'high')).toBe(1);
    expect(diffExitCode(diffWith(kind), 'critical')).toBe(0);
    expect(diffExitCode(diffWith(kind), 'never')).toBe(0);
  });

  test.each(['first-known', 'first-judged'] as const)('3 for what is %s and may be new', (kind) => {
    expect(diffExitCode(diffWith(kind), 'high')).toBe(3);
    expect(diffExitCode(diffWith(kind), 'critical')).toBe(0);
  });

  test.each(['no-longer-known', 'became-unknown'] as const)('3 for what is %s by a failed call', (kind) => {
    const lost = (why: string): Partial<DiffEntry> => ({
      after: { ...answer, status: 'unknown', unread: [unread('s3:X', why)] },
    });
    expect(diffExitCode(diffWith(kind, lost('AccessDenied: no')), 'high')).toBe(3);
    expect(diffExitCode(diffWith(kind, lost('NotAskedFor: x')), 'high')).toBe(0);
    expect(diffExitCode(diffWith(kind, { after: { ...answer, status: 'unknown' } }), 'high')).toBe(3);
  });

  test.each(['still', 'fixed', 'not-judged'] as const)('0 for what is %s', (kind) => {
    expect(diffExitCode(diffWith(kind), 'info')).toBe(0);
  });

  test('0 for what is suppressed, 3 when the new assessment broke off', () => {
    const suppressed = { rule: 'r', reason: 'known', expires: null };
    expect(diffExitCode(diffWith('new', { after: { ...answer, status: 'fail', suppressed } }), 'info')).toBe(
      0,
    );
    expect(diffExitCode(diffWith('new', {}, false), 'never')).toBe(3);
  });
});
