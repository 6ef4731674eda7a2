import { expect, test } from 'vitest';
import { assess } from '../../src/assess/assess.ts';
import type { Assessment } from '../../src/model/assessment.ts';
import { defineCheck, fail, notApplicable, type Outcome, pass, unknown } from '../../src/practices/check.ts';
import { aBucket } from '../../test/builders/s3.ts';
import { deniedCall, snapshotOf } from '../../test/inventory-of.ts';
import { changedVerdicts } from './changed-verdicts.ts';

/** One check's outcomes for one bucket; none: the bucket was not listed. */
function assessmentOf(outcomes: readonly Outcome[] | null): Assessment {
  const check = defineCheck({
    id: 'x',
    title: 'x',
    practice: 1,
    severity: 'high',
    resource: 'AWS::S3::Bucket',
    reads: [],
    controls: [],
    equivalents: [],
    rationale: '',
    remediation: '',
    fix: { cli: null, terraform: null },
    evaluate: () => outcomes ?? notApplicable(),
  });
  const snapshot = snapshotOf({
    resources: [aBucket({ id: 'b' })],
    denied: outcomes === null ? ['AWS::S3::Bucket'] : [],
  });
  return assess(snapshot, { checks: [check] });
}

const missing = unknown(deniedCall('s3:GetBucketAcl'));

test.each([
  ['stays', [pass('.')], [pass('.')]],
  ['becomes unknown', [pass('.')], [missing]],
  ['stays unknown', [missing], [missing]],
  ['was one of several that became one unknown', [pass('.', {}, 'a'), fail('.', {}, 'b')], [missing]],
  ['vanishes with an unknown of its account', [pass('.')], null],
])('fine when a finding %s', (_what, before, after) => {
  expect(changedVerdicts(assessmentOf(before), assessmentOf(after))).toEqual([]);
});

test.each([
  ['a pass that failed', [fail('.')], [pass('.')], /fail \(\.\) became pass/],
  ['a fail that passed', [pass('.')], [fail('.')], /pass \(\.\) became fail/],
  ['a verdict that was unknown', [missing], [fail('.')], /unknown .* became fail/],
  ['a verdict from nothing', [notApplicable()], [fail('.')], /no finding became fail/],
  ['a finding that is gone', [fail('.')], [notApplicable()], /fail \(\.\) vanished/],
  ['a gone finding beside an unknown of before', [fail('.', {}, 'a'), missing], [missing], null],
])('tells %s', (_what, before, after, message) => {
  const changed = changedVerdicts(assessmentOf(before), assessmentOf(after));
  expect(changed).toHaveLength(message === null ? 0 : 1);
  if (message !== null) expect(changed[0]).toMatch(message);
});
