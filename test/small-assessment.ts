import { assess } from '../src/assess/assess.ts';
import { summaryOf } from '../src/assess/summary.ts';
import type { Assessment } from '../src/model/assessment.ts';
import type { Finding } from '../src/model/finding.ts';
import type { ChangeEvent, Introduction } from '../src/model/trail-change.ts';
import { type Check, defineCheck, fail, pass, unknown } from '../src/practices/check.ts';
import { aBucket } from './builders/s3.ts';
import { ACCOUNT, deniedCall, OTHER_ACCOUNT, snapshotOf } from './inventory-of.ts';

/** What people could call a bucket's Name tag to trouble whoever reads about it. */
export const HOSTILE =
  '=cmd|"/c calc"!A1 <b>@octocat</b> #1 [x](http://evil.example) `|` \u001b[31m\u202e\u0000\ud800 😀';

const open = defineCheck({
  id: 'bucket-not-open',
  title: 'The bucket is not open to the world',
  practice: 12,
  severity: 'critical',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:GetBucketAcl'],
  controls: ['cis-aws-5.0.0:2.1.4', 'soc-2:cc_6_1'],
  equivalents: [],
  rationale: 'Whoever finds an open bucket reads *everything* in it.',
  remediation: 'Turn on Block Public Access.',
  fix: {
    cli: 'aws s3api put-public-access-block --bucket {id}',
    terraform: 'resource "aws_s3_bucket_public_access_block" "this" {\n  bucket = {id}\n}\n',
  },
  evaluate({ id, name = id }) {
    if (id === 'unread') return unknown(deniedCall('s3:GetBucketAcl'));
    if (id === 'crash') throw new Error('boom <here>');
    return id === 'closed'
      ? pass(`Bucket ${id} is closed.`)
      : fail(`Bucket ${name} is open.`, { grants: ['AllUsers', name] });
  },
});

const versioned = defineCheck({
  ...open,
  id: 'bucket-versioned',
  title: 'The bucket keeps versions',
  severity: 'low',
  controls: [],
  rationale: 'What was overwritten is gone.',
  remediation: 'Turn on versioning.',
  fix: { cli: null, terraform: null },
  evaluate: ({ id }) =>
    id === 'closed'
      ? fail(`Bucket ${id} keeps no versions.`, { status: null })
      : pass(`Bucket ${id} keeps versions.`),
});

export const SMALL_CHECKS: readonly Check[] = [open, versioned];

const judged = assess(
  snapshotOf({
    accounts: [ACCOUNT, OTHER_ACCOUNT],
    resources: [
      aBucket({ id: 'closed', tags: { team: 'data', empty: '' } }),
      aBucket({ id: 'unread' }),
      aBucket({ id: 'crash' }),
      aBucket({ id: 'hostile', name: HOSTILE, tags: { [HOSTILE]: HOSTILE } }),
      aBucket({ id: 'open', account: OTHER_ACCOUNT, region: 'eu-west-1' }),
    ],
  }),
  { checks: SMALL_CHECKS },
);

const event: ChangeEvent = {
  time: '2026-10-01T10:00:00Z',
  eventId: '11111111-2222-4333-8444-555555555555',
  source: 's3.amazonaws.com',
  name: 'PutBucketVersioning',
  account: ACCOUNT,
  region: 'us-east-1',
  principal: `arn:aws:iam::${ACCOUNT}:role/deploy`,
  sessionName: 'ada',
  sourceIdentity: null,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  invokedBy: null,
  sourceIpAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.31.0',
  file: 's3://trail/AWSLogs/1.json.gz',
};

const introduced: Readonly<Record<string, Introduction>> = {
  closed: {
    kind: 'event',
    event,
    names: 'arn:aws:s3:::closed',
    earlier: [{ ...event, time: '2026-09-01T10:00:00Z', name: 'CreateBucket' }],
    earlierCount: 12,
  },
  hostile: {
    kind: 'event',
    event: { ...event, sessionName: HOSTILE, userAgent: HOSTILE, sourceIpAddress: HOSTILE },
    names: HOSTILE,
    earlier: [],
    earlierCount: 0,
  },
  open: { kind: 'not-found', from: '2026-09-01T10:00:00Z', to: '2026-11-01T10:00:00Z' },
};

const attributed = judged.findings.map((each): Finding => {
  const introducedBy = introduced[each.resource.id];
  return each.status === 'fail' && introducedBy ? { ...each, introducedBy } : each;
});

const findings: readonly Finding[] = attributed.map((each) =>
  each.check === 'bucket-not-open' && each.resource.id === 'open'
    ? {
        ...each,
        suppressed: {
          rule: 'suppressions.yaml:3',
          reason: 'A website, meant to be <open>.',
          expires: '2026-12-31',
        },
      }
    : each,
);

/** One of everything: failures, one of them suppressed, an unknown, passes, a crash, gaps in the reading. */
export const SMALL_ASSESSMENT: Assessment = {
  ...judged,
  findings,
  summary: summaryOf(findings, judged.summary.resources, judged.summary.checks),
  coverage: {
    ...judged.coverage,
    denied: [
      {
        call: 's3:GetBucketAcl',
        account: ACCOUNT,
        regions: ['us-east-1'],
        failed: 1,
        why: 'AccessDenied: not allowed in this test',
      },
    ],
    notEntered: [
      { account: '777788889999', roleArn: 'arn:aws:iam::777788889999:role/audit', why: 'AccessDenied: no' },
    ],
    complete: false,
    incompleteReason: 'interrupted by SIGINT; what was read before is kept',
  },
  trail: {
    folder: 'rampart-trail',
    periods: [
      {
        account: ACCOUNT,
        region: 'us-east-1',
        from: '2026-09-01T10:00:00Z',
        to: '2026-11-01T10:00:00Z',
        events: 1234,
      },
    ],
    without: [{ account: OTHER_ACCOUNT, regions: ['eu-west-1'] }],
  },
  suppressions: [
    {
      rule: 'suppressions.yaml:3',
      reason: 'A website, meant to be <open>.',
      expires: '2026-12-31',
      state: 'active',
      findings: 1,
    },
    {
      rule: 'suppressions.yaml:9',
      reason: 'Until the migration is over.',
      expires: '2026-01-31',
      state: 'expired',
      findings: 1,
    },
  ],
};
