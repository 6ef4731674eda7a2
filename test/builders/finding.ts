import { summaryOf } from '../../src/assess/summary.ts';
import { ASSESSMENT_SCHEMA_VERSION, type Assessment } from '../../src/model/assessment.ts';
import type { Finding } from '../../src/model/finding.ts';

export function aFinding(overrides: Partial<Finding> = {}): Finding {
  const { id = 'ledger', arn = `arn:aws:s3:::${id}` } = overrides.resource ?? {};
  return {
    id: '0123456789abcdef0123',
    check: 's3-bucket-versioning',
    practice: 12,
    status: 'fail',
    severity: 'medium',
    account: '111122223333',
    region: 'eu-west-1',
    title: 'The bucket keeps versions',
    summary: `Bucket ${id} keeps no versions.`,
    evidence: { versioning: null },
    unread: [],
    controls: ['aws-fsbp:S3.14'],
    remediation: 'Turn on versioning.',
    ...overrides,
    resource: { type: 'AWS::S3::Bucket', id, arn, name: null, tags: null, ...overrides.resource },
  };
}

/** An assessment of these findings; their summary is that of the product. */
export function anAssessment(findings: readonly Finding[], overrides: Partial<Assessment> = {}): Assessment {
  const accounts = [...new Set(findings.map((each) => each.account))].sort();
  const regions = [...new Set(findings.map((each) => each.region))]
    .filter((each) => each !== 'global')
    .sort();
  return {
    schemaVersion: ASSESSMENT_SCHEMA_VERSION,
    tool: { name: 'rampart', version: '0.0.0' },
    asOf: '2026-11-20T09:00:00.000Z',
    source: 'aws',
    checks: [...new Set(findings.map((each) => each.check))],
    settings: {},
    accounts: accounts.map((account) => ({
      account,
      partition: 'aws',
      callerArn: `arn:aws:sts::${account}:assumed-role/audit/test`,
      regions,
      skippedRegions: [],
    })),
    coverage: {
      calls: 100,
      denied: [],
      regions,
      skipped: [],
      notEntered: [],
      leftOut: [],
      complete: true,
      incompleteReason: null,
    },
    summary: summaryOf(
      findings,
      new Set(findings.map((each) => each.resource.arn)).size,
      new Set(findings.map((each) => each.check)).size,
    ),
    findings,
    suppressions: [],
    errors: [],
    ...overrides,
  };
}
