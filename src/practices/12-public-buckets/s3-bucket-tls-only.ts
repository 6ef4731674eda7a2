import { requestWithoutTls } from '../../inventory/tls-only.ts';
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
      # Save the policy, add the statement {"Sid":"TlsOnly","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["{arn}","{arn}/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}, and put it back
      aws s3api get-bucket-policy --bucket {id} --query Policy --output text
      aws s3api put-bucket-policy --bucket {id} --policy file://<POLICY-FILE>`),
    terraform: dedented(`
      data "aws_iam_policy_document" "tls_only" {
        # Beside the statements that the bucket has already
        statement {
          sid       = "TlsOnly"
          effect    = "Deny"
          actions   = ["s3:*"]
          resources = ["{arn}", "{arn}/*"]
          principals {
            type        = "*"
            identifiers = ["*"]
          }
          condition {
            test     = "Bool"
            variable = "aws:SecureTransport"
            values   = ["false"]
          }
        }
      }

      resource "aws_s3_bucket_policy" "this" {
        bucket = "{id}"
        policy = data.aws_iam_policy_document.tls_only.json
      }`),
  },
  evaluate(bucket, { inventory }) {
    const { id, arn } = bucket;
    const found = requestWithoutTls(inventory, bucket);
    if (found.status === 'unread') return unknown(found, { bucket: arn });
    if (!found.value) return pass(`Bucket ${id} refuses every request without TLS.`, { bucket: arn });
    const evidence = { bucket: arn, witness: requestEvidence(found.value) };
    return fail(`Bucket ${id} takes requests without TLS: ${found.value.action}.`, evidence);
  },
});
