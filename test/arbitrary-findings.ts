import fc from 'fast-check';
import { FINDING_STATUSES, type Finding, SEVERITIES } from '../src/model/finding.ts';
import type { Practice } from '../src/model/practice.ts';
import { unread } from '../src/model/reading.ts';
import { aFinding } from './builders/finding.ts';

const SUPPRESSION = { rule: 'suppressions.yaml rule 1', reason: 'accepted', expires: null };

/** A check's severity, practice and controls are its own: so they hang on its number here. */
const CHECKS = Array.from({ length: 5 }, (_, index) => ({
  check: `check-${index}`,
  title: `Good condition ${index}`,
  practice: ((index % 3) + 1) as Practice,
  severity: SEVERITIES[index] ?? 'info',
  controls: index === 0 ? [] : ['cis-aws-5.0.0:1.1', `pci-dss-4.0:${index}`],
}));

/** Few values of everything, so that findings share them; texts of any kind. */
const finding: fc.Arbitrary<Finding> = fc
  .record({
    check: fc.constantFrom(...CHECKS),
    status: fc.constantFrom(...FINDING_STATUSES),
    suppressed: fc.boolean(),
    account: fc.constantFrom('111111111111', '222222222222'),
    region: fc.constantFrom('eu-west-1', 'us-east-1', 'global'),
    name: fc.option(fc.string({ unit: 'binary' })),
    id: fc.oneof(fc.constantFrom('ledger', 'Parcels'), fc.string({ unit: 'binary' })),
    tags: fc.option(fc.dictionary(fc.string(), fc.string({ unit: 'binary' }), { maxKeys: 2 })),
    words: fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('ledger', 'open to', '\n')), {
      maxLength: 4,
    }),
    sparesOne: fc.boolean(),
    calls: fc.uniqueArray(fc.constantFrom('s3:GetBucketPolicy', 'iam:GetRole', 'ec2:DescribeVpcs'), {
      minLength: 1,
    }),
  })
  .map(({ check, status, suppressed, sparesOne, calls, id, name, tags, words, ...place }) =>
    aFinding({
      ...check,
      ...place,
      status,
      controls: sparesOne ? check.controls.slice(1) : check.controls,
      summary: [id, ...words, name].join(' '),
      resource: {
        type: `AWS::S3::${id.length % 2 ? 'Bucket' : 'AccessPoint'}`,
        id,
        arn: `arn:${id}`,
        name,
        tags,
      },
      unread: status === 'unknown' ? calls.map((call) => unread(call, 'AccessDenied: no')) : [],
      ...(status === 'fail' && suppressed ? { suppressed: SUPPRESSION } : {}),
    }),
  );

export const findings: fc.Arbitrary<readonly Finding[]> = fc
  .array(finding, { maxLength: 40 })
  .map((list) => list.map((each, index) => ({ ...each, id: index.toString(16).padStart(20, '0') })));
