import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostileAssessment } from '../../../test/hostile-assessment.ts';
import { SMALL_ASSESSMENT } from '../../../test/small-assessment.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { Finding } from '../../model/finding.ts';
import { asffReport } from './asff-report.ts';

interface Asff {
  readonly Id: string;
  readonly ProductArn: string;
  readonly AwsAccountId: string;
  readonly Region: string;
  readonly Title: string;
  readonly Description: string;
  readonly Severity: object;
  readonly Compliance: { readonly Status: string };
  readonly Workflow: { readonly Status: string };
  readonly Note?: { readonly Text: string };
  readonly Resources: readonly [
    { readonly Id: string; readonly Type: string; readonly Tags?: Readonly<Record<string, string>> },
  ];
  readonly ProductFields: Readonly<Record<string, string>>;
}

interface Request {
  readonly Findings: Asff[];
}

function linesOf(assessment: Assessment): readonly string[] {
  return [...asffReport(assessment)].join('').split('\n').slice(0, -1);
}

function requestsOf(assessment: Assessment): readonly Request[] {
  return linesOf(assessment).map((line) => JSON.parse(line) as Request);
}

function findingsOf(assessment: Assessment): readonly Asff[] {
  return requestsOf(assessment).flatMap((each) => each.Findings);
}

function finding(overrides: Partial<Finding>): Finding {
  return { ...(SMALL_ASSESSMENT.findings[0] as Finding), ...overrides };
}

test('a failure fails, what is unknown warns, a suppressed one is suppressed with its reason', () => {
  const all = findingsOf(SMALL_ASSESSMENT);
  const of = (bucket: string): Asff | undefined =>
    all.find((each) => each.Resources[0].Id === `arn:aws:s3:::${bucket}` && each.Title.includes('open'));
  expect(of('closed')).toMatchObject({
    Compliance: { Status: 'PASSED' },
    Severity: { Label: 'INFORMATIONAL', Original: 'critical' },
    Resources: [{ Type: 'AwsS3Bucket', Tags: { team: 'data' } }],
  });
  expect(of('unread')?.Compliance).toMatchObject({
    Status: 'WARNING',
    StatusReasons: [{ ReasonCode: 's3:GetBucketAcl', Description: 'AccessDenied: not allowed in this test' }],
  });
  expect(of('open')).toMatchObject({
    Compliance: { Status: 'FAILED' },
    Severity: { Label: 'CRITICAL' },
    Workflow: { Status: 'SUPPRESSED' },
    Note: { Text: 'A website, meant to be <open>.' },
  });
});

test('a request holds a hundred findings of one account and Region', () => {
  const findings = Array.from({ length: 450 }, (_, index) =>
    finding({ id: String(index), region: index % 2 === 0 ? 'eu-west-1' : 'global' }),
  );
  const requests = requestsOf({ ...SMALL_ASSESSMENT, findings });
  expect(requests.map((each) => each.Findings.length)).toEqual([100, 100, 25, 100, 100, 25]);
  for (const { Findings } of requests) {
    expect(
      new Set(Findings.map((each) => `${each.AwsAccountId} ${each.Region} ${each.ProductArn}`)).size,
    ).toBe(1);
  }
  expect(new Set(requests.flatMap((each) => each.Findings.map(({ Region }) => Region)))).toEqual(
    new Set(['eu-west-1', 'us-east-1']),
  );
});

test('is in the partition of its account', () => {
  const accounts = SMALL_ASSESSMENT.accounts.map((each) => ({ ...each, partition: 'aws-cn' }));
  const [only] = findingsOf({ ...SMALL_ASSESSMENT, accounts, findings: [finding({ region: 'global' })] });
  expect(only?.ProductArn).toBe(
    'arn:aws-cn:securityhub:cn-north-1:111122223333:product/111122223333/default',
  );
});

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html */
test('no text is empty or longer than Security Hub takes, whatever the names are', () => {
  fc.assert(
    fc.property(hostileAssessment({ ours: true }), (assessment) => {
      for (const line of linesOf(assessment))
        expect(line).toMatch(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\n]*$/);
      const all = findingsOf(assessment);
      expect(all.map(({ Id }) => Id)).toEqual(assessment.findings.map(({ id }) => `rampart/${id}`));
      for (const each of all) {
        expect(Buffer.byteLength(JSON.stringify(each))).toBeLessThan(240_000);
        expect(each.Title.length).toBeLessThanOrEqual(256);
        expect(each.Description.length).toBeLessThanOrEqual(1024);
        expect(each.Resources[0].Id.length).toBeLessThanOrEqual(512);
        for (const value of Object.values(each.ProductFields)) expect(value.length).toBeLessThanOrEqual(2048);
        for (const text of textsOf(each)) expect(text).toMatch(/^.*\S.*$/u);
      }
    }),
    { numRuns: 60 },
  );
});

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [...Object.keys(value), ...Object.values(value).flatMap(textsOf)];
}
