import { requestWithoutTls } from '../../inventory/tls-only.ts';
import type { Bucket } from '../../model/resources/s3.ts';
import { BUCKET_POLICY_CHANGES } from '../changes/bucket-changes.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { requestEvidence } from '../request-evidence.ts';

/** Proved of every action and whoever asks: a Deny for some of them leaves the others. */
export const s3BucketTlsOnly = defineCheck({
  id: 's3-bucket-tls-only',
  title: 'The bucket refuses requests without TLS',
  practice: 12,
  severity: 'medium',
  resource: 'AWS::S3::Bucket',
  reads: ['s3:ListBuckets', 's3:GetBucketPolicy', ...ORGANIZATION_READS],
  changedBy: ['s3:CreateBucket', ...BUCKET_POLICY_CHANGES],
  controls: [
    'cis-aws-1.4.0:2.1.2',
    'cis-aws-1.5.0:2.1.2',
    'cis-aws-2.0.0:2.1.1',
    'cis-aws-3.0.0:2.1.1',
    'cis-aws-4.0.0:2.1.1',
    'cis-aws-5.0.0:2.1.1',
    'cis-aws-6.0.0:3.1.1',
    'cis-aws-7.0.0:3.1.1',
    'aws-fsbp:S3.5',
    'nist-800-53-r5:SC-8',
    'nist-800-53-r5:SC-8(1)',
    'nist-csf-2.0:PR.DS-02',
    'pci-dss-4.0:4.2.1',
    'iso-27001-2022:A.5.14',
    'soc-2:CC6.7',
    'hipaa:164.312(e)(1)',
    'hipaa:164.312(e)(2)(i)',
  ],
  equivalents: ['prowler:s3_bucket_secure_transport_policy', 'config:s3-bucket-ssl-requests-only'],
  rationale:
    'Whoever is on the way reads and changes what is sent in the clear, and takes the signature with it.',
  remediation:
    'Deny all actions on the bucket and its objects where aws:SecureTransport is false, to everybody.',
  fix: {
    cli: dedented(`
      # Keep what it has now, if it has a policy: aws s3api get-bucket-policy --bucket {id} --query Policy --output text
      # The policy as it was read, with a Deny of all that comes without TLS
      aws s3api put-bucket-policy --bucket {id} --policy {evidence.policy}`),
    terraform: dedented(`
      # The policy as it was read, with a Deny of all that comes without TLS
      resource "aws_s3_bucket_policy" "this" {
        bucket = "{id}"
        policy = {evidence.policy}
      }`),
  },
  evaluate(bucket, { inventory }) {
    const { id, arn } = bucket;
    const found = requestWithoutTls(inventory, bucket);
    if (found.status === 'unread') return unknown(found, { bucket: arn });
    if (!found.value) return pass(`Bucket ${id} refuses every request without TLS.`, { bucket: arn });
    const evidence = {
      bucket: arn,
      witness: requestEvidence(found.value),
      policy: withTlsOnly(bucket),
    };
    return fail(`Bucket ${id} takes requests without TLS: ${found.value.action}.`, evidence);
  },
});

/** The policy as it was read, with the statement that it lacks. */
function withTlsOnly({ arn, policy }: Bucket): string {
  const text = policy.status === 'read' ? policy.value : null;
  const { Statement: has = [], ...rest } = text === null ? NO_POLICY : (JSON.parse(text) as PolicyJson); // was parsed before
  const statement = {
    ...(text?.includes(SID) ? {} : { Sid: SID }), // one of a kind in a policy
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  return JSON.stringify({ ...rest, Statement: [...[has].flat(), statement] });
}

const SID = 'TlsOnly';

interface PolicyJson {
  readonly Statement?: object | readonly object[];
}

const NO_POLICY: PolicyJson & { readonly Version: string } = { Version: '2012-10-17' };
