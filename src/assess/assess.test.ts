import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aTrail } from '../../test/builders/cloudtrail.ts';
import { aBucket } from '../../test/builders/s3.ts';
import { ACCOUNT, deniedCall, deniedListing, OTHER_ACCOUNT, snapshotOf } from '../../test/inventory-of.ts';
import { read } from '../model/reading.ts';
import type { Resource } from '../model/resource-types.ts';
import { defineCheck, fail, notApplicable, pass, sparing, unknown } from '../practices/check.ts';
import { assessmentJsonSchema } from '../report/json/assessment-schema.ts';
import { assess } from './assess.ts';
import { findingId } from './finding-id.ts';

const metadata = {
  title: 'Buckets log',
  practice: 12,
  severity: 'low',
  reads: ['s3:GetBucketLogging'],
  controls: ['cis-aws-3.0.0:1.1'],
  equivalents: [],
  rationale: 'why',
  remediation: 'what',
  fix: { cli: null, terraform: null },
} as const;

const logs = defineCheck({
  ...metadata,
  id: 'bucket-logs',
  resource: 'AWS::S3::Bucket',
  evaluate({ id, logging }) {
    if (id === 'skip') return notApplicable();
    if (id === 'crash') throw new Error('boom');
    if (logging.status === 'unread') return unknown(logging);
    return logging.value
      ? pass(`${id} logs.`)
      : [fail(`${id} does not.`, { id }, 'a'), fail(`${id} does not.`, { id }, 'b')];
  },
});

const trails = defineCheck({
  ...metadata,
  id: 'trail-there',
  resource: 'AWS::CloudTrail::Trail',
  evaluate: () => pass('there.'),
});

const logging = read({ targetBucket: 't', targetPrefix: '' });

test('gives every outcome its finding, and none to what does not apply', () => {
  const resources = [
    aBucket({ id: 'good', logging }),
    aBucket({ id: 'bad' }),
    aBucket({ id: 'denied', logging: deniedCall('s3:GetBucketLogging') }),
    aBucket({ id: 'skip' }),
  ];
  const { findings, summary } = assess(snapshotOf({ resources }), { checks: [logs] });
  expect(findings.map(({ status, resource }) => `${resource.id} ${status}`)).toEqual([
    'good pass',
    'bad fail',
    'bad fail',
    'denied unknown',
  ]);
  expect(new Set(findings.map((each) => each.id)).size).toBe(4);
  expect(findings[3]).toMatchObject({
    summary: 'Not known: s3:GetBucketLogging (AccessDenied).',
    unread: [deniedCall('s3:GetBucketLogging')],
  });
  expect(summary).toMatchObject({ fail: 2, unknown: 1, pass: 1, bySeverity: { low: 2 } });
  expect(summary.practices[11]).toMatchObject({ practice: 12, fail: 2, worst: 'low' });
});

test('a listing that was denied is an unknown finding, never silence', () => {
  const { findings } = assess(snapshotOf({ denied: ['AWS::CloudTrail::Trail'] }), { checks: [trails] });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    status: 'unknown',
    resource: { type: 'AWS::::Account', id: ACCOUNT },
    unread: [deniedListing('AWS::CloudTrail::Trail')],
  });
});

test('an account that could not be entered is an unknown finding of every check, named', () => {
  const snapshot = snapshotOf({ resources: [aBucket({ id: 'good', logging })] });
  const refused = {
    account: OTHER_ACCOUNT,
    name: 'payments',
    roleArn: `arn:aws-cn:iam::${OTHER_ACCOUNT}:role/audit`,
    why: 'AccessDenied: no such role',
  };
  const header = { ...snapshot.header, notEntered: [refused] };
  const { findings, summary } = assess({ ...snapshot, header }, { checks: [logs, trails] });
  expect(findings.filter((each) => each.account === OTHER_ACCOUNT)).toMatchObject(
    ['bucket-logs', 'trail-there'].map((check) => ({
      check,
      status: 'unknown',
      summary: `Account ${OTHER_ACCOUNT} (payments) could not be entered, so nothing of it was judged: sts:AssumeRole (AccessDenied).`,
      resource: { type: 'AWS::::Account', arn: `arn:aws-cn:iam::${OTHER_ACCOUNT}:root` },
      unread: [{ call: 'sts:AssumeRole', why: refused.why }],
    })),
  );
  expect(summary).toMatchObject({ unknown: 2, pass: 1 });
});

test('a crashed check is an error of the assessment and stops nothing else', () => {
  const { findings, errors } = assess(
    snapshotOf({ resources: [aBucket({ id: 'crash' }), aBucket({ id: 'good', logging })] }),
    { checks: [logs] },
  );
  expect(errors).toEqual([{ check: 'bucket-logs', resource: 'arn:aws:s3:::crash', message: 'boom' }]);
  expect(findings.map((each) => each.status)).toEqual(['pass']);
});

test('a finding names the controls of its check, a failure those that it breaks', () => {
  const check = defineCheck({
    ...metadata,
    id: 'two-controls',
    resource: 'AWS::S3::Bucket',
    controls: ['x:1', 'x:2'],
    evaluate: ({ id }) =>
      id === 'good' ? pass('Good.') : id === 'bad' ? fail('Bad.') : sparing(fail('Half bad.'), ['x:2']),
  });
  const resources = ['good', 'bad', 'half'].map((id) => aBucket({ id }));
  const { findings } = assess(snapshotOf({ resources }), { checks: [check] });
  expect(findings.map((each) => each.controls)).toEqual([['x:1', 'x:2'], ['x:1', 'x:2'], ['x:1']]);
});

test('one snapshot gives the same bytes again', () => {
  const snapshot = snapshotOf({ resources: [aBucket({ id: 'b' }), aTrail()] });
  const bytes = (): string => JSON.stringify(assess(snapshot, { checks: [logs, trails] }));
  expect(bytes()).toBe(bytes());
});

test('an id hangs on check, account, resource and key alone', () => {
  const base = findingId('check', ACCOUNT, 'arn:aws:s3:::b', 'key');
  expect(base).toMatch(/^[0-9a-f]{20}$/);
  expect(findingId('check', ACCOUNT, 'arn:aws:s3:::b', 'key')).toBe(base);
  const others = [
    findingId('check2', ACCOUNT, 'arn:aws:s3:::b', 'key'),
    findingId('check', 'x', 'arn:aws:s3:::b', 'key'),
    findingId('check', ACCOUNT, 'arn:aws:s3:::c', 'key'),
    findingId('check', ACCOUNT, 'arn:aws:s3:::b', ''),
  ];
  expect(others).not.toContain(base);
});

test('assessments keep their published schema whatever the names are', () => {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const valid = ajv.compile(assessmentJsonSchema());
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.dictionary(fc.string(), fc.string()),
      (id, tags) => {
        const snapshot = snapshotOf({
          resources: [aBucket({ id: `x${id}`, tags })],
          denied: ['AWS::CloudTrail::Trail'],
        });
        const document: unknown = JSON.parse(JSON.stringify(assess(snapshot, { checks: [logs, trails] })));
        expect(valid(document), JSON.stringify(valid.errors)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test('a shared resource keeps its id, whether its owner was read or a member only', () => {
  const arn = `arn:aws:cloudtrail:us-east-1:${OTHER_ACCOUNT}:trail/organisation`;
  const [own, seen] = [aTrail({ arn, account: OTHER_ACCOUNT }), aTrail({ arn })];
  const idsOf = (accounts: readonly string[], resources: readonly Resource[]): readonly string[] =>
    assess(snapshotOf({ accounts, resources }), { checks: [trails] }).findings.map((each) => each.id);
  const whole = idsOf([ACCOUNT, OTHER_ACCOUNT], [own, seen]);
  expect(whole).toHaveLength(1);
  expect(idsOf([ACCOUNT], [seen])).toEqual(whole);
});

test('says which checks were run and by which settings, whether they found anything or not', () => {
  const { checks, settings } = assess(snapshotOf({}), { checks: [logs, trails] });
  expect(checks).toEqual(['bucket-logs', 'trail-there']);
  expect(settings).toMatchObject({ accessKeyMaxAgeDays: 90, passwordPolicy: { minimumLength: 14 } });
});
