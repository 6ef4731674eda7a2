import { expect, test } from 'vitest';
import { aUser } from '../../test/builders/iam.ts';
import { aBucket } from '../../test/builders/s3.ts';
import { ACCOUNT, daysBefore, deniedCall, snapshotOf } from '../../test/inventory-of.ts';
import { type AssessOptions, assess } from '../assess/assess.ts';
import type { Assessment } from '../model/assessment.ts';
import type { RequirementResult } from '../model/compliance.ts';
import type { Finding } from '../model/finding.ts';
import { read } from '../model/reading.ts';
import { DEFAULT_SETTINGS, type Settings } from '../model/settings.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Check, defineCheck, fail, pass, sparing, unknown } from '../practices/check.ts';
import { evaluateFrameworks } from './evaluate.ts';
import { framework } from './framework-table.ts';

const FRAMEWORK = framework({
  id: 'x',
  title: 'X',
  url: 'https://example.com',
  scope: 'All.',
  table: `
# Section
1 | Versions | full
2 | Versions and logs | partial | replicas.
3 | Nothing | none | people
4 | Keys within 90 days | full | @key-90
5 | Logs to another bucket | full
`,
});

const metadata = {
  title: 'x',
  practice: 12,
  severity: 'low',
  resource: 'AWS::S3::Bucket',
  reads: [],
  equivalents: [],
  rationale: '',
  remediation: '',
  fix: { cli: null, terraform: null },
} as const;

const versions = defineCheck({
  ...metadata,
  id: 'versions',
  controls: ['x:1', 'x:2', 'y:1'],
  evaluate: ({ versioning }) => {
    if (versioning.status === 'unread') return unknown(versioning);
    return versioning.value.status === 'Enabled' ? pass('Yes.') : fail('No.');
  },
});

const logs = defineCheck({
  ...metadata,
  id: 'logs',
  severity: 'high',
  controls: ['x:2', 'x:5'],
  evaluate: ({ id, logging }) => {
    if (logging.status === 'unread') return unknown(logging);
    if (!logging.value) return sparing(fail('None.'), ['x:5']);
    if (logging.value.targetBucket === 'crash') throw new Error('boom');
    return logging.value.targetBucket === id ? fail('To itself.') : pass('Elsewhere.');
  },
});

const keys = defineCheck({
  ...metadata,
  id: 'keys',
  resource: 'AWS::IAM::User',
  controls: ['x:4'],
  evaluate: ({ createDate }, { settings, asOf }) => {
    const days = (Date.parse(asOf) - Date.parse(createDate)) / 86_400_000;
    return days > settings.accessKeyMaxAgeDays ? fail('Old.') : pass('New.');
  },
});

const CHECKS = [versions, logs, keys];

interface Case {
  readonly resources?: Snapshot['resources'];
  readonly checks?: readonly Check[];
  readonly settings?: Partial<Settings>;
  readonly change?: (assessment: Assessment) => Assessment;
}

function evaluated({ resources = [], checks = CHECKS, settings = {}, change = (same) => same }: Case) {
  const snapshot = snapshotOf({ resources });
  const by = { ...DEFAULT_SETTINGS, ...settings };
  const judge = (some: readonly Check[], other: Settings): Assessment =>
    change(assess(snapshot, { checks: some, settings: other } satisfies AssessOptions));
  const [result] = evaluateFrameworks([FRAMEWORK], {
    assessment: judge(checks, by),
    settings: by,
    judge,
    catalogue: CHECKS,
  });
  if (!result) throw new Error('no result');
  return result;
}

function requirement(id: string, given: Case): RequirementResult {
  const found = evaluated(given).requirements.find((each) => each.id === id);
  if (!found) throw new Error(`no requirement ${id}`);
  return found;
}

const versioned = read({ status: 'Enabled' as const, mfaDelete: false });
const logging = read({ targetBucket: 'elsewhere', targetPrefix: '', targetObjectKeyFormat: null });
const good = aBucket({ id: 'good', versioning: versioned, logging });
const bare = aBucket({ id: 'bare', logging: read(null) });

test('every requirement is there, in its order, with what its checks found', () => {
  const result = evaluated({ resources: [good, bare] });
  expect(result).toMatchObject({ id: 'x', title: 'X', scope: 'All.' });
  expect(result.requirements.map(({ id, state }) => [id, state])).toEqual([
    ['1', 'not-met'],
    ['2', 'not-met'],
    ['3', 'not-covered'],
    ['4', 'not-assessed'],
    ['5', 'met'],
  ]);
  expect(result.counts).toEqual({
    'not-met': 2,
    'not-assessed': 1,
    excepted: 0,
    'met-in-part': 0,
    met: 1,
    'not-covered': 1,
  });
  expect(result.requirements[1]).toEqual({
    id: '2',
    title: 'Versions and logs',
    section: 'Section',
    state: 'not-met',
    coverage: 'partial',
    note: 'Not looked at: replicas.',
    why: null,
    checks: ['versions', 'logs'],
    worst: 'high',
    fail: 2,
    unknown: 0,
    pass: 2,
    suppressed: 0,
    failingAccounts: [ACCOUNT],
  });
});

test('passes are met in full or in part, as the checks answer', () => {
  expect(requirement('1', { resources: [good] })).toMatchObject({ state: 'met', worst: null, pass: 1 });
  expect(requirement('2', { resources: [good] })).toMatchObject({ state: 'met-in-part', pass: 2 });
});

test('a failure that spares a control leaves its requirement alone', () => {
  expect(requirement('5', { resources: [good, bare] })).toMatchObject({ state: 'met', fail: 0, pass: 2 });
  const itself = aBucket({
    id: 'loop',
    logging: read({ targetBucket: 'loop', targetPrefix: '', targetObjectKeyFormat: null }),
  });
  expect(requirement('5', { resources: [good, itself] })).toMatchObject({ state: 'not-met', fail: 1 });
});

test('what was denied is not assessed, and the call is named', () => {
  const denied = aBucket({ id: 'denied', versioning: deniedCall('s3:GetBucketVersioning') });
  expect(requirement('1', { resources: [good, denied] })).toMatchObject({
    state: 'not-assessed',
    why: '1 answer is unknown, for want of s3:GetBucketVersioning.',
    unknown: 1,
  });
  expect(requirement('1', { resources: [bare, denied] })).toMatchObject({ state: 'not-met', unknown: 1 });
});

test('a check that crashed or was not run leaves its requirements open', () => {
  const crash = aBucket({
    id: 'crash',
    versioning: versioned,
    logging: read({ targetBucket: 'crash', targetPrefix: '', targetObjectKeyFormat: null }),
  });
  expect(requirement('2', { resources: [good, crash] })).toMatchObject({
    state: 'not-assessed',
    why: 'Crashed: logs.',
  });
  expect(requirement('2', { resources: [good], checks: [versions] })).toMatchObject({
    state: 'not-assessed',
    why: 'Not run: logs.',
  });
});

test('suppressed failures are an exception, whose reason is said', () => {
  const suppressed = { rule: 'rules.yaml 1', reason: 'Ends in March', expires: null };
  const change = (assessment: Assessment): Assessment => ({
    ...assessment,
    findings: assessment.findings.map(
      (each): Finding => (each.status === 'fail' ? { ...each, suppressed } : each),
    ),
  });
  expect(requirement('1', { resources: [good, bare], change })).toMatchObject({
    state: 'excepted',
    why: '1 failure is suppressed: Ends in March.',
    fail: 0,
    suppressed: 1,
    failingAccounts: [],
  });
});

test('a reading that broke off, and regions that were left out, are not met', () => {
  const incomplete = (assessment: Assessment): Assessment => ({
    ...assessment,
    coverage: { ...assessment.coverage, complete: false, incompleteReason: 'the credentials ended' },
  });
  expect(requirement('1', { resources: [good], change: incomplete })).toMatchObject({
    state: 'not-assessed',
  });
  const skipped = (assessment: Assessment): Assessment => ({
    ...assessment,
    coverage: {
      ...assessment.coverage,
      skipped: [{ account: ACCOUNT, region: 'eu-west-1', why: 'not asked for' }],
    },
  });
  expect(requirement('1', { resources: [good], change: skipped })).toMatchObject({
    state: 'met-in-part',
    why: `Not read: eu-west-1 of ${ACCOUNT}.`,
  });
});

test.each([
  ['laxer settings', 365, 100, 'not-met'],
  ['stricter settings', 30, 60, 'met'],
])('a requirement with a number is judged by it, not by %s', (_, accessKeyMaxAgeDays, days, state) => {
  const resources = [aUser({ createDate: daysBefore(days) })];
  const found = requirement('4', { resources, settings: { accessKeyMaxAgeDays } });
  expect(found.state).toBe(state);
  expect(found.failures).toHaveLength(state === 'met' ? 0 : 1);
});

test('where the settings are those numbers nothing is judged twice', () => {
  const resources = [aUser({ createDate: daysBefore(100) })];
  expect(requirement('4', { resources })).not.toHaveProperty('failures');
  expect(requirement('4', { resources })).toMatchObject({ state: 'not-met', fail: 1 });
});
